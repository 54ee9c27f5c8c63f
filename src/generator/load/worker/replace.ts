/** Puts a function in the place of one of node's, for all who call it from then on. */

type Call = () => unknown

/**
 * @param around is called instead, with what calls the old one, and with the arguments, which it may
 * change. For a class, that is when one is made.
 */
export function replace<Target extends object>(
  target: Target,
  name: string,
  around: (call: Call, args: unknown[]) => unknown,
): void {
  const key = name as keyof Target
  const old: unknown = target[key]
  // An older node may not have it; a few are there for good.
  if (typeof old !== 'function') return
  if (Object.getOwnPropertyDescriptor(target, key)?.configurable === false) return
  const replaced = new Proxy(old, {
    apply: (original, self: unknown, args: unknown[]) =>
      around(() => Reflect.apply(original as (...args: unknown[]) => unknown, self, args), args),
    construct: (original, args: unknown[], made) =>
      around(() => Reflect.construct(original, args, made) as unknown, args) as object,
  })
  // Some of them are accessors.
  Object.defineProperty(target, key, {
    value: replaced,
    configurable: true,
    writable: true,
    enumerable: true,
  })
}
