/** Checks that a plugin was generated from the definition that it is given. */
import { RuntimeError } from './runtime-error.js'
import type { PluginSpec } from './spec.js'
import type { AnyRecord } from './types/index.js'

const sections = 'name version actions events states tables workflows interfaces integrations'
const tagOwners = ['user', 'conversation', 'message'] as const

/**
 * Compares a definition with what was generated: the plugin's name and version, the names of
 * entries and tags, and the versions of dependencies.
 *
 * @param definition of this package or of `@botpress/sdk`; without one, there is nothing to compare
 * @throws RuntimeError `other_definition`, with the first difference
 */
export function checkDefinition(definition: AnyRecord | undefined, spec: PluginSpec): void {
  if (!definition) return
  const parts = [
    ...sections.split(' ').map((name) => [name, definition[name], (spec as AnyRecord)[name]]),
    ...tagOwners.map((owner) => [`${owner} tags`, definition[owner]?.tags, spec.tags?.[owner]]),
  ]
  for (const [name, declared, generated] of parts) {
    const [is, was] = [namesIn(declared), namesIn(generated)]
    if (is === was) continue
    throw new RuntimeError(
      `The definition's ${name}: ${is}; .botpress was generated from ${was}: run \`plugin-kit gen\``,
      { reason: 'other_definition' },
    )
  }
}

/** @param part a text, entries by their names, or a list of names */
function namesIn(part: any = []): string {
  if (typeof part === 'string') return part
  const names = Array.isArray(part)
    ? part
    : Object.entries<any>(part).map(([name, { version }]) =>
        version ? `${name} ${version}` : name,
      )
  return names.sort().join(', ') || 'none'
}
