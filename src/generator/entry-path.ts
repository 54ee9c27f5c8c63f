/** How a place in a definition is written for people. */

/** Of longer paths, only the ends are shown. */
const maximumKeys = 16

/** `actions.createTicket.input`, `actions["a b"].input`, `events.deep.schema.….inner.inner` */
export function showEntry(path: readonly string[]): string {
  if (path.length > maximumKeys) {
    return `${showEntry(path.slice(0, maximumKeys / 2))}.….${showEntry(path.slice(-2))}`
  }
  return path.reduce((text, key) => {
    if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key))
      return `${text}[${JSON.stringify(key)}]`
    return text === '' ? key : `${text}.${key}`
  }, '')
}
