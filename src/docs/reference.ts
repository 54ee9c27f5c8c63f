/** A plugin's reference as Markdown, for who uses the plugin in a bot. */
import type { DependencyModel, Doc, Model, Slot } from '../generator/index.js'
import { printValue } from '../generator/print/index.js'
import { type JsonSchema, typeSchema } from '../schema/index.js'
import { keywordsOf } from './accepts.js'
import { exampleOf } from './example.js'
import { type Field, fieldsOf, fullTypeText, valueText } from './fields.js'
import { code, codeBlock, inlineText, paragraphs, table } from './markdown.js'

/** A block of Markdown; `undefined` where there is nothing to say. */
type Block = string | undefined

/**
 * @param isWhole whether nothing else stands around it: then it begins with the plugin's title and
 *   what the plugin does
 * @returns Markdown without a line break at the end
 */
export function referenceOf(model: Model, isWhole: boolean): string {
  const writer = createWriter(model)
  const { actions, events, states, tables, workflows } = model
  const alias = (name: string): string => code(`${model.name}#${name}`)
  const [action, event] = [actions[0], events[0]]
  return blocks([
    isWhole ? head(model) : undefined,
    '## Configuration',
    model.configuration
      ? writer.handedOver(model.configuration, 'There is nothing to configure.')
      : 'There is nothing to configure.',
    requirements(model),
    action &&
      section(
        'Actions',
        `A bot calls an action by its name behind the plugin's alias, such as ${alias(action.name)}. ${aliasIs(model)}`,
        actions.map((entry) => [
          entryHead(entry),
          '**Input**',
          writer.handedOver(entry.input, 'Nothing.'),
          '**Output**',
          writer.received(entry.output, 'Nothing.'),
          writer.call(`${model.name}#${entry.name}`, entry.input),
        ]),
      ),
    event &&
      section(
        'Events',
        `A bot receives an event by its name behind the plugin's alias, such as ${alias(event.name)}. ${action ? '' : aliasIs(model)}`.trim(),
        events.map((entry) => [
          entryHead(entry),
          schedulesOf(model, entry.name),
          writer.received(entry.payload, 'It has no payload.'),
        ]),
      ),
    section(
      'Workflows',
      'What the plugin does over a longer time, step by step.',
      workflows.map((entry) => [
        entryHead(entry),
        '**Input**',
        writer.handedOver(entry.input, 'Nothing.'),
        '**Output**',
        writer.received(entry.output, 'Nothing.'),
        entry.tags.length === 0 ? undefined : '**Tags**',
        entry.tags.length === 0 ? undefined : table(['Tag', 'Description'], entry.tags.map(named)),
      ]),
    ),
    section(
      'States',
      'What the plugin remembers.',
      states.map((entry) => [
        entryHead(entry),
        keptFor(entry.type, entry.expiry),
        writer.received(entry.payload, 'It is empty.'),
      ]),
    ),
    section(
      'Tables',
      "Tables of the bot's that the plugin reads and writes.",
      tables.map((entry) => [
        entryHead(entry),
        entry.keyColumn === undefined
          ? undefined
          : `A row is identified by its ${code(entry.keyColumn)}.`,
        writer.received(entry.payload, 'It has no columns.'),
      ]),
    ),
    tagsOf(model),
    writer.types(),
  ])
}

/** Writes slots, and remembers the recursive types that they mention. */
function createWriter({ named, fills }: Model) {
  const mentioned = new Map<string, JsonSchema>()
  const schemaOf = (slot: Slot, direction: 'read' | 'write'): JsonSchema => {
    const schema = typeSchema({
      type: slot[direction],
      // Who receives a value finds it filled.
      fill: direction === 'write' ? slot.fill : undefined,
      doc: slot.doc,
      named,
      fills,
    })
    for (const entry of Object.entries(keywordsOf(schema).$defs ?? {})) mentioned.set(...entry)
    return schema
  }
  const describe = (
    schema: JsonSchema,
    empty: string,
    print: (fields: readonly Field[]) => string,
  ): string => {
    const definitions = keywordsOf(schema).$defs ?? {}
    const fields = fieldsOf(schema, definitions)
    if (fields === undefined) return code(fullTypeText(schema, definitions))
    return fields.length === 0 ? empty : print(fields)
  }
  const withDoc = (slot: Slot, body: string): string =>
    blocks([descriptionOf(slot.doc ?? {}), body])
  return {
    /** What the user of the plugin gives. */
    handedOver: (slot: Slot, empty: string) =>
      withDoc(slot, describe(schemaOf(slot, 'write'), empty, givenTable)),
    /** What the user of the plugin gets. */
    received: (slot: Slot, empty: string) =>
      withDoc(slot, describe(schemaOf(slot, 'read'), empty, receivedTable)),
    /** A call of an action, by its type on the platform. */
    call: (type: string, slot: Slot): Block => {
      const input = exampleOf(schemaOf(slot, 'write'))
      if (input === undefined) return undefined
      const start = 'await client.callAction('
      const call = printValue({ type, input }, { column: start.length })
      return codeBlock('ts', `${start}${call})`)
    },
    types: (): Block => {
      // As a map that grows while it is walked: types mention others.
      const definitions = Object.fromEntries(mentioned)
      const entries = Object.entries(definitions).map(([name, schema]) => [
        `### ${code(name)}`,
        describe({ ...keywordsOf(schema), $defs: definitions }, 'An object.', receivedTable),
      ])
      return section('Types', 'What the tables above refer to by name.', entries)
    },
  }
}

function head({ name, doc }: Model): string {
  return blocks([`# ${inlineText(doc.title ?? name)}`, descriptionOf({ ...doc, title: '' })])
}

function aliasIs({ name }: Model): string {
  return `The alias is the plugin's name, ${code(name)}, unless the bot gives it another.`
}

function section(title: string, intro: string, entries: readonly (readonly Block[])[]): Block {
  return entries.length === 0 ? undefined : blocks([`## ${title}`, intro, ...entries.flat()])
}

interface Named {
  readonly name: string
  readonly doc: Doc
}

function entryHead({ name, doc }: Named): string {
  const title = doc.title === undefined ? '' : inlineText(doc.title)
  const heading = title === '' || title === name ? code(name) : `${title} (${code(name)})`
  return blocks([`### ${heading}`, descriptionOf({ ...doc, title: '' })])
}

/** What a title and a description say, as paragraphs. */
function descriptionOf({ title = '', description = '' }: Doc): Block {
  const texts = description.trim() === title.trim() ? [title] : [title, description]
  return blocks(texts.map((text) => (text.trim() === '' ? undefined : paragraphs(text))))
}

/** The same as a cell of a table. */
function cellOf({ title = '', description = '', deprecated, examples = [] }: Doc): string {
  const texts = description.trim() === title.trim() ? [title] : [title, description]
  const reason = typeof deprecated === 'string' ? `: ${inlineText(deprecated, '<br>')}` : ''
  return [
    ...(deprecated === undefined || deprecated === false ? [] : [`**Deprecated**${reason}`]),
    ...texts.map((text) => inlineText(text, '<br>')),
    ...(examples.length === 0
      ? []
      : [`Example: ${examples.map((example) => code(JSON.stringify(example))).join(', ')}`]),
  ]
    .filter((text) => text !== '')
    .join('<br>')
}

function named({ name, doc }: Named): readonly string[] {
  return [code(name), cellOf(doc)]
}

function givenTable(fields: readonly Field[]): string {
  return table(
    ['Name', 'Type', 'Required', 'Default', 'Description'],
    fields.map(({ path, type, isRequired, keywords }) => [
      code(path),
      code(type),
      // What stands for other keys is not one that could be missing.
      path.endsWith('*') ? '' : isRequired ? 'yes' : 'no',
      keywords.default === undefined ? '' : code(valueText(keywords.default)),
      cellOf(keywords),
    ]),
  )
}

function receivedTable(fields: readonly Field[]): string {
  return table(
    ['Name', 'Type', 'Description'],
    fields.map(({ path, type, isRequired, keywords }) => [
      code(path),
      // What stands for other keys is not one that could be missing.
      isRequired || path.endsWith('*') ? code(type) : `${code(type)}, may be missing`,
      cellOf(keywords),
    ]),
  )
}

/** What a bot has to have for the plugin to work. */
function requirements({ interfaces, integrations }: Model): Block {
  return section('Requirements', 'The bot needs the following.', [
    ...interfaces.map((one) => [
      `### An integration for ${code(one.name)}`,
      descriptionOf({ ...one.doc, title: '' }),
      `Any integration that implements the interface ${code(one.packageName)}, version ${code(one.version)}. ${offers(one).length === 0 ? '' : 'It has to offer:'}`.trim(),
      offers(one).length === 0 ? undefined : table(['What', 'Name', 'Description'], offers(one)),
    ]),
    ...integrations.map((one) => [
      `### The integration ${code(one.packageName)}`,
      descriptionOf({ ...one.doc, title: '' }),
      `Version ${code(one.version)}${one.name === one.packageName ? '' : `, as ${code(one.name)}`}.`,
    ]),
  ])
}

function offers({ actions, events, channels, entities }: DependencyModel) {
  const rows = (what: string, entries: readonly Named[]) =>
    entries.map((entry) => [what, ...named(entry)])
  return [
    ...rows('action', actions),
    ...rows('event', events),
    ...channels.map(({ name, doc, messages }) => [
      'channel',
      code(name),
      [
        cellOf(doc),
        messages.length === 0
          ? ''
          : `Messages: ${messages.map((message) => code(message.name)).join(', ')}`,
      ]
        .filter((text) => text !== '')
        .join('<br>'),
    ]),
    ...rows('entity', entities),
  ]
}

function schedulesOf({ recurringEvents }: Model, event: string): Block {
  const schedules = recurringEvents.filter(({ type }) => type === event)
  return schedules.length === 0
    ? undefined
    : `Emitted by itself, at the times of the cron expression ${schedules.map(({ schedule }) => code(schedule.cron)).join(' and ')}.`
}

function keptFor(type: string, expiry: number | undefined): string {
  const whose = type === 'bot' ? 'Once for the whole bot' : `For each ${type}`
  return expiry === undefined ? `${whose}.` : `${whose}, for ${duration(expiry)} after each change.`
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const

/** `2 hours`, in the largest unit that leaves no rest. */
function duration(milliseconds: number): string {
  const [unit, size] = units.find(([, size]) => milliseconds % size === 0) ?? ['millisecond', 1]
  const count = milliseconds / size
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

function tagsOf({ tags, name }: Model): Block {
  const rows = Object.entries(tags).flatMap(([owner, entries]) =>
    entries.map((tag) => [code(`${name}#${tag.name}`), owner, cellOf(tag.doc)]),
  )
  return rows.length === 0
    ? undefined
    : blocks([
        '## Tags',
        'What the plugin notes on users, conversations and messages.',
        table(['Tag', 'On', 'Description'], rows),
      ])
}

function blocks(parts: readonly Block[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n')
}
