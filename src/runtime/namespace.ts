/** Objects that answer for names as they are read, as a plugin's names are not known here. */

/**
 * A kind of object that has for each name what `read` makes of it. `names` says which ones are to
 * be found by looking around (`Object.keys`, spread). One kind serves all plugins and all calls, so
 * that an object of it costs next to nothing until it is read.
 */
export function namespace<TContext extends object>(
  read: (context: TContext, name: string) => unknown,
  names: (context: TContext) => readonly string[] = () => [],
): (context: TContext) => any {
  const traps: ProxyHandler<TContext> = {
    get: (context, key) => (typeof key === 'string' ? read(context, key) : undefined),
    set: () => false,
    ownKeys: names,
    getOwnPropertyDescriptor: (context, key) =>
      typeof key === 'string' && names(context).includes(key)
        ? { value: read(context, key), configurable: true, enumerable: true }
        : undefined,
  }
  return (context) => new Proxy(context, traps)
}

/**
 * What a namespace has for a name that it does not know: an error for a name that somebody wrote,
 * and what any object has for the names that the language itself looks for.
 */
export function missing(name: string, error: () => Error): unknown {
  if (isProbe(name)) return Reflect.get(Object.prototype, name)
  throw error()
}

/** Names that are read by `await`, `JSON.stringify` and string conversion, not by an author. */
export function isProbe(name: string): boolean {
  return name === 'then' || name === 'toJSON' || name in Object.prototype
}
