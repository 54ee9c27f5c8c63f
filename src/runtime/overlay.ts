/** An object of the host's with some members of ours, the host's object itself untouched. */

/** Our member of that name, or `undefined` where the host's stands. */
type Member = (name: PropertyKey) => unknown

class Layers {
  readonly host: object
  readonly member: Member

  constructor(host: object, member: Member) {
    this.host = host
    this.member = member
  }
}

// The target is not the host's object, as a frozen one would not let its members be replaced.
const traps: ProxyHandler<Layers> = {
  get({ host, member }, key) {
    const ours = member(key)
    if (ours !== undefined) return ours
    const value: unknown = Reflect.get(host, key)
    // Inherited methods may reach for private fields, which only the host's own object has.
    return typeof value === 'function' && key !== 'constructor' && !Object.hasOwn(host, key)
      ? value.bind(host)
      : value
  },
  set: ({ host }, key, value) => Reflect.set(host, key, value),
  has: ({ host, member }, key) => member(key) !== undefined || key in host,
  ownKeys: ({ host }) => Reflect.ownKeys(host),
  getOwnPropertyDescriptor({ host, member }, key) {
    const descriptor = Reflect.getOwnPropertyDescriptor(host, key)
    if (!descriptor) return undefined
    const { enumerable = false } = descriptor
    const value: unknown = member(key) ?? Reflect.get(host, key)
    return { value, enumerable, configurable: true, writable: true }
  },
  getPrototypeOf: ({ host }) => Reflect.getPrototypeOf(host),
}

/** The host's object, with `member` asked first. Works for any object: frozen ones, and such with private fields. */
export function overlay<T extends object>(host: T, member: Member): T {
  return new Proxy(new Layers(host, member), traps) as unknown as T
}
