/** Objects that answer for names as they are read, as the names are not all known here. */

/**
 * An object that has for each name what `read` makes of it, and looks like `target` otherwise.
 * Whatever `target` has that cannot be changed, `read` has to answer with that.
 */
export function proxyByName(read: (name: string) => unknown, target: object = {}): any {
  return new Proxy(target, {
    get: (_, key) =>
      typeof key === 'string'
        ? read(key)
        : // Any name may be taken, and so `toString` is not for the language to ask for.
          key === Symbol.toPrimitive
          ? () => `${target}`
          : target[key as never],
  })
}

/**
 * The host's object with members of ours in front, itself untouched. `member` gives ours by name,
 * or `undefined` where the host's stands.
 */
export function overlay<T extends object>(host: T, member: (name: string) => unknown): T {
  const read = (name: string): unknown => {
    const value = member(name) || (host as any)[name]
    // Inherited methods may reach for private fields, which only the host's own object has.
    return typeof value === 'function' && name !== 'constructor' && !Object.hasOwn(host, name)
      ? value.bind(host)
      : value
  }
  // What is frozen stays what it is, and so a copy stands in for it.
  return proxyByName(read, Object.isFrozen(host) ? { ...host } : host)
}
