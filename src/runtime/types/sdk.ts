/**
 * What generated code needs where the definition was written with `@botpress/sdk`: there, logger and
 * client are the SDK's own types, which generated code names, and the runtime does not.
 */
/** The SDK's logger, with what this runtime adds to it. */
export type LoggerOf<TLogger> = TLogger & {
  /** The logger of the bot itself; there also when the host's own logger has no such method. */
  forBot(): TLogger
}

/** The names of a client's operations: of all that it has, except the client inside. */
export type OperationOf<TClient> = Exclude<keyof TClient, '_inner'>

/** What each operation of a client takes. */
export type InputsOf<TClient> = {
  [K in OperationOf<TClient>]: TClient[K] extends (input: infer TInput) => unknown ? TInput : never
}

/** What each operation of a client resolves to. */
export type OutputsOf<TClient> = {
  [K in OperationOf<TClient>]: TClient[K] extends (input: any) => Promise<infer TOutput>
    ? TOutput
    : never
}
