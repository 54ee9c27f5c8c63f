import { describe, expect, it } from 'vitest'
import { z } from '../../../src/definition/index.js'
import { toModel } from '../../../src/generator/model/index.js'
import { issuesOf } from './issues.js'

const schema = z.object({ id: z.string() })
const sections = {
  actions: { input: { schema }, output: { schema } },
  events: { schema },
  states: { type: 'bot', schema },
  tables: { schema },
  workflows: { input: { schema }, output: { schema } },
}
const dependency = { name: 'desk', version: '1.0.0' }

describe('a name that the platform takes apart', () => {
  it.each(Object.entries(sections))('is refused in %s', async (section, entry) => {
    const names = ['', 'a:b', 'a#b', ':', 'fine']
    const entries = Object.fromEntries(names.map((name) => [name, entry]))
    expect(await issuesOf({ [section]: entries })).toEqual(
      names.slice(0, -1).map((name) => `error invalid_name ${section}.${name}`),
    )
  })

  it.each(['interfaces', 'integrations'])('is refused as an alias in %s', async (section) => {
    const aliases = { '': dependency, 'a:b': dependency, 'a#b': dependency, 'a-b': dependency }
    expect(await issuesOf({ [section]: aliases })).toEqual(
      ['', 'a:b', 'a#b'].map((alias) => `error invalid_name ${section}.${alias}`),
    )
  })

  it('is up to others in what a dependency declares', async () => {
    const desk = { ...dependency, events: { 'a:b': { schema }, '': { schema } } }
    expect(await issuesOf({ interfaces: { desk } })).toEqual([])
  })
})

describe('a name that is not in camelCase', () => {
  // What the platform's tool itself says of each: `casing.is.camelCase` of its version 7.1.
  it.each([
    ['orderPlaced', undefined],
    ['order2Placed', 'order2placed'],
    ['s3', undefined],
    ['order-placed', 'orderPlaced'],
    ['order_placed', 'orderPlaced'],
    ['OrderPlaced', 'orderPlaced'],
    ['order placed', 'orderPlaced'],
    ['sendSMS', 'sendSms'],
    ['日本語', undefined],
  ])('%s → %s', (name, wanted) => {
    const { issues } = toModel({ ...dependency, events: { [name]: { schema } } })
    const hints = issues.map(({ severity, hint }) => `${severity}: ${hint}`)
    const isFine = wanted === undefined && /^\w+$/.test(name)
    expect(hints).toEqual(
      isFine ? [] : [`warning: ${wanted ? `Write \`${wanted}\`` : 'Use letters and digits'}`],
    )
  })

  it('is warned of where the platform looks: not in tables and workflows', async () => {
    const entries = Object.entries(sections).map(([section, entry]) => [section, { 'a-b': entry }])
    expect(await issuesOf(Object.fromEntries(entries))).toEqual(
      ['actions', 'events', 'states'].map((section) => `warning not_camel_case ${section}.a-b`),
    )
  })
})

describe('the name of a plugin', () => {
  it.each([
    ['help-desk', []],
    ['helpDesk', ['Write `name: "help-desk"`; `title` is what people read']],
    ['Help desk', ['Write `name: "help-desk"`; `title` is what people read']],
  ])('%s', (name, want) => {
    const { issues } = toModel({ name, version: '1.0.0' })
    expect(issues.map(({ hint }) => hint)).toEqual(want)
  })
})

describe('two entries that become one', () => {
  it('are refused: a tag with and without the prefix of the plugin', async () => {
    const tags = { vip: {}, 'plugin#vip': {}, 'plugin#only': {} }
    expect(await issuesOf({ user: { tags }, message: { tags: { vip: {} } } })).toEqual([
      'error duplicate_tag user.tags.plugin#vip',
    ])
  })
})
