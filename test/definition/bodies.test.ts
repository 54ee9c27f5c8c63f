/**
 * What the platform's tool would send of a definition to deploy it, or to show it (`bp read --json`).
 * The expected files are what the tool printed, in 7.1.2 with zui 2.4.1.
 */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { versions, type Version } from './tool-view/zui.js'

/** What the tool reads of a definition. */
interface Definition {
  readonly [field: string]: unknown
  readonly configuration?: Slot
  readonly events?: { readonly [name: string]: Slot }
  readonly actions?: { readonly [name: string]: { readonly input: Slot; readonly output: Slot } }
  readonly states?: { readonly [name: string]: Slot & { readonly type: string } }
}

interface Slot {
  readonly schema: unknown
  readonly ui?: {
    readonly [property: string]: { readonly title?: string; readonly examples?: unknown }
  }
}

/** The body, by the rules of the contract's §5, with another release of the tool's own library. */
function bodyOf(definition: Definition, { transforms }: Version): unknown {
  const { actions, attributes, configuration, events, states } = definition
  const deployed = <S extends Slot>(slot: S) => {
    const schema = transforms.toJSONSchema(slot.schema) as { readonly properties?: object }
    for (const [key, { title, examples } = {}] of Object.entries(slot.ui ?? {})) {
      const property = new Map(Object.entries(schema.properties ?? {})).get(key) as
        object | undefined
      if (property) Object.assign(property, title && { title }, examples && { examples })
    }
    return { ...slot, schema }
  }
  const tags = (owner: unknown) => ({ tags: (owner as { tags?: object } | undefined)?.tags ?? {} })
  const body = {
    name: definition.name,
    version: definition.version,
    title: definition.title,
    description: definition.description,
    user: tags(definition.user),
    conversation: tags(definition.conversation),
    message: tags(definition.message),
    configuration: configuration && deployed(configuration),
    events: events && mapValues(events, deployed),
    actions:
      actions &&
      mapValues(actions, (action) => ({
        ...action,
        input: deployed(action.input),
        output: deployed(action.output),
      })),
    states: mapValues(
      Object.fromEntries(
        Object.entries(states ?? {}).filter(([, { type }]) => type !== 'workflow'),
      ),
      deployed,
    ),
    attributes,
  }
  return JSON.parse(JSON.stringify(body))
}

function mapValues<T>(record: { readonly [key: string]: T }, map: (value: T) => unknown): object {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))
}

test.each(
  ['analytics', 'file-manager', 'odd-names', 'support-desk'].flatMap((fixture) =>
    versions.map((version) => ({ fixture, version, name: version.name })),
  ),
)('$fixture, with $name', async ({ fixture, version }) => {
  const file = `../../fixtures/${fixture}/plugin.definition.ts`
  const { default: definition } = (await import(/* @vite-ignore */ file)) as { default: Definition }
  const want = readFileSync(new URL(`bodies/${fixture}.json`, import.meta.url), 'utf8')
  expect(bodyOf(definition, version)).toEqual(JSON.parse(want))
})
