/** @returns an ES module whose default export renders the template */
export function compileTemplate(source: string): string
