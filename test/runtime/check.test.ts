/** Values that do not fit the definition, where it was passed in. */
import {
  PluginDefinition as SdkDefinition,
  InterfaceDefinition as SdkInterface,
} from '@botpress/sdk'
import { z as zui } from '@bpinternal/zui'
import { describe, expect, test } from 'vitest'
import { z as zod3 } from 'zod/v3'
import { z as zod4 } from 'zod'
import * as mini from 'zod/mini'
import { z as zui2 } from 'zui-2'
import { PluginDefinition } from '../../src/definition/index.js'
import { call, errorOf, inAction, ours } from './lab.js'

/** The same definition in each schema library. */
function definitionIn(z: any) {
  return {
    name: 'crm',
    version: '1.0.0',
    configuration: { schema: z.object({ quota: z.number().default(1) }) },
    actions: {
      track: {
        input: { schema: z.object({ userId: z.string(), tags: z.array(z.string()).optional() }) },
        output: { schema: z.object({ tracked: z.boolean() }) },
      },
    },
    events: { tracked: { schema: z.object({ userId: z.string() }) } },
    states: {
      session: { type: 'user', schema: z.object({ count: z.number(), name: z.string() }) },
    },
  }
}

const spec = { states: { session: { type: 'user' } } } as const
const libraries = Object.entries({ zod4, zod3, zui }).map(
  ([name, z]) => [name, definitionIn(z)] as const,
)

describe.each(libraries)('a definition in %s', (_, definition) => {
  test.each<[title: string, path: string, attempt: (props: any) => unknown]>([
    [
      'the input of an action',
      'actions.track.input.userId',
      ({ actions }) => actions.track({ userId: 5 }),
    ],
    [
      'deep in an input',
      'actions.track.input.tags.1',
      ({ actions }) => actions.track({ userId: 'u', tags: ['a', 2] }),
    ],
    ['what is missing', 'actions.track.input.userId', ({ actions }) => actions.track({})],
    [
      'the output of an action',
      'actions.track.output.tracked',
      ({ actions }) => actions.track({ userId: 'bad' }),
    ],
    ['an event', 'events.tracked.userId', ({ events }) => events.tracked.emit({ userId: 1 })],
    [
      'a scheduled event',
      'events.tracked.userId',
      ({ events }) => events.tracked.schedule({}, { delay: 1 }),
    ],
    [
      'an event of the client',
      'events.tracked.userId',
      ({ client }) => client.createEvent({ type: 'crm#tracked', payload: {} }),
    ],
    [
      'the same by alias',
      'events.tracked.userId',
      ({ client }) => client.createEvent({ type: 'sales#tracked', payload: {} }),
    ],
    [
      'a state',
      'states.session.count',
      ({ states }) => states.user.session.set('1', { count: '1', name: 'a' }),
    ],
    [
      'a state that may be there',
      'states.session.name',
      ({ states }) => states.user.session.getOrSet('1', { count: 1 }),
    ],
    [
      'a part of a state',
      'states.session.count',
      ({ states }) => states.user.session.patch('1', { count: 'x' }),
    ],
    [
      'a state by its name',
      'states.session.count',
      ({ states }) => states.session.set({ id: '1', payload: { name: 'a' } }),
    ],
    [
      'a state that is nothing',
      'states.session',
      ({ states }) => states.user.session.set('1', undefined),
    ],
    ['a state that is 0', 'states.session', ({ states }) => states.user.session.set('1', 0)],
  ])('%s', async (_, path, attempt) => {
    const requests: unknown[] = []
    const track = async ({ input }: any) => ({ tracked: input.userId === 'bad' ? 'yes' : true })
    const error = await errorOf(async () => {
      const probe = async (props: any) => attempt(props)
      const made = call({ input: {} })
      requests.push(made.requests)
      await ours({ definition, spec, actions: { probe, track } }).actionHandlers.probe(made.host)
    })
    expect(error).toMatchObject({ name: 'RuntimeError', reason: 'invalid_value' })
    expect(error.message.startsWith(`${path}: `)).toBe(true)
    expect(error.message).toMatch(/expected|Expected/)
    expect(error.issues[0].path.join('.')).toBe(path)
    expect(error.issues[0].message).toMatch(/\w/)
    // Nothing was written or sent.
    expect(requests).toEqual([[]])
  })

  test('the configuration', () => {
    expect(() => ours({ definition, runtime: { configuration: { quota: 'much' } } })).toThrow(
      /^configuration\.quota: .*number/,
    )
    expect(() => ours({ definition, runtime: { configuration: {} } })).not.toThrow()
  })

  test('the input of an action that the host calls', async () => {
    const { actionHandlers } = ours({
      definition,
      actions: { track: async () => ({ tracked: true }) },
    })
    const error = await errorOf(() => actionHandlers['sales#track'](call({ input: null }).host))
    expect(error.message).toMatch(/^actions\.track\.input: /)
    expect(await actionHandlers.track(call({ input: { userId: 'u' } }).host)).toEqual({
      tracked: true,
    })
  })

  test('values that fit', async () => {
    const { requests } = await inAction(
      async ({ states, events, actions, client }) => {
        await states.user.session.set('1', { count: 1, name: 'a', more: true })
        await states.user.session.patch('1', { count: 2 })
        await states.user.session.delete('1')
        await states.session.delete({ id: '1' })
        await events.tracked.emit({ userId: 'u' })
        await actions.track({ userId: 'u' })
        await client.createEvent({ type: 'crm#undeclared', payload: 5 })
        await client.createEvent({ type: 'other#tracked', payload: {} })
      },
      { definition, spec, actions: { track: async () => ({ tracked: true }) } },
    )
    expect(requests).toHaveLength(7)
    // What the schema would make of a value is not what is sent.
    expect(requests[0]?.input.payload).toEqual({ count: 1, name: 'a', more: true })
  })
})

test('all issues are named, one on each line', async () => {
  const { actionHandlers } = ours({
    definition: definitionIn(zod4),
    actions: { track: async () => {} },
  })
  const error = await errorOf(() => actionHandlers.track(call({ input: { tags: 5 } }).host))
  expect(error.message.split('\n')).toEqual([
    'actions.track.input.userId: Invalid input: expected string, received undefined',
    'actions.track.input.tags: Invalid input: expected array, received number',
  ])
  expect(error.issues).toHaveLength(2)
})

test.each([
  [
    'zod 4',
    zod4,
    'Invalid input: expected string, received boolean or Invalid input: expected number, received boolean',
  ],
  ['zod 3', zod3, 'Expected string, received boolean or Expected number, received boolean'],
])('of a union, each option is named: %s', async (_, z: any, want) => {
  const schema = z.object({ id: z.union([z.string(), z.number()]) })
  const definition = { name: 'crm', version: '1.0.0', events: { tracked: { schema } } }
  const error = await errorOf(() =>
    inAction(({ events }) => events.tracked.emit({ id: true }), { definition }),
  )
  expect(error.message).toBe(`events.tracked.id: ${want}`)
})

test('checks that take time are waited for', async () => {
  const schema = zod4
    .object({ id: zod4.string() })
    .refine(async ({ id }) => id === 'known', { message: 'unknown id' })
  const definition = { name: 'crm', version: '1.0.0', events: { tracked: { schema } } }
  const emit = (id: string) => inAction(({ events }) => events.tracked.emit({ id }), { definition })
  expect((await errorOf(() => emit('x'))).message).toBe('events.tracked: unknown id')
  expect((await emit('known')).requests).toHaveLength(1)
})

describe('schemas of two libraries', () => {
  const sides: { [name: string]: [zod4: any, other: any] } = {
    'zod 3 in zod 4': [zod4, zod3],
    'zui in zod 4': [zod4, zui],
    'zui 2 in zod 4': [zod4, zui2],
    'zod 3 in zod/mini': [mini, zod3],
    'zod 4 in zod 3': [zod3, zod4],
    'zod 4 in zui': [zui, zod4],
    'zod 4 in zui 2': [zui2, zod4],
    'zod/mini in zod 3': [zod3, mini],
  }
  const places: [title: string, (outer: any, inner: any) => unknown, path: string][] = [
    ['a key', (_, i) => ({ a: i.string() }), 'a'],
    ['an optional key', (o, i) => ({ a: o.optional?.(i.string()) ?? i.string() }), 'a'],
    ['a list', (o, i) => ({ deep: o.object({ list: o.array(i.string()) }) }), 'deep.list'],
    ['a union', (o, i) => ({ a: o.union([o.object({ b: i.string() }), o.number()]) }), 'a.b'],
    ['a tuple', (o, i) => ({ pair: o.tuple([o.string(), i.string()]) }), 'pair'],
    ['a getter', (o, i) => ({ a: o.lazy(() => o.object({ b: i.string() })) }), 'a.b'],
  ]
  const cases = Object.entries(sides).flatMap(([name, [outer, inner]]) =>
    places.map(
      ([title, make, path]) => [title, name, () => make(outer, inner), outer, path] as const,
    ),
  )

  test.each(cases)('%s: %s', async (_, __, shape, outer, path) => {
    const event = { schema: outer.object(shape()) }
    const definition = { name: 'crm', version: '1.0.0', events: { tracked: event } }
    const error = await errorOf(() =>
      inAction(
        ({ events }) =>
          events.tracked.emit({ a: { b: 'x' }, deep: { list: ['x'] }, pair: ['x', 'y'] }),
        {
          definition,
        },
      ),
    )
    expect(error).toMatchObject({
      name: 'RuntimeError',
      reason: 'invalid_schema',
      message: `events.tracked.${path}: the schema cannot be applied: schemas of zod 4 and of zod 3 or zui cannot contain each other`,
      issues: [{ path: ['events', 'tracked', ...path.split('.')] }],
      cause: expect.any(Error),
    })
  })

  test('in the configuration, and in a part of a state', async () => {
    const schema = zod4.object({ a: zod3.string() as never })
    const definition = {
      name: 'crm',
      version: '1.0.0',
      configuration: { schema },
      states: { session: { type: 'user', schema } },
    }
    const runtime = { configuration: { a: 'x' } }
    expect(() => ours({ definition, runtime })).toThrow(/^configuration\.a: the schema cannot/)
    const { configuration, ...rest } = definition
    const error = await errorOf(() =>
      inAction(({ states }) => states.user.session.patch('1', { a: 'x' }), {
        definition: rest,
        spec,
      }),
    )
    expect(error.message).toMatch(/^states\.session\.a: the schema cannot/)
  })

  test('of those that can contain each other, values are checked', async () => {
    const definition = (schema: unknown) => ({
      name: 'crm',
      version: '1.0.0',
      events: { tracked: { schema } },
    })
    const emit = (schema: unknown, a: unknown) =>
      inAction(({ events }) => events.tracked.emit({ a }), { definition: definition(schema) })
    for (const [outer, inner] of [
      [zod4, mini],
      [mini, zod4],
      [zod3, zui],
      [zui, zod3],
      [zui2, zod3],
    ] as any[]) {
      const schema = outer.object({ a: inner.string() })
      expect((await emit(schema, 'x')).requests).toHaveLength(1)
      expect((await errorOf(() => emit(schema, 5))).message).toMatch(
        /^events\.tracked\.a: .*xpected string/,
      )
    }
  })
})

test('a schema that throws is named', async () => {
  const fails = zod4.string().refine(() => {
    throw new TypeError('no such table')
  })
  const definition = {
    name: 'crm',
    version: '1.0.0',
    configuration: { schema: zod4.object({ a: zod4.string().refine(async () => true) }) },
    events: { tracked: { schema: zod4.object({ a: fails }) } },
  }
  expect(() => ours({ definition, runtime: { configuration: { a: 'x' } } })).toThrow(
    /^configuration: the schema fails: .*[Pp]romise/,
  )
  const { configuration, ...rest } = definition
  const error = await errorOf(() =>
    inAction(({ events }) => events.tracked.emit({ a: 'x' }), { definition: rest }),
  )
  expect(error).toMatchObject({
    reason: 'invalid_schema',
    message: 'events.tracked: the schema fails: no such table',
    cause: expect.any(TypeError),
  })
})

test('a schema that is made when it is needed, and cannot be', async () => {
  const lazy = zod3.lazy(() => {
    throw new Error('not today')
  })
  const schema = zod3.object({ a: lazy })
  const definition = { name: 'crm', version: '1.0.0', events: { tracked: { schema } } }
  const error = await errorOf(() =>
    inAction(({ events }) => events.tracked.emit({ a: 'x' }), { definition }),
  )
  expect(error).toMatchObject({
    reason: 'invalid_schema',
    message: 'events.tracked: the schema fails: not today',
  })
})

test('a patch of what cannot be partial is not checked', async () => {
  const schema = zod4.object({ a: zod4.number() }).refine(() => true)
  const definition = {
    name: 'crm',
    version: '1.0.0',
    states: { session: { type: 'user', schema } },
  }
  const { requests } = await inAction(({ states }) => states.user.session.patch('1', { a: 'x' }), {
    definition,
    spec,
  })
  expect(requests).toHaveLength(1)
})

test('without a definition nothing is checked', async () => {
  const { requests } = await inAction(
    async ({ states, events, actions }) => {
      await states.user.session.set('1', { count: 'x' })
      await events.tracked.emit(5)
      await actions.track(7)
    },
    { spec, actions: { track: async () => 'anything' } },
  )
  expect(requests).toHaveLength(2)
})

describe('names that every object has', () => {
  test('are not in a definition unless they are', async () => {
    const definition = { name: 'crm', version: '1.0.0', events: {}, actions: {} }
    const { requests } = await inAction(
      async ({ events }) => {
        await events.constructor.emit({})
        await events.__proto__.emit({})
      },
      { definition },
    )
    expect(requests.map(({ input }) => input.type)).toEqual([
      'sales#constructor',
      'sales#__proto__',
    ])
  })
})

describe('definitions as they are written', () => {
  test('ours, with an entity', async () => {
    const definition = new PluginDefinition({
      name: 'crm',
      version: '1.0.0',
      interfaces: {
        creatable: {
          type: 'interface',
          name: 'creatable',
          version: '1.0.0',
          definition: { entities: { item: { schema: zod4.object({ id: zod4.string() }) } } },
        },
      },
      events: {
        made: { schema: ({ entities }: any) => zod4.object({ item: entities.creatable.item }) },
      },
    } as never)
    const generated = {
      name: 'crm',
      version: '1.0.0',
      events: { made: {} },
      interfaces: { creatable: { version: '1.0.0' } },
    }
    const emit = (item: object) =>
      inAction(({ events }) => events.made.emit({ item }), { definition, spec: generated })
    expect((await errorOf(() => emit({ id: 5 }))).message).toMatch(/^events\.made\.item\.id: /)
    expect((await emit({ id: 'a', extra: 1 })).requests).toHaveLength(1)
  })

  test('the SDK’s, with an entity that only its generator knows', async () => {
    const z: any = zui
    const creatable = new SdkInterface({
      name: 'creatable',
      version: '1.0.0',
      entities: { item: { schema: z.object({ id: z.string() }) } },
    })
    const definition = new SdkDefinition({
      name: 'crm',
      version: '1.0.0',
      interfaces: {
        creatable: { ...creatable, type: 'interface', definition: creatable } as never,
      },
      events: {
        made: {
          schema: ({ entities }: any) => z.object({ n: z.number(), item: entities.creatable.item }),
        },
      },
    } as never)
    const emit = (payload: object) =>
      inAction(({ events }) => events.made.emit(payload), { definition })
    expect((await errorOf(() => emit({ n: 'x', item: {} }))).issues).toEqual([
      { path: ['events', 'made', 'n'], message: 'Expected number, received string' },
    ])
    expect((await emit({ n: 1, item: {} })).requests).toHaveLength(1)
  })
})
