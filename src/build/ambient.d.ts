/** The package's version, put in by the build. */
declare const __VERSION__: string
/** Where the thread that definitions are evaluated in begins, relative to the module that asks. */
declare const __EVALUATION__: string

declare module '*.hbs' {
  const render: (data: Readonly<Record<string, unknown>>) => string
  export default render
}
