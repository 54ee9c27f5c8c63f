/** The size in bytes of a plugin's source, bundled and minified for the browser without the client. */
export function bundleSize(file: string): Promise<{ minified: number; gzip: number }>
