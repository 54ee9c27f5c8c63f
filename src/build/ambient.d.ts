/** The package's version, put in by the build. */
declare const __VERSION__: string
/** Where the thread that definitions are evaluated in begins, relative to the module that asks. */
declare const __EVALUATION__: string
/** The folder of the page of `plugin-kit dev`, relative to any module in `dist`; ends in `/`. */
declare const __PAGE__: string

declare module '*.hbs' {
  const render: (data: Readonly<Record<string, unknown>>) => string
  export default render
}
