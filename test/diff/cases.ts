/** Changes of definitions, one kind each; what is said of them is in `expected/`. */
import { InterfaceDefinition, PluginDefinition, version, z } from '../../src/definition/index.js'

type Props = Omit<ConstructorParameters<typeof PluginDefinition>[0], 'name' | 'version'> & {
  readonly name?: string
  readonly version?: string
}

const plugin = (props: Props) => new PluginDefinition({ name: 'desk', version: '1.2.3', ...props })

const action = (input: z.ZodObject, output: z.ZodObject = z.object({})) =>
  plugin({ actions: { open: { input: { schema: input }, output: { schema: output } } } })

const desk = (own: string) => new InterfaceDefinition({ name: 'desk', version: own })
const tree = (value: z.ZodType) => {
  const node = z.object({
    value,
    get children() {
      return z.array(node)
    },
  })
  return node
}

/** Before, and after. */
export const cases: Readonly<Record<string, readonly [PluginDefinition, PluginDefinition]>> = {
  'nothing at all': [plugin({}), plugin({})],
  'what is said': [
    plugin({ title: 'Desk', states: { a: { type: 'user', schema: z.object({ n: z.number() }) } } }),
    plugin({
      title: 'The desk',
      states: { a: { type: 'user', schema: z.object({ n: z.number().describe('How many') }) } },
    }),
  ],
  'name': [plugin({}), plugin({ name: 'help-desk' })],
  'configuration': [
    plugin({
      configuration: {
        schema: z.object({
          greeting: z.string().default('Hi'),
          limit: z.number().default(3),
          old: z.string().optional(),
          mode: z.enum(['a', 'b']),
          hours: z.tuple([z.number(), z.number()]),
        }),
      },
    }),
    plugin({
      configuration: {
        schema: z.object({
          greeting: z.string(),
          limit: z.number().default(5),
          mode: z.enum(['a', 'b', 'c']),
          hours: z.tuple([z.number(), z.string()]),
          key: z.string(),
          note: z.string().optional(),
        }),
      },
    }),
  ],
  'configuration that was not there': [
    plugin({}),
    plugin({ configuration: { schema: z.object({ key: z.string(), note: z.string().optional() }) } }),
  ],
  'action input': [
    action(
      z.object({
        text: z.string(),
        who: z.union([z.object({ by: z.literal('id'), id: z.string() }), z.object({ by: z.literal('name'), name: z.string() })]),
        items: z.array(z.object({ price: z.number() })),
        labels: z.record(z.string(), z.string()),
      }),
    ),
    action(
      z.object({
        text: z.string().nullable(),
        who: z.union([z.object({ by: z.literal('id'), id: z.number() }), z.object({ by: z.literal('name'), name: z.string() })]),
        items: z.array(z.object({ price: z.union([z.number(), z.string()]), count: z.number() })),
        labels: z.record(z.string(), z.number()),
      }),
    ),
  ],
  'action output': [
    action(z.object({}), z.object({ id: z.string(), state: z.enum(['on', 'off']), at: z.string().optional(), by: z.string() })),
    action(z.object({}), z.object({ id: z.string().optional(), state: z.enum(['on', 'off', 'idle']), at: z.string(), url: z.string() })),
  ],
  'actions that come and go': [
    plugin({ actions: { open: { input: { schema: z.object({}) }, output: { schema: z.object({}) } } } }),
    plugin({ actions: { close: { input: { schema: z.object({}) }, output: { schema: z.object({}) } } } }),
  ],
  'events': [
    plugin({
      events: {
        opened: { schema: z.object({ id: z.string(), kind: z.literal('a') }) },
        gone: { schema: z.object({}) },
        due: { schema: z.object({}), recurrence: { cron: '0 9 * * *', payload: {} } },
      },
    }),
    plugin({
      events: {
        opened: { schema: z.object({ id: z.string(), kind: z.string(), note: z.string().optional() }) },
        due: { schema: z.object({}), recurrence: { cron: '0 8 * * *', payload: {} } },
      },
    }),
  ],
  'states': [
    plugin({
      states: {
        visits: { type: 'user', schema: z.object({ count: z.number(), last: z.string().optional(), by: z.string() }) },
        totals: { type: 'bot', schema: z.object({}), expiry: 5000 },
        old: { type: 'bot', schema: z.object({}) },
      },
    }),
    plugin({
      states: {
        visits: { type: 'user', schema: z.object({ count: z.union([z.number(), z.string()]), last: z.string(), more: z.string().optional() }) },
        totals: { type: 'user', schema: z.object({}), expiry: 1000 },
      },
    }),
  ],
  'tables': [
    plugin({ tables: { ordersTable: { schema: z.object({ id: z.string(), sum: z.number() }), keyColumn: 'id' } } }),
    plugin({ tables: { ordersTable: { schema: z.object({ id: z.string(), sum: z.number(), paid: z.boolean(), note: z.string().optional() }) } } }),
  ],
  'workflows': [
    plugin({ workflows: { escalate: { input: { schema: z.object({ id: z.string() }) }, output: { schema: z.object({ done: z.boolean() }) }, tags: { stage: {} } } } }),
    plugin({ workflows: { escalate: { input: { schema: z.object({ id: z.string(), level: z.number().default(1) }) }, output: { schema: z.object({ done: z.boolean().optional() }) }, tags: { step: {} } } } }),
  ],
  'tags': [
    plugin({ user: { tags: { tier: {} } }, message: { tags: { handled: {} } } }),
    plugin({ user: { tags: { tier: {}, vip: {} } } }),
  ],
  'dependencies': [
    plugin({ interfaces: { a: version.allWithinMinorOf(desk('1.4.0')), b: version.allWithinMajorOf(desk('1.4.0')), c: desk('1.0.0') } }),
    plugin({ interfaces: { a: version.allWithinMajorOf(desk('1.4.0')), b: version.allWithinMinorOf(desk('1.4.0')), d: desk('1.0.0') } }),
  ],
  'what cannot be told': [
    plugin({ events: { e: { schema: z.object({ a: z.custom<string>(), b: z.intersection(z.object({ x: z.string() }), z.object({ x: z.any() })) }) } } }),
    plugin({ events: { e: { schema: z.object({ a: z.string(), b: z.intersection(z.object({ x: z.string() }), z.object({ x: z.enum(['q']) })) }) } } }),
  ],
  'recursion': [action(tree(z.string())), action(tree(z.string().nullable()))],
  'recursion that narrows': [action(tree(z.string().nullable())), action(tree(z.string()))],
} // prettier-ignore
