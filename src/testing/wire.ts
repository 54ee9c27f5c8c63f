/** What happens to a value on its way between a bot and the platform: JSON, there and back. */

/**
 * A copy that shares nothing with the original and holds only what JSON carries: no `undefined`
 * properties, no functions, dates as strings.
 *
 * @throws TypeError for a `bigint` or a cycle, as the real client does
 */
export function overTheWire<T>(value: T): T {
  const text = JSON.stringify(value)
  return text === undefined ? (undefined as T) : JSON.parse(text)
}
