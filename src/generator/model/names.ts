/** Checks names: what the platform makes of them, and which of them it takes for one. */
import { integrationMappingNames, isStateType, mappingNames, tagOwners } from './types.js'
import { quote } from './text.js'
import type { Checker } from './checker.js'
import type { Path, Values } from './text.js'
import type { Model } from './types.js'

/** Sections whose entries the platform, or a bot that has the plugin, knows by their names. */
const namedSections = ['actions', 'events', 'states', 'tables', 'workflows'] as const

/** Sections in which the deploy of a bot that has the plugin takes camelCase only. */
const camelCaseSections: readonly string[] = ['actions', 'events', 'states']

/** Checks the name of each of the plugin's own entries, those included that are wrong otherwise. */
export function checkNames(check: Checker, root: Values): void {
  for (const section of namedSections) {
    const entries = root[section]
    if (typeof entries !== 'object' || entries === null || Array.isArray(entries)) continue
    for (const name of Object.keys(entries)) {
      const path = [section, name]
      if (separators(check, name, path) && camelCaseSections.includes(section)) {
        casing(check, name, path)
      }
    }
  }
}

/**
 * Reports names that are empty or have one of the characters by which the platform joins names:
 * `<alias>#<event>`, `<alias>:<action>`.
 *
 * @returns whether the name is without them
 */
export function separators(check: Checker, name: string, path: Path): boolean {
  const kind = path[0] === 'interfaces' || path[0] === 'integrations' ? 'alias' : 'name'
  if (name === '') {
    const message = `An entry of ${quote(path.slice(0, -1))} has an empty ${kind}`
    check.error(
      'invalid_name',
      path,
      message,
      kind === 'name' ? 'Give it a name' : 'Give it an alias',
    )
    return false
  }
  const found = ['#', ':'].filter((character) => name.includes(character))
  if (found.length === 0) return true
  check.error(
    'invalid_name',
    path,
    `The ${kind} ${JSON.stringify(name)} has ${found.map((character) => `a \`${character}\``).join(' and ')} in it, by which the platform joins names`,
    'Write it without: letters and digits are safe',
  )
  return false
}

function casing(check: Checker, name: string, path: Path): void {
  const wanted = camelCase(name)
  if (wanted === name) return
  check.warn(
    'not_camel_case',
    path,
    `The name ${JSON.stringify(name)} is not in camelCase: a bot that has the plugin does not deploy`,
    wanted === '' ? 'Use letters and digits' : `Write \`${wanted}\``,
  )
}

/** As the platform's tool understands it: https://github.com/botpress/botpress, `case-utils.ts` of its CLI. */
function camelCase(name: string): string {
  const [first = '', ...more] = name
    .split(/[^a-zA-Z0-9]|(?<=[a-z])(?=[A-Z])/)
    .filter((word) => word !== '')
  const rest = more.map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
  return [first.toLowerCase(), ...rest].join('')
}

/** Warns of plugin names that the platform's registry does not take. */
export function checkPluginName(check: Checker, name: string): void {
  if (!/[A-Z\s]/.test(name)) return
  const wanted = name
    .trim()
    .replace(/(?<=[a-z\d])(?=[A-Z])|\s+/g, '-')
    .toLowerCase()
  check.warn(
    'invalid_plugin_name',
    ['name'],
    `The platform does not take capitals or spaces in the name of a plugin: ${JSON.stringify(name)}`,
    `Write \`name: ${JSON.stringify(wanted)}\`; \`title\` is what people read`,
  )
}

/** Interfaces and integrations share one namespace. */
export function checkAliases(check: Checker, model: Model): void {
  const taken = new Set(model.interfaces.map(({ name }) => name))
  for (const { name } of model.integrations) {
    if (!taken.has(name)) continue
    check.error(
      'duplicate_alias',
      ['integrations', name],
      `\`${name}\` is the alias of an interface and of an integration`,
      'Interfaces and integrations share one namespace: rename one of the two',
    )
  }
}

/** A tag is stored behind the plugin's alias, unless it is declared with it already. */
export function checkTags(check: Checker, model: Model): void {
  const prefix = `${model.name}#`
  for (const owner of tagOwners) {
    const names = new Set(model.tags[owner].map(({ name }) => name))
    for (const name of names) {
      const short = name.slice(prefix.length)
      if (!name.startsWith(prefix) || !names.has(short)) continue
      check.error(
        'duplicate_tag',
        [owner, 'tags', name],
        `The tags ${JSON.stringify(short)} and ${JSON.stringify(name)} are one on the platform, which stores both as ${JSON.stringify(name)}`,
        `Keep ${JSON.stringify(short)}`,
      )
    }
  }
}

/** Flat access is left out where the scoped one claims the name. */
export function checkFlatNames(check: Checker, model: Model): void {
  const flat = (path: Path, access: string, other: string): void =>
    check.warn(
      'flat_name_taken',
      path,
      `\`${access}\` is not available: the name belongs to \`${other}\``,
      'Use the scoped form, or rename the entry',
    )
  for (const { name } of model.states) {
    if (isStateType(name)) flat(['states', name], `states.${name}`, `states.${name}.<state>`)
  }
  const dependencies = [...model.interfaces, ...model.integrations]
  const taken = new Set(dependencies.map(({ name }) => name))
  for (const { name } of model.actions) {
    if (taken.has(name)) flat(['actions', name], `actions.${name}`, `actions.${name}.<action>`)
  }
  for (const { kind, name: alias, actions } of dependencies) {
    const names: readonly string[] = kind === 'interface' ? mappingNames : integrationMappingNames
    for (const { name } of actions) {
      if (!names.includes(name)) continue
      const access = `${kind}s.${alias}.${name}`
      flat([`${kind}s`, alias, 'actions', name], access, `actions.${alias}.${name}`)
    }
  }
}
