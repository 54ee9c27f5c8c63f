/** What is worked out once for each name. */

/** How many names are remembered: more than plugins have, and few enough to keep. */
const limit = 1000

/**
 * Remembers what `make` makes of a name, unless that is nothing. Names may come from anywhere, and
 * so all are forgotten when there are too many.
 */
export function memoize<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>()
  return (name) => {
    const known = made.get(name)
    if (known) return known
    const value = make(name)
    if (made.size >= limit) made.clear()
    if (value) made.set(name, value)
    return value
  }
}
