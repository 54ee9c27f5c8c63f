/** Tells a plugin's definition from what else a module may export by default, by its shape. */
import { inspect } from 'node:util'

/** Whether it is what `new PluginDefinition()` makes: ours, or the SDK's. */
export function isPluginDefinition(value: unknown): boolean {
  return has(value, 'props') && has(value, 'recurringEvents') && !has(value, 'plugins')
}

/** What a value that is no definition is instead, and what to do about it. */
export function describe(value: unknown): { readonly is: string; readonly hint: string } {
  const write = 'Write `export default new PluginDefinition({ … })`'
  if (value instanceof Promise) {
    return { is: 'a promise', hint: 'Await it: `export default await …`' }
  }
  if (typeof value === 'function') {
    const isClass = Function.prototype.toString.call(value).startsWith('class')
    // What has no name is called by esbuild, after its file.
    const name = value.name.endsWith('_default') ? '' : value.name
    const what = `${isClass ? 'class' : 'function'}${name && ` ${name}`}`
    const made = isClass ? `new ${name || 'PluginDefinition'}({ … })` : `${name || 'define'}()`
    return {
      is: `${name ? 'the' : 'a'} ${what}`,
      hint: `Export what it makes: \`export default ${made}\``,
    }
  }
  const kind = has(value, 'props') && otherDefinition(value)
  if (kind)
    return {
      is: `an ${kind}`.replace('an B', 'a B'),
      hint: `A plugin is a PluginDefinition; it can depend on this one`,
    }
  if (has(value, 'name') && has(value, 'version')) {
    return {
      is: 'a plain object',
      hint: 'Pass it to the constructor: `export default new PluginDefinition({ … })`',
    }
  }
  const text = inspect(value, { depth: 0, breakLength: Infinity })
  return { is: text.length > 60 ? `${text.slice(0, 60)}…` : text, hint: write }
}

function otherDefinition(value: object): string | undefined {
  if (has(value, 'plugins')) return 'BotDefinition'
  if (has(value, 'configurations')) return 'IntegrationDefinition'
  return has(value, 'channels') ? 'InterfaceDefinition' : undefined
}

function has(value: unknown, key: string): value is object {
  return typeof value === 'object' && value !== null && key in value
}
