/** The package's version, put in by the build. */
declare const __VERSION__: string

declare module '*.hbs' {
  const render: (data: Readonly<Record<string, unknown>>) => string
  export default render
}
