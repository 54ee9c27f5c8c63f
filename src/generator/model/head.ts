/** Checks what a definition is, and what it says of itself: its name and version. */
import { forms } from './expected-forms.js'
import { type Values, describe, isRecord } from './text.js'
import type { Checker } from './checker.js'

/**
 * `1.2.3`, with what may follow: https://semver.org. Without `semver`, which takes longer to load than
 * a small definition takes to check.
 */
const semanticVersion =
  /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}(?:-[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?(?:\+[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?$/

/** The definition itself. What its constructor was given tells more about what the author wrote. */
export function rootOf(check: Checker, value: unknown): Values {
  const values = check.record(value, [], forms.definition) ?? {}
  const given = isRecord(values.props) ? values.props : values
  check.properties(given, forms.definition, [])
  // A constructor makes objects of lists, which have other keys than the author sees.
  const lists = Object.entries(given).filter(([, section]) => Array.isArray(section))
  return lists.length === 0 ? values : { ...values, ...Object.fromEntries(lists) }
}

export function pluginName(check: Checker, values: Values): string {
  return text(check, values, 'name')
}

export function pluginVersion(check: Checker, values: Values): string {
  const found = text(check, values, 'version')
  if (found !== '' && !semanticVersion.test(found)) {
    const hint = "Write it as `'major.minor.patch'`, such as `'0.1.0'`"
    const message = `The version ${describe(found)} is not semantic`
    check.error('invalid_version', ['version'], message, hint)
  }
  return found
}

/** Where the plugin's page is; nothing where there is none. */
export function readme({ readme: value }: Values): { readme?: string } {
  return typeof value === 'string' && value !== '' ? { readme: value } : {}
}

function text(check: Checker, values: Values, key: 'name' | 'version'): string {
  const value = values[key]
  if (typeof value === 'string' && value !== '') return value
  const given = isRecord(values.props) ? values.props : values
  if (value === undefined && check.intends(given, forms.definition, key)) return ''
  check.error(
    `missing_${key}`,
    [key],
    value === undefined
      ? `The definition has no \`${key}\``
      : `\`${key}\` must be a non-empty string, but it is ${describe(value)}`,
    key === 'name' ? "Write `name: 'my-plugin'`" : "Write `version: '0.1.0'`",
  )
  return ''
}

/**
 * Whether a definition was made with `@botpress/sdk`: by its shape. Definitions of this package have
 * the same members, and one more.
 */
export function isOfSdk(definition: unknown): boolean {
  return (
    isRecord(definition) &&
    !('check' in definition) &&
    typeof definition.dereferenceEntities === 'function' &&
    isRecord(definition.metadata) &&
    typeof definition.metadata.sdkVersion === 'string'
  )
}
