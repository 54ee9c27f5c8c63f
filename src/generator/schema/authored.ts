/** Definitions of this package show their schemas as the platform's tool reads them. */

/** The property under which such a view has the author's own schema; the same in `src/definition`. */
const authoredSchema: unique symbol = Symbol.for('botpress-plugin-kit.authoredSchema') as never

/**
 * @returns the author's own schema, which alone has the descriptions and the ids; any other value as
 * it is
 */
export function authored<T extends object>(value: T): T {
  return (value as { readonly [authoredSchema]?: T })[authoredSchema] ?? value
}
