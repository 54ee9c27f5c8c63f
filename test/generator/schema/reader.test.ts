import { z as zui } from '@bpinternal/zui'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import * as zm from 'zod/mini'
import { z as z3 } from 'zod/v3'
import { z as zui2 } from 'zui-2'
import { PluginDefinition } from '../../../src/definition/index.js'
import { createSchemaReader, isSchema, sameType } from '../../../src/generator/schema/index.js'
import { plain } from './plain.js'

const path = ['actions', 'createTicket', 'input']

function readOne(schema: unknown, reader = createSchemaReader()) {
  const types = reader.read(schema, path)
  return {
    write: types && plain(types.write),
    read: types && plain(types.read),
    fill: types?.fill,
    doc: types?.doc,
    named: reader.named.map(({ id, type }) => `${id} = ${plain(type)}`),
    fills: reader.fills,
    issues: reader.issues,
  }
}

describe('isSchema', () => {
  test.each([
    [z.string(), true],
    [zm.string(), true],
    [z3.string(), true],
    [zui.string(), true],
    [{ _zod: { def: { type: 'string' } } }, true],
    [{ _zod: null }, false],
    [{ _def: { typeName: 'String' } }, false],
    [{}, false],
    [z, false],
    [null, false],
    [() => z.string(), false],
    [Object.defineProperty({}, '_zod', { get: () => { throw new Error('no') } }), false], // prettier-ignore
  ])('%#', (value, wanted) => {
    expect(isSchema(value)).toBe(wanted)
  })
})

describe('recursion', () => {
  test('a schema that refers to itself has a name', () => {
    const Node: z.ZodType = z.object({ next: z.lazy(() => Node.optional()) })
    expect(readOne(Node)).toMatchObject({
      write: 'CreateTicketInput',
      read: 'CreateTicketInput',
      named: ['CreateTicketInput = { next?: CreateTicketInput | undefined }'],
      fills: {},
      issues: [],
    })
  })

  test('what is only used twice stays where it is', () => {
    const point = z.object({ x: z.number() })
    expect(readOne(z.object({ a: point, b: z.array(point) }))).toMatchObject({
      write: '{ a: { x: number }; b: { x: number }[] }',
      named: [],
    })
  })

  test('with a default, what is written is another type than what is read', () => {
    const Node = z.object({
      name: z.string().default('none'),
      get kids() {
        return z.array(Node)
      },
    })
    expect(readOne(z.object({ tree: Node }))).toMatchObject({
      write: '{ tree: CreateTicketInputTreeWrite }',
      read: '{ tree: CreateTicketInputTreeRead }',
      fill: { properties: { tree: { ref: 'CreateTicketInputTreeRead' } } },
      fills: {
        CreateTicketInputTreeRead: {
          properties: {
            name: { default: 'none' },
            kids: { items: { ref: 'CreateTicketInputTreeRead' } },
          },
        },
      },
      named: [
        'CreateTicketInputTreeWrite = { name?: string | undefined; kids: CreateTicketInputTreeWrite[] }',
        'CreateTicketInputTreeRead = { name: string; kids: CreateTicketInputTreeRead[] }',
      ],
    })
  })

  test('two schemas that refer to each other', () => {
    const User = z.object({
      name: z.string(),
      get posts() {
        return z.array(Post)
      },
    })
    const Post = z.object({
      title: z.string(),
      get author() {
        return User
      },
      get answers() {
        return z.array(Post)
      },
    })
    expect(readOne(User).named).toEqual([
      'CreateTicketInputPosts = { title: string; author: CreateTicketInput; answers: CreateTicketInputPosts[] }',
      'CreateTicketInput = { name: string; posts: CreateTicketInputPosts[] }',
    ])
  })

  test('entries share their recursive types, under the name of the first', () => {
    const Node = z.object({
      get kids() {
        return z.array(Node)
      },
    })
    const reader = createSchemaReader()
    reader.read(z.object({ root: Node }), ['events', 'nodeAdded'])
    const second = reader.read(z.array(Node.describe('a node')), ['actions', 'sort', 'input'])
    expect(second && plain(second.write)).toBe('NodeAddedRoot[]')
    expect(reader.named).toHaveLength(1)
  })

  test('the name that the author gave is the wish', () => {
    const Node = z
      .object({
        get kids() {
          return z.array(Node)
        },
      })
      .meta({ id: 'menu item', description: 'An entry of the menu' })
    const reader = createSchemaReader()
    reader.read(z.object({ root: Node }), path)
    expect(reader.named).toMatchObject([
      { id: 'MenuItem', hint: 'MenuItem', doc: { description: 'An entry of the menu' } },
    ])
  })

  test('a union that refers to itself is one type, although defaults inside are not filled', () => {
    const Filter: z.ZodType = z.union([
      z.string(),
      z.object({ not: z.lazy(() => Filter), deep: z.boolean().default(true) }),
    ])
    expect(readOne(z.object({ filter: Filter }))).toMatchObject({
      write: '{ filter: CreateTicketInputFilter }',
      read: '{ filter: CreateTicketInputFilter }',
      fill: undefined,
      named: [
        'CreateTicketInputFilter = string | { not: CreateTicketInputFilter; deep?: boolean | undefined }',
      ],
      issues: [{ code: 'default_not_filled', path: [...path, 'filter', 'deep'] }],
    })
  })

  test('a recursive schema that may be missing leaves out its key where it refers to itself', () => {
    const Tail: z.ZodType = z.lazy(() => z.object({ rest: Tail }).optional())
    expect(readOne(Tail)).toMatchObject({
      named: ['CreateTicketInput = { rest?: CreateTicketInput } | undefined'],
      issues: [],
    })
  })

  test('a lazy schema that makes a new one each time is one type, if its getter is one', () => {
    const make = (): z.ZodType => z.object({ next: z.lazy(make).nullable() })
    expect(readOne(make())).toMatchObject({
      write: '{ next: CreateTicketInputNext | null }',
      named: ['CreateTicketInputNext = { next: CreateTicketInputNext | null }'],
      issues: [],
    })
  })

  test('.readonly() of a recursive object is Readonly of its name', () => {
    const Node: z.ZodType = z.object({ kids: z.array(z.lazy(() => Node).readonly()) })
    expect(readOne(Node).named).toEqual([
      'CreateTicketInput = { kids: Readonly<CreateTicketInput>[] }',
    ])
  })

  test('names are the same in every run', () => {
    const read = () => {
      const Node: z.ZodType = z.object({
        a: z.lazy(() => Node),
        b: z.lazy(() => Other).default({}),
      })
      const Other: z.ZodType = z.object({ node: Node, other: z.lazy(() => Other.nullable()) })
      return readOne(z.object({ Node, Other }))
    }
    expect(read()).toEqual(read())
  })
})

describe('doc comments', () => {
  const docOf = (schema: unknown) => {
    const types = createSchemaReader().read(z.object({ a: schema as z.ZodType }), path)
    return types?.write.kind === 'object' ? types.write.properties[0]?.doc : undefined
  }
  test.each([
    ['described', z.string().describe('text'), { description: 'text' }],
    ['described last', z.string().optional().describe('text'), { description: 'text' }],
    [
      'described inside',
      z.string().describe('text').optional().nullable(),
      { description: 'text' },
    ],
    ['described with a default', z.string().describe('text').default('x'), { description: 'text' }],
    ['outside first', z.string().describe('in').optional().describe('out'), { description: 'out' }],
    [
      'meta',
      z
        .string()
        .meta({ title: 'T', description: 'D', deprecated: true, examples: ['e', 1n as never] }),
      { title: 'T', description: 'D', deprecated: true, examples: ['e'] },
    ],
    [
      'both',
      z.string().meta({ title: 'T' }).default('x').describe('D'),
      { title: 'T', description: 'D' },
    ],
    ['of elements', z.array(z.string().describe('text')), undefined],
    ['nothing', z.string().describe(' '), undefined],
    ['not text', z.string().meta({ title: 1 as never, deprecated: false }), undefined],
    ['mini', zm.optional(zm.string().register(zm.globalRegistry, { title: 'T' })), { title: 'T' }],
    ['zod 3', z3.string().describe('text').optional(), { description: 'text' }],
    ['zui', zui.string().title('T').describe('D').default('x'), { title: 'T', description: 'D' }],
  ])('%s', (_, schema, wanted) => {
    expect(docOf(schema)).toEqual(wanted)
  })

  test('of the whole', () => {
    expect(readOne(z.object({ a: z.string() }).describe('whole')).doc).toEqual({
      description: 'whole',
    })
  })
})

describe('warnings', () => {
  test.each([
    ['bigint', z.bigint(), 'not_json'],
    ['date', z.date(), 'not_json'],
    ['map', z.map(z.string(), z.string()), 'not_json'],
    ['set', z.set(z.string()), 'not_json'],
    ['symbol', z.symbol(), 'not_json'],
    ['undefined', z.undefined(), 'not_json'],
    ['literal bigint', z.literal(1n), 'not_json'],
    ['nan', z.nan(), 'not_json'],
    ['promise', z.promise(z.string()), 'not_json'],
    ['function', z.function(), 'not_json'],
    ['file', z.file(), 'not_json'],
    ['transform', z.string().transform(Number), 'transform_ignored'],
    ['pipe', z.string().pipe(z.email()), 'transform_ignored'],
    ['codec', z.stringbool(), 'transform_ignored'],
    ['coerce', z.coerce.date(), 'transform_ignored'],
    ['preprocess', z.preprocess(String, z.string()), 'transform_ignored'],
    ['catch', z.string().catch('x'), 'transform_ignored'],
    ['success', z.success(z.string()), 'transform_ignored'],
    ['trim', z.string().trim(), 'transform_ignored'],
    ['custom', z.custom<string>(), 'unknown_type'],
    ['instanceof', z.instanceof(Date), 'unknown_type'],
    ['random default', z.number().default(() => Math.random()), 'default_not_literal'],
    [
      'default of today',
      z.string().default(() => new Date().toISOString().slice(0, 10)),
      'default_not_literal',
    ],
    ['default of now', z.number().default(() => Date.now()), 'default_not_literal'],
    ['throwing default', z.number().default(() => { throw new Error('no') }), 'default_not_literal'], // prettier-ignore
    ['default after a transform', z.string().transform(Number).default(1), 'default_not_input'],
    ['default in a union', z.union([z.string().default('x'), z.null()]), 'default_not_filled'],
    ['unknown kind', { _zod: { def: { type: 'hologram' } } }, 'unknown_type'],
    ['zod 3 date', z3.date(), 'not_json'],
    ['zod 3 transform', z3.string().transform(Number), 'transform_ignored'],
    ['zod 3 coerce', z3.coerce.number(), 'transform_ignored'],
    ['zod 3 trim', z3.string().trim(), 'transform_ignored'],
    ['zod 3 unknown kind', { _def: { typeName: 'ZodHologram' } }, 'unknown_type'],
    ['unresolved reference', zui.ref('thing'), 'unknown_type'],
  ])('%s', (_, schema, code) => {
    const { issues, write } = readOne(z.object({ a: z.array(schema as z.ZodType) }))
    expect(write).toBeDefined()
    expect(issues.map(({ severity, code, path }) => ({ severity, code, path }))).toContainEqual({
      severity: 'warning',
      code,
      path: [...path, 'a'],
    })
    for (const issue of issues) {
      expect(issue.hint).toMatch(/\S/)
      expect(`${issue.message}${issue.hint}`).not.toMatch(/\.$/)
    }
  })

  test('nothing to warn about', () => {
    const schema = z.object({
      a: z.string().min(1).default('x'),
      b: z.array(z.number().int()).nullish(),
    })
    expect(readOne(schema).issues).toEqual([])
  })
})

describe('what was narrower in the code', () => {
  const code = 'var Status=(s=>(s["Open"]="open",s))({});z3.array(z3.string()).nonempty()'

  test.each([
    ['string enum', z.enum({ Open: 'open' }), ['not_exact']],
    ['object that no enum is', z.enum({ Low: 'low' }), []],
    ['texts', z.enum(['open']), []],
    ['zod 3 string enum', z3.nativeEnum({ Open: 'open' }), ['not_exact']],
    ['zod 3 numeric enum', z3.nativeEnum({ 0: 'Open', Open: 0 }), []],
    ['zod 3 nonempty', z3.array(z3.string()).nonempty(), ['not_exact']],
    ['zod 3 two or more', z3.array(z3.string()).min(2), []],
    ['zod 3 brand', z3.string().brand('Id'), ['not_exact']],
    ['zui nonempty', zui.array(zui.string()).nonempty(), ['not_exact']],
  ])('%s', (_, schema, codes) => {
    const reader = createSchemaReader({ code })
    reader.read(schema, path)
    expect(reader.issues.map(({ code }) => code)).toEqual(codes)
  })

  test('.nonempty() is not suspected where nothing calls it', () => {
    const reader = createSchemaReader({ code: 'z3.array(z3.string()).min(1)' })
    reader.read(z3.array(z3.string()).min(1), path)
    expect(reader.issues).toEqual([])
  })
})

test('references of zui are resolved', () => {
  const reader = createSchemaReader({
    resolveReference: (uri) => (uri === 'item' ? zui.object({ id: zui.string() }) : undefined),
  })
  expect(readOne(zui.object({ item: zui.ref('item') }), reader)).toMatchObject({
    write: '{ item: { id: string } & { [key: string]: unknown } }',
    issues: [],
  })
})

describe('effects, which zui 2 calls by where they are', () => {
  test.each([
    ['z.string().refine(Boolean)', /\.refine\(\)/],
    ['z.string().superRefine(() => {})', /\.refine\(\)/],
    ['z.any().refine(Boolean)', /\.refine\(\)/],
    ['z.any().superRefine(() => {})', /\.refine\(\)/],
    ['z.string().transform(Number)', /a transform/],
    ['z.string().refine(Boolean).transform(Number)', /a transform/],
    ['z.preprocess(String, z.string())', /preprocess/],
    ['z.custom(Boolean)', /custom/],
    ['z.instanceof(Date)', /custom/],
    ['z.object({ a: z.string().refine(Boolean).optional() })', /\.refine\(\)/],
    ['z.object({ a: z.string().default("x").transform(Number) })', /a transform/],
  ])('%s', (source, message) => {
    const read = (library: unknown) => {
      const reader = createSchemaReader()
      const schema = (new Function('z', `return ${source}`) as (z: unknown) => unknown)(library)
      return { ...reader.read(schema, path, 'current'), issues: reader.issues }
    }
    const found = read(zui2)
    expect(found).toEqual(read(zui))
    expect(found.issues[0]?.message).toMatch(message)
  })
})

test('dialects may be mixed', () => {
  const schema = z.object({
    three: z3.object({ a: z3.any() }) as never,
    zui: zui.object({ b: zui.string().default('x') }) as never,
    mini: zm.optional(zm.string()),
  })
  expect(readOne(schema)).toMatchObject({
    write: '{ three: { a?: any }; zui: { b?: string | undefined }; mini?: string | undefined }',
    fill: { properties: { zui: { properties: { b: { default: 'x' } } } } },
  })
})

describe('schemas of two libraries', () => {
  const warned = (schema: unknown) => {
    const reader = createSchemaReader()
    const types = reader.read(schema, path, 'current')
    const found = reader.issues.filter(({ code }) => code === 'mixed_schemas')
    return {
      write: types && plain(types.write),
      at: found.map((issue) => issue.path.slice(3).join('.')),
    }
  }

  test.each<[string, unknown, string, string[]]>([
    [
      'zod 3 in zod 4',
      z.object({ a: z3.string().optional() as never, b: z.array(z3.number() as never) }),
      '{ a?: string | undefined; b: number[] }',
      ['a', 'b'],
    ],
    ['zui in zod 4', z.object({ a: zui.enum(['x', 'y']) as never }), "{ a: 'x' | 'y' }", ['a']],
    [
      'zod 4 in zod 3, where a key may be missing if `undefined` is among its values',
      z3.object({
        any: z.unknown() as never,
        exact: z.string().exactOptional() as never,
        filled: z.string().default('x') as never,
      }),
      '{ any?: unknown; exact: string; filled?: string | undefined }',
      ['any', 'exact', 'filled'],
    ],
    [
      'zod 4 in zui',
      zui2.object({ a: zui2.array(z.iso.date() as never) }),
      '{ a: string[] }',
      ['a'],
    ],
    [
      'back again',
      z.object({ a: z3.object({ b: z.string() as never }) as never }),
      '{ a: { b: string } }',
      ['a', 'a.b'],
    ],
    ['zod 3 in zui', zui.object({ a: z3.string() as never }), '{ a: string }', []],
    ['zod/mini in zod 4', z.object({ a: zm.string() }), '{ a: string }', []],
  ])('%s', (_, schema, write, at) => {
    expect(warned(schema)).toEqual({ write, at })
  })

  test('an entity of another library stands for itself', () => {
    const { events } = new PluginDefinition({
      name: 'crm',
      version: '1.0.0',
      interfaces: {
        creatable: {
          type: 'interface',
          name: 'creatable',
          version: '1.0.0',
          definition: { entities: { item: { schema: zui.object({ id: zui.string() }) } } },
        },
      },
      events: {
        made: { schema: ({ entities }: any) => z.object({ item: entities.creatable.item }) },
      },
    } as never) as any
    expect(warned(events.made.schema).at).toEqual([])
  })

  test('of what is not deployed, nothing is said', () => {
    expect(readOne(z.object({ a: z3.string() as never })).issues).toEqual([])
  })
})

describe('hostile input', () => {
  const throws = () => {
    throw new Error('not today')
  }

  test.each([
    [undefined, 'undefined'],
    [null, 'null'],
    ['string', 'a string'],
    [[], 'an array'],
    [{ type: 'object' }, 'an object'],
    [() => z.string(), 'a function'],
  ])('%j is not a schema', (value, name) => {
    const { write, issues } = readOne(value)
    expect(write).toBe(undefined)
    expect(issues).toMatchObject([
      {
        severity: 'error',
        code: 'invalid_schema',
        path,
        message: `Expected a schema, got ${name}`,
      },
    ])
  })

  test('a part that is not a schema is an error at its key, the rest is read', () => {
    const { write, issues } = readOne(z.object({ good: z.string(), bad: String as never }))
    expect(write).toBe('{ good: string; bad: unknown }')
    expect(issues).toMatchObject([{ severity: 'error', path: [...path, 'bad'] }])
  })

  test.each([
    ['a lazy schema', z.lazy(throws)],
    ['a lazy schema of zod 3', z3.lazy(throws)],
    ['a shape', { _zod: { def: { type: 'object', get shape() { return throws() } } } }], // prettier-ignore
    ['a kind without its fields', { _zod: { def: { type: 'object' } } }],
    ['a definition', { get _zod() { return throws() } }], // prettier-ignore
    ['a lazy schema of nothing', z.lazy(() => undefined as never)],
  ])('%s that fails is an error', (_, schema) => {
    const { issues } = readOne(z.object({ a: schema as z.ZodType }))
    expect(issues).toMatchObject([
      { severity: 'error', code: 'invalid_schema', path: [...path, 'a'] },
    ])
  })

  test('a schema that fails while it refers to itself leaves no name without a type', () => {
    const Bad: z.ZodType = z.object({ self: z.lazy(() => Good), then: z.lazy(() => Bad) })
    const Good: z.ZodType = z.object({ bad: z.lazy(() => Bad), get fails() { return throws() } }) // prettier-ignore
    const { named, write } = readOne(z.array(Bad))
    const known = named.map((text) => text.split(' ')[0]!)
    for (const [id] of `${named} ${write}`.matchAll(/CreateTicket\w+/g)) expect(known).toContain(id)
  })

  test('keys that objects have by themselves', () => {
    const shape = JSON.parse('{ "__proto__": 0, "constructor": 0, "toString": 0, "": 0 }')
    for (const key of Object.keys(shape)) {
      Object.defineProperty(shape, key, { value: z.string().default(key), enumerable: true })
    }
    const { write, fill } = readOne({ _zod: { def: { type: 'object', shape } } })
    expect(write).toBe(
      "{ '__proto__'?: string | undefined; constructor?: string | undefined; toString?: string | undefined; ''?: string | undefined }",
    )
    expect(fill && 'properties' in fill && Object.entries(fill.properties)).toEqual([
      ['__proto__', { default: '__proto__' }],
      ['constructor', { default: 'constructor' }],
      ['toString', { default: 'toString' }],
      ['', { default: '' }],
    ])
  })

  test('enums with odd values', () => {
    const entries = { a: 'x', b: NaN, c: Infinity, d: -0, e: 'x' }
    expect(readOne(z.enum(entries)).write).toBe("'x' | number | 0")
    expect(readOne({ _zod: { def: { type: 'enum', entries: { a: {}, b: 's' } } } }).write).toBe(
      'unknown',
    )
  })

  test('schemas 300 levels deep', () => {
    let schema: z.ZodType = z.string()
    for (let depth = 0; depth < 300; depth++) schema = z.object({ a: schema })
    const { write, issues } = readOne(schema)
    expect(write?.match(/\{/g)).toHaveLength(300)
    expect(issues).toEqual([])
  })

  test.each([
    ['objects', (schema: z.ZodType) => z.object({ a: schema })],
    ['optionals', (schema: z.ZodType) => schema.optional()],
    ['unions', (schema: z.ZodType) => z.union([schema, z.null()])],
    ['zod 3', (schema: z.ZodType) => z3.array(schema as never) as never],
  ])('%s too deep for any stack are one error', (_, wrap) => {
    let schema: z.ZodType = z.string()
    for (let depth = 0; depth < 1000; depth++) schema = wrap(schema)
    const { issues } = readOne(schema)
    expect(issues).toHaveLength(1)
    expect(issues).toMatchObject([{ severity: 'error', code: 'schema_too_deep' }])
  })

  test('a circle that makes new schemas for ever is an error', () => {
    const make = (): z.ZodType => z.object({ next: z.lazy(() => make()) })
    expect(readOne(make()).issues).toMatchObject([{ severity: 'error', code: 'schema_too_deep' }])
  })

  test('schemas that double at each level are an error', () => {
    let schema: z.ZodType = z.string()
    for (let level = 0; level < 40; level++) schema = z.object({ a: schema, b: schema })
    expect(readOne(schema).issues).toMatchObject([{ severity: 'error', code: 'schema_too_large' }])
  })

  test('10,000 properties, literals and options', () => {
    const keys = Array.from({ length: 10_000 }, (_, index) => `key${index}`)
    const many = z.object(Object.fromEntries(keys.map((key) => [key, z.string().default(key)])))
    expect(readOne(many).write?.split(';')).toHaveLength(10_000)
    expect(readOne(z.enum(keys)).write?.split('|')).toHaveLength(10_000)
    expect(readOne(z.union(keys.map((key) => z.object({ [key]: z.null() })))).write).toContain(
      'key9999',
    )
  })
})

test('sameType', () => {
  const read = (schema: unknown) => createSchemaReader().read(schema, path)!.write
  const object = () =>
    z.object({ a: z.tuple([z.string()], z.literal(1)), b: z.templateLiteral(['x', z.int()]) })
  expect(sameType(read(object()), read(object().describe('another text')))).toBe(true)
  expect(sameType(read(object()), read(object().partial()))).toBe(false)
  expect(sameType(read(z.array(z.string())), read(z.array(z.string()).readonly()))).toBe(false)
  expect(sameType(read(z.literal(1)), read(z.literal('1')))).toBe(false)
  expect(sameType(read(z.literal(1)), read(z.literal(1n)))).toBe(false)
})
