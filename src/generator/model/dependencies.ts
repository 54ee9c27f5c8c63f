/** Checks `interfaces` and `integrations`: what a plugin depends on. */
import { forms } from './expected-forms.js'
import { action, payload } from './sections.js'
import { separators } from './names.js'
import { type Path, type Values, describe, docOf, isRecord, quote } from './text.js'
import type { Checker } from './checker.js'
import type { ChannelModel, DependencyModel } from './types.js'

/** Each dependency of a section. Its own parts are read leniently: they are not the author's. */
export function dependencies(
  check: Checker,
  values: Values,
  section: 'interfaces' | 'integrations',
): DependencyModel[] {
  const kind = section === 'interfaces' ? 'interface' : 'integration'
  return check.entries(values, section, forms[kind], (_, entry, alias, path) => {
    separators(check, alias, path)
    // A package holds its definition; a definition instance is one.
    const packaged = isRecord(entry.definition)
    const body = packaged ? (entry.definition as Values) : entry
    const at = packaged ? [...path, 'definition'] : path
    const { type } = entry
    if (typeof type === 'string' && type !== kind) {
      const isOther = type === 'interface' || type === 'integration'
      check.error(
        'wrong_dependency',
        path,
        `${quote(path)} is ${isOther ? `an ${type}` : `of the type ${describe(type)}`}, not an ${kind}`,
        isOther
          ? `Move it to \`${type}s\``
          : 'A plugin depends on interfaces and integrations only',
      )
      return undefined
    }
    const { name, version } = entry
    if (typeof name !== 'string' || typeof version !== 'string') {
      const missing = ['name', 'version'].filter((key) => typeof entry[key] !== 'string')
      const lacks = `it has no ${missing.map((key) => `\`${key}\``).join(' and no ')}`
      const { shape, or } = forms[kind]
      const hint = `Write \`${alias}: ${shape}\`${or}`
      check.error('invalid_dependency', path, `${quote(path)} is not an ${kind}: ${lacks}`, hint)
      return undefined
    }
    return check.within(alias, () => ({
      name: alias,
      kind,
      packageName: name,
      version,
      doc: docOf(body),
      entities: check.entries(body, 'entities', forms.slot, payload, at),
      actions: check.entries(body, 'actions', forms.action, action, at),
      events: check.entries(body, 'events', forms.event, payload, at),
      channels: check.entries(body, 'channels', forms.channel, channel, at),
    }))
  })
}

function channel(check: Checker, entry: Values, name: string, path: Path): ChannelModel {
  const messages = check.entries(entry, 'messages', forms.slot, payload, path)
  return { name, doc: docOf(entry), messages }
}
