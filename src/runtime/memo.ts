/** What is worked out once for each name. */

/** Remembers what `make` makes of a name, unless that is nothing: names come from anywhere. */
export function memo<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>()
  return (name) => {
    const known = made.get(name)
    if (known) return known
    const value = make(name)
    if (value) made.set(name, value)
    return value
  }
}
