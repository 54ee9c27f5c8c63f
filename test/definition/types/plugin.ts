/** Right and wrong definitions, checked by the compiler: a missing error is an error too. */
import * as zm from 'zod/mini'
import { z as z3 } from 'zod/v3'
import {
  IntegrationDefinition,
  InterfaceDefinition,
  PluginDefinition,
  messages,
  version,
  z,
  type PluginDefinitionProps,
} from '../../../src/definition/index.js'

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const same = <A, B>(..._: Same<A, B> extends true ? [] : ['the types differ']): void => {}

const payload = z.object({ name: z.string(), count: z.number().default(1) })

export const filesReadonly = new InterfaceDefinition({
  name: 'files-readonly',
  version: '1.2.3',
  entities: {
    item: { title: 'Item', schema: z.object({ id: z.string(), size: z.number().optional() }) },
    folder: { schema: z.object({ path: z.string() }) },
  },
  events: {
    itemCreated: { schema: ({ entities }) => z.object({ item: entities.item }) },
    itemMoved: { schema: ({ item, folder }) => z.object({ item, folder }) },
    // @ts-expect-error there is no entity `file`
    fileCreated: { schema: ({ entities }) => z.object({ item: entities.file }) },
  },
  actions: {
    list: {
      input: { schema: ({ entities }) => z.object({ folder: entities.folder }) },
      output: { schema: z.object({ items: z.array(z.string()) }) },
    },
    // @ts-expect-error `output` is missing
    remove: { input: { schema: z.object({ id: z.string() }) } },
  },
  channels: {
    channel: {
      messages: { ...messages.defaults, note: { schema: z.object({ text: z.string() }) } },
    },
    // @ts-expect-error `messages` is missing
    empty: {},
  },
})
same<
  z.infer<typeof filesReadonly.entities.item.schema>,
  { id: string; size?: number | undefined }
>()

export const filesPackage = {
  type: 'interface' as const,
  id: 'intver_1',
  name: 'files-readonly',
  version: '1.2.3',
  definition: {
    name: 'files-readonly',
    version: '1.2.3',
    entities: { item: { schema: z.object({ id: z.string() }) } },
    events: {},
    actions: {},
    channels: {},
  },
}

const telegram = new IntegrationDefinition({
  name: 'telegram',
  version: '2.0.0',
  configuration: { schema: z.object({ token: z.string() }) },
  channels: { channel: { messages: { ...messages.defaults, markdown: messages.markdown } } },
  actions: { ping: { input: { schema: z.object({}) }, output: { schema: z.object({}) } } },
  states: {
    // @ts-expect-error an integration has no bot states
    token: { type: 'bot', schema: z.object({}) },
  },
})

const plugin = new PluginDefinition({
  name: 'file-manager',
  version: '0.1.0',
  title: 'File manager',
  attributes: { a: 'b' },
  configuration: { schema: z.object({ depth: z.number().default(3) }) },
  interfaces: {
    files: version.allWithinMajorOf(filesReadonly),
    pack: version.allWithinMinorOf(filesPackage),
  },
  integrations: { telegram: version.allWithinMajorOf(telegram) },
  states: {
    seen: { type: 'bot', schema: z.object({ ids: z.array(z.string()) }), expiry: 1000 },
    current: { type: 'user', schema: ({ entities }) => z.object({ item: entities.files.item }) },
    packed: { type: 'user', schema: ({ entities }) => z.object({ item: entities.pack.item }) },
    whole: { type: 'workflow', schema: ({ entities }) => entities.files.item },
  },
  events: {
    tick: {
      schema: payload,
      recurrence: { cron: '0 * * * *', payload: { name: 'x' } },
    },
    found: { schema: ({ entities }) => z.object({ item: entities.files.item }) },
  },
  recurringEvents: {
    nightly: { type: 'tick', payload: { name: 'n', count: 2 }, schedule: { cron: '0 0 * * *' } },
  },
  actions: {
    open: {
      title: 'Open',
      input: { schema: ({ entities }) => z.object({ item: entities.files.item }) },
      output: { schema: z.object({ ok: z.boolean() }) },
    },
    close: {
      input: { schema: z.object({ id: z.string() }) },
      output: { schema: ({ entities }) => z.object({ folder: entities.files.folder }) },
    },
  },
  user: { tags: { segment: { title: 'Segment' } } },
  tables: { files: { schema: z.object({ path: z.string() }), factor: 2, keyColumn: 'path' } },
  workflows: {
    scan: {
      input: { schema: z.object({ root: z.string() }) },
      output: { schema: z.object({ count: z.number() }) },
      tags: { by: {} },
    },
  },
})

// Its schemas keep their types.
type Item = { id: string; size?: number | undefined } & Record<string, unknown>
same<z.infer<typeof plugin.states.seen.schema>, { ids: string[] }>()
same<z.infer<typeof plugin.states.current.schema>, { item: Item }>()
same<
  z.infer<typeof plugin.states.packed.schema>,
  { item: { id: string } & Record<string, unknown> }
>()
same<z.infer<typeof plugin.states.whole.schema>, Item>()
same<z.input<typeof plugin.events.tick.schema>, { name: string; count?: number | undefined }>()
same<z.infer<typeof plugin.actions.open.input.schema>, { item: Item }>()
same<z.infer<typeof plugin.actions.open.output.schema>, { ok: boolean }>()
same<
  z.infer<typeof plugin.actions.close.output.schema>,
  { folder: { path: string } & Record<string, unknown> }
>()
same<z.infer<typeof plugin.tables.files.schema>, { path: string }>()
same<z.infer<typeof plugin.workflows.scan.output.schema>, { count: number }>()
same<z.infer<NonNullable<typeof plugin.configuration>['schema']>, { depth: number }>()
same<keyof typeof plugin.states, 'seen' | 'current' | 'packed' | 'whole'>()
same<keyof typeof plugin.interfaces, 'files' | 'pack'>()

// A definition without sections has none, and is still a definition.
const bare = new PluginDefinition({ name: 'bare', version: '1.0.0' })
same<keyof typeof bare.states, never>()
export const props: PluginDefinitionProps = { name: 'bare', version: '1.0.0' }

new PluginDefinition({
  name: 'wrong',
  version: '1.0.0',
  // @ts-expect-error the schema is inside `{ schema }`
  configuration: z.object({}),
  interfaces: { files: filesReadonly, pack: filesPackage },
  states: {
    // @ts-expect-error no such type of state
    typo: { type: 'bots', schema: z.object({}) },
    // @ts-expect-error `type` is missing
    untyped: { schema: z.object({}) },
    // @ts-expect-error not a schema
    unschematic: { type: 'bot', schema: 'string' },
    // @ts-expect-error milliseconds are a number
    expiring: { type: 'bot', schema: z.object({}), expiry: '1h' },
    // @ts-expect-error excess property
    excess: { type: 'bot', schema: z.object({}), expires: 1 },
    // @ts-expect-error unknown entity
    entity: { type: 'bot', schema: ({ entities }) => z.object({ a: entities.files.itme }) },
    // @ts-expect-error unknown alias
    alias: { type: 'bot', schema: ({ entities }) => z.object({ a: entities.fils.item }) },
    // @ts-expect-error the package has no such entity
    packed: { type: 'bot', schema: ({ entities }) => z.object({ a: entities.pack.folder }) },
  },
  events: {
    tick: {
      schema: payload,
      // @ts-expect-error `name` is a string
      recurrence: { cron: '* * * * *', payload: { name: 1 } },
    },
    tock: {
      schema: payload,
      // @ts-expect-error `name` is missing
      recurrence: { cron: '* * * * *', payload: {} },
    },
    tack: {
      schema: payload,
      // @ts-expect-error excess property
      recurrence: { cron: '* * * * *', payload: { name: '', nam: 1 } },
    },
    // @ts-expect-error `cron` is missing
    tuck: { schema: payload, recurrence: { payload: { name: '' } } },
  },
  recurringEvents: {
    // @ts-expect-error no such event
    a: { type: 'tik', payload: { name: '' }, schedule: { cron: '* * * * *' } },
    // @ts-expect-error `name` is a string
    b: { type: 'tick', payload: { name: 1 }, schedule: { cron: '* * * * *' } },
  },
  actions: {
    // @ts-expect-error `output` is missing
    noOutput: { input: { schema: z.object({}) } },
    // @ts-expect-error `input` is missing
    noInput: { output: { schema: z.object({}) } },
    // @ts-expect-error excess property
    excess: { tittle: '', input: { schema: z.object({}) }, output: { schema: z.object({}) } },
    entity: {
      input: { schema: z.object({}) },
      // @ts-expect-error unknown entity
      output: { schema: ({ entities }) => z.object({ a: entities.files.nope }) },
    },
  },
  // @ts-expect-error tags are objects
  user: { tags: { segment: 'Segment' } },
  // @ts-expect-error `factor` is a number
  tables: { files: { schema: z.object({}), factor: 'two' } },
  // @ts-expect-error `input` is missing
  workflows: { scan: { output: { schema: z.object({}) } } },
})

new PluginDefinition({
  name: 'misplaced',
  version: '1.0.0',
  interfaces: {
    // @ts-expect-error a package of an integration is not an interface
    telegram: { type: 'integration', name: 'telegram', version: '1.0.0', definition: {} },
    // @ts-expect-error `version` is missing
    files: { name: 'files' },
  },
})

const text = { schema: z.string() }
const either = { schema: z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]) }
export const roots = new PluginDefinition({
  name: 'roots',
  version: '1.0.0',
  // @ts-expect-error a configuration is an object
  configuration: text,
  events: {
    either,
    lazy: { schema: z.lazy(() => z.object({ a: z.string() })) },
    loose: { schema: z.looseObject({ a: z.string() }) },
    many: { schema: z.record(z.string(), z.number()) },
    mini: { schema: zm.object({ a: zm.string() }) },
    older: { schema: z3.object({ a: z3.string() }) },
    // @ts-expect-error a payload is not a list
    list: { schema: z.array(z.string()) },
    // @ts-expect-error a payload is not a list
    olderList: { schema: z3.array(z3.string()) },
    // @ts-expect-error a payload is there
    optional: { schema: z.object({}).optional() },
    // @ts-expect-error a payload is not a text
    miniText: { schema: zm.string() },
    // @ts-expect-error one of the two is a text
    eitherText: { schema: z.union([z.object({ a: z.string() }), z.string()]) },
  },
  // @ts-expect-error a state is an object
  states: { text: { type: 'bot', ...text } },
  actions: {
    // @ts-expect-error an input is an object
    input: { input: text, output: { schema: z.object({}) } },
    // @ts-expect-error an output is an object
    output: { input: { schema: z.object({}) }, output: text },
  },
  // @ts-expect-error a row is an object
  tables: { text },
  workflows: {
    // @ts-expect-error an output is an object
    output: { input: { schema: z.object({}) }, output: text },
  },
})

// @ts-expect-error no such prop
new PluginDefinition({ name: 'x', version: '1.0.0', settings: {} })
// @ts-expect-error no such prop
new InterfaceDefinition({ name: 'x', version: '1.0.0', entity: {} })
// @ts-expect-error no such prop
new IntegrationDefinition({ name: 'x', version: '1.0.0', action: {} })
// @ts-expect-error `version` is missing
new PluginDefinition({ name: 'x' })
// @ts-expect-error a name is a string
new PluginDefinition({ name: 1, version: '1.0.0' })
// @ts-expect-error `version` is missing
version.allWithinMajorOf({ name: 'x' })
same<ReturnType<typeof version.allWithinMajorOf<typeof filesPackage>>, typeof filesPackage>()
