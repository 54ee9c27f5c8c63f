/** What an author can write, and how: for messages that say what was expected. */

/** One kind of thing in a definition. */
export interface Form {
  /** The properties that it can have. */
  readonly names: readonly string[]
  /** What it looks like, as code. */
  readonly shape: string
  /** What else is possible, behind that. */
  readonly or?: string
}

const described = ['title', 'description'] as const
const attributed = [...described, 'attributes'] as const

const slot = '{ schema: z.object({ … }) }'
const inputOutput = `{ input: ${slot}, output: ${slot} }`

const installed = ', or pass an installed package'

/** By kind. */
export const forms = {
  definition: {
    names: [
      ...attributed,
      'name',
      'version',
      'icon',
      'readme',
      'configuration',
      'states',
      'events',
      'recurringEvents',
      'actions',
      'interfaces',
      'integrations',
      'user',
      'conversation',
      'message',
      'tables',
      'workflows',
      '__advanced',
    ],
    shape: 'export default new PluginDefinition({ … })',
  },
  slot: { names: [...described, 'schema', 'ui'], shape: slot },
  action: {
    names: [...attributed, 'billable', 'cacheable', 'input', 'output'],
    shape: inputOutput,
  },
  event: { names: [...attributed, 'schema', 'ui', 'recurrence'], shape: slot },
  recurrence: {
    names: ['cron', 'payload'],
    shape: "{ cron: '0 9 * * *', payload: { … } }",
  },
  recurringEvent: {
    names: ['type', 'payload', 'schedule'],
    shape: "{ type: 'event', payload: { … }, schedule: { cron: '0 9 * * *' } }",
  },
  state: {
    names: [...attributed, 'type', 'schema', 'ui', 'expiry'],
    shape: "{ type: 'user', schema: z.object({ … }) }",
  },
  table: {
    names: [...attributed, 'schema', 'factor', 'frozen', 'isComputeEnabled', 'tags', 'keyColumn'],
    shape: slot,
  },
  workflow: {
    names: [...attributed, 'input', 'output', 'tags'],
    shape: inputOutput,
  },
  tagged: { names: ['tags'], shape: "{ tags: { tag: { title: '…' } } }" },
  tag: { names: described, shape: "{ title: '…' }" },
  interface: {
    names: [],
    shape: "new InterfaceDefinition({ name: '…', version: '…' })",
    or: installed,
  },
  integration: {
    names: [],
    shape: "new IntegrationDefinition({ name: '…', version: '…' })",
    or: installed,
  },
  channel: { names: [], shape: `{ messages: { text: ${slot} } }` },
} as const satisfies Readonly<Record<string, Form>>

/** A section whose entries have a form. */
export function sectionOf({ shape }: Form): Form {
  return { names: [], shape: `{ name: ${shape} }` }
}
