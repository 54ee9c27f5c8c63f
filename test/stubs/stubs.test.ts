/** Stubs in sources of all kinds: what is added where, and that nothing else changes. */
import { chmodSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { z } from 'zod'
import { describe, expect, test } from 'vitest'
import type { Model } from '../../src/generator/index.js'
import { readSources } from '../../src/generator/locate/index.js'
import { toModel } from '../../src/generator/model/index.js'
import { addStubs } from '../../src/stubs/index.js'
import { project } from '../generator/load/project.js'

const slot = { schema: z.object({ a: z.string() }) }

/** A plugin with these actions. */
function modelOf(...actions: readonly string[]): Model {
  const entries = actions.map((name) => [name, { input: slot, output: slot }])
  return toModel({
    name: 'demo',
    version: '1.0.0',
    actions: Object.fromEntries(entries),
    events: { happened: slot },
    states: { kept: { type: 'bot', schema: slot.schema } },
    workflows: { run: { input: slot, output: slot } },
  }).model
}

/** What becomes of `src/index.ts`, and what is told. */
async function stubbed(source: string, names: readonly string[] = ['a', 'b'], files = {}) {
  const folder = project({ 'src/index.ts': source, ...files })
  const report = await addStubs({ project: folder, model: modelOf(...names), isWriting: true })
  return { ...report, folder, text: readFileSync(join(folder, 'src/index.ts'), 'utf8') }
}

const head = "import { Plugin } from '#botpress'\n\n"

/** Given sources without `b`, each behind the import, and what they become. */
const rows: [what: string, given: string, want: string][] = [
  [
    'an object with a trailing comma',
    `export default new Plugin({
  actions: {
    async a({ input }) {
      return input
    }, // the first
  },
})
`,
    `export default new Plugin({
  actions: {
    async a({ input }) {
      return input
    }, // the first
    async b(props) {
      throw new Error('The action b is not implemented yet')
    },
  },
})
`,
  ],
  [
    'arrows, empty lines between members, and no trailing comma',
    `export default new Plugin({
    on: () => {},
    actions: {
        a: async ({ input }) => input,

        c: async ({ input }) => input // the last
        /* more to come */
    }
})
`,
    `export default new Plugin({
    on: () => {},
    actions: {
        a: async ({ input }) => input,

        c: async ({ input }) => input, // the last
        /* more to come */

        b: async (props) => {
            throw new Error('The action b is not implemented yet')
        }
    }
})
`,
  ],
  [
    'tabs, double quotes and semicolons',
    `export default new Plugin({
\tactions: {
\t\t"a": async () => { return { a: "1" }; },
\t},
});
const x = "y";
`,
    `export default new Plugin({
\tactions: {
\t\t"a": async () => { return { a: "1" }; },
\t\t"b": async (props) => {
\t\t\tthrow new Error("The action b is not implemented yet");
\t\t},
\t},
});
const x = "y";
`,
  ],
  [
    'an object on one line',
    `export default new Plugin({ actions: { a: () => null as never } })\n`,
    `export default new Plugin({ actions: { a: () => null as never, b: async (props) => { throw new Error('The action b is not implemented yet') } } })\n`,
  ],
  [
    'an object on one line, with a trailing comma and a comment',
    `export default new Plugin({ actions: { a, /* b */ } })\nfunction a() {}\n`,
    `export default new Plugin({ actions: { a, /* b */ async b(props) { throw new Error('The action b is not implemented yet') }, } })\nfunction a() {}\n`,
  ],
  [
    'an empty object',
    `export default new Plugin({\n  actions: {},\n})\n`,
    `export default new Plugin({
  actions: {
    async a(props) {
      throw new Error('The action a is not implemented yet')
    },
    async b(props) {
      throw new Error('The action b is not implemented yet')
    },
  },
})
`,
  ],
  [
    'an object with nothing but a comment',
    `export default new Plugin({\n  actions: {\n    // soon\n  },\n})\n`,
    `export default new Plugin({
  actions: {
    // soon
    async a(props) {
      throw new Error('The action a is not implemented yet')
    },
    async b(props) {
      throw new Error('The action b is not implemented yet')
    },
  },
})
`,
  ],
  [
    'no actions at all',
    `export default new Plugin({\n  on: (plugin) => {},\n})\n`,
    `export default new Plugin({
  on: (plugin) => {},
  actions: {
    async a(props) {
      throw new Error('The action a is not implemented yet')
    },
    async b(props) {
      throw new Error('The action b is not implemented yet')
    },
  },
})
`,
  ],
  [
    'no argument',
    `const plugin = new Plugin()\nexport default plugin\n`,
    `const plugin = new Plugin({
  actions: {
    async a(props) {
      throw new Error('The action a is not implemented yet')
    },
    async b(props) {
      throw new Error('The action b is not implemented yet')
    },
  },
})
export default plugin
`,
  ],
  [
    'types around everything',
    `const plugin = (new Plugin({
  actions: ({
    a: null!,
  }) satisfies object as any,
}))
export { plugin as default }
`,
    `const plugin = (new Plugin({
  actions: ({
    a: null!,
    async b(props) {
      throw new Error('The action b is not implemented yet')
    },
  }) satisfies object as any,
}))
export { plugin as default }
`,
  ],
  [
    'an object of its own, whose members need a type',
    `const actions = {\n  a: null!,\n}\nexport default new Plugin({ actions })\n`,
    `const actions = {
  a: null!,
  async b(props: Parameters<import('#botpress').ActionHandlers['b']>[0]) {
    throw new Error('The action b is not implemented yet')
  },
}
export default new Plugin({ actions })
`,
  ],
]

describe('given / want', () => {
  test.each(rows)('%s', async (_, given, want) => {
    const { status, text } = await stubbed(head + given)
    expect(status).toBe('written')
    expect(text).toBe(head + want)
  })

  test('a namespace, whose types are named by it', async () => {
    const { text } = await stubbed(
      "import * as bp from '.botpress'\nconst actions = { a: null! }\nexport default new bp.Plugin({ actions })\n",
    )
    expect(text).toContain("async b(props: Parameters<bp.ActionHandlers['b']>[0]) {")
  })

  test('line ends, and a mark at the beginning, stay', async () => {
    const [, given, want] = rows[0]!
    const windows = (text: string) => `\uFEFF${head}${text}`.replaceAll('\n', '\r\n')
    expect((await stubbed(windows(given))).text).toBe(windows(want))
  })

  test('a parameter that is not used begins with `_` where that would be a mistake', async () => {
    const tsconfig = '{ "compilerOptions": { "noUnusedParameters": true } }'
    const { text } = await stubbed(`${head}export default new Plugin({ actions: {} })`, ['a'], {
      'tsconfig.json': tsconfig,
    })
    expect(text).toContain('async a(_props)')
  })

  test('names of any kind', async () => {
    const names = [
      '__proto__',
      'foo-bar',
      '1st',
      "it's",
      'a"b',
      'class',
      '日本語',
      '\n',
      '*/',
      '${x}',
    ]
    const source = `${head}export default new Plugin({\n  actions: {},\n})\n`
    const { text, folder } = await stubbed(source, names)
    expect(text).toContain("async ['__proto__'](props) {")
    const reader = await readSources(join(folder, 'src/index.ts'))
    const made = reader.source(join(folder, 'src/index.ts'))!
    const object = reader.member(reader.defaultExport(made)!, 'actions')!.value!
    expect(reader.members(object).map(({ name }) => name)).toEqual(names)
  })
})

describe('leaves to the author', () => {
  const open = async (source: string, files = {}, names = ['a', 'b']) => {
    const { status, text, code, issues } = await stubbed(head + source, names, files)
    expect(text).toBe(head + source)
    const [issue] = issues.filter(({ severity }) => severity === 'error')
    const { file = '', line, column } = issue?.location ?? {}
    return { status, code, place: `${file.replace(/^.*\/src\//, '')}:${line}:${column}` }
  }

  test('an object that is spread', async () => {
    const given = `const more = { a: null! }
export default new Plugin({
  actions: {
    ...more,
  },
})
`
    expect(await open(given)).toEqual({
      status: 'open',
      code: "async b(props) {\n  throw new Error('The action b is not implemented yet')\n},",
      place: 'index.ts:6:5',
    })
  })

  test('an object that is imported', async () => {
    const given = "import { actions } from './actions'\nexport default new Plugin({ actions })\n"
    const actions = 'export const actions = {\n  a: null!,\n}\n'
    expect(await open(given, { 'src/actions/index.ts': actions })).toEqual({
      status: 'open',
      code: `async b(props: Parameters<import('#botpress').ActionHandlers['b']>[0]) {
  throw new Error('The action b is not implemented yet')
},`,
      place: 'actions/index.ts:1:24',
    })
  })

  test('a module that is all actions', async () => {
    const given =
      "import * as actions from './actions.js'\nexport default new Plugin({ actions })\n"
    const actions = 'export const a = null!\nexport async function c() {}\n'
    const { status, place } = await open(given, { 'src/actions.ts': actions })
    expect({ status, place }).toEqual({ status: 'open', place: 'actions.ts:1:1' })
  })

  test('an object that is computed', async () => {
    const given = 'export default new Plugin({ actions: make(), on: () => {} })\n'
    expect(await open(given)).toMatchObject({ status: 'open', place: 'index.ts:3:38' })
  })

  test('keys that are computed', async () => {
    const given = 'export default new Plugin({ actions: { [key()]: null! } })\n'
    expect(await open(given)).toMatchObject({ status: 'open', place: 'index.ts:3:40' })
  })

  test('what is handed over as a whole', async () => {
    const given = 'export default new Plugin({ ...parts() })\n'
    expect(await open(given)).toMatchObject({ status: 'open', place: 'index.ts:3:29' })
  })

  test('nothing, where all of it can be read and is there', async () => {
    const files = { 'src/actions.ts': 'export const actions = { a: null!, b: null! }\n' }
    const given = "import { actions } from './actions'\nexport default new Plugin({ actions })\n"
    expect((await stubbed(head + given, ['a', 'b'], files)).status).toBe('unchanged')
    const spread =
      'const x = { a: 1 }, y = { b: 1 }\nexport default new Plugin({ actions: { ...x, ...y } })\n'
    expect((await stubbed(head + spread)).status).toBe('unchanged')
  })
})

describe('tells of what is not declared', () => {
  const told = async (source: string, names = ['openTicket'], files = {}) => {
    const { issues } = await stubbed(source, names, files)
    return issues.map(({ severity, message, hint, location }) => ({
      severity,
      message,
      hint,
      line: location?.line,
    }))
  }
  const missing = (what: string, line: number, hint?: string) => ({
    severity: 'warning',
    message: `The definition has no ${what}: nothing calls this`,
    hint,
    line,
  })

  test('actions, with the nearest name', async () => {
    const given = `${head}export default new Plugin({
  actions: {
    openTiket: null!,
    somethingElse: null!,
  },
})
`
    expect(await told(given)).toEqual([
      missing('action openTiket', 5, 'Did you mean `openTicket`?'),
      missing('action somethingElse', 6),
    ])
  })

  test('handlers and hooks, wherever they are registered', async () => {
    const given = `import * as bp from '.botpress'
import { more } from './more'
const plugin = new bp.Plugin({ actions: { openTicket: null! }, on: (on) => {
  on.event('happend', () => {})
  on.message('text', () => {})
  on.message('*', () => {})
} })
plugin.on.event('happened', () => {})
plugin.on.stateExpired('kept', () => {})
plugin.on.stateExpired('gone', () => {})
plugin.on.workflowStart('run', () => {})
plugin.on.workflowTimeout('rum', () => {})
plugin.on.beforeIncomingCallAction('openTiket', () => {})
plugin.on.afterOutgoingMessage('texts', () => {})
socket.event('nothing of ours', () => {})
more(plugin.on)
export default plugin
`
    const more = `export const more = (p: bp.Plugin['on']) => {\n  p.event('desk:opened', () => {})\n}\n`
    expect(await told(given, ['openTicket'], { 'src/deeper/more.ts': more })).toEqual([
      missing('event desk:opened', 2),
      missing('event happend', 4, 'Did you mean `happened`?'),
      missing('state gone', 10),
      missing('workflow rum', 12, 'Did you mean `run`?'),
      missing('action openTiket', 13, 'Did you mean `openTicket`?'),
      missing('message type texts', 14, 'Did you mean `text`?'),
    ])
  })
})

describe('fails', () => {
  const failure = async (source: string | undefined) => {
    const folder = project(source === undefined ? {} : { 'src/index.ts': source })
    const report = await addStubs({ project: folder, model: modelOf('a'), isWriting: true })
    return {
      status: report.status,
      code: report.issues[0]?.code,
      location: report.issues[0]?.location,
    }
  }

  test('without an entry', async () => {
    expect(await failure(undefined)).toMatchObject({ status: 'failed', code: 'entry_not_found' })
  })

  test('without a plugin', async () => {
    const found = await failure('export const a = 1\n')
    expect(found).toMatchObject({ status: 'failed', code: 'plugin_not_found' })
  })

  test('at a syntax error, with its place', async () => {
    const found = await failure(`${head}export default new Plugin({ actions: { a: } })\n`)
    expect(found).toMatchObject({
      status: 'failed',
      code: 'syntax_error',
      location: { line: 3, column: 43 },
    })
  })

  test('at what is not UTF-8, which would not come out as it went in', async () => {
    const folder = project({ 'src/index.ts': '' })
    const path = join(folder, 'src/index.ts')
    const bytes = Buffer.from(`// caf\xe9\n${head}export default new Plugin({})\n`, 'latin1')
    writeFileSync(path, bytes)
    const report = await addStubs({ project: folder, model: modelOf('a'), isWriting: true })
    expect(report).toMatchObject({ status: 'failed', issues: [{ code: 'source_not_readable' }] })
    expect(readFileSync(path).equals(bytes)).toBe(true)
  })
})

test('writes through a link, and keeps the mode', async () => {
  const source = `${head}export default new Plugin({ actions: {} })\n`
  const folder = project({ 'elsewhere.ts': source, 'src/other.ts': '' })
  const target = join(folder, 'elsewhere.ts')
  chmodSync(target, 0o750)
  symlinkSync(target, join(folder, 'src/index.ts'))
  const report = await addStubs({ project: folder, model: modelOf('a'), isWriting: true })
  expect(report.status).toBe('written')
  expect(readFileSync(target, 'utf8')).toContain('async a(props)')
  expect(statSync(target).mode & 0o777).toBe(0o750)
})

test('writes nothing if it is not to', async () => {
  const source = `${head}export default new Plugin({ actions: {} })\n`
  const folder = project({ 'src/index.ts': source })
  const report = await addStubs({ project: folder, model: modelOf('a'), isWriting: false })
  expect(report.status).toBe('stale')
  expect(report.change?.after).toContain('async a(props)')
  expect(readFileSync(join(folder, 'src/index.ts'), 'utf8')).toBe(source)
})

/** A source in a random style, with some of the actions. */
const sources = fc
  .record({
    newline: fc.constantFrom('\n', '\r\n'),
    indent: fc.constantFrom('  ', '    ', '\t', ''),
    quote: fc.constantFrom("'", '"'),
    semicolon: fc.constantFrom('', ';'),
    comma: fc.boolean(),
    lines: fc.constantFrom('one', 'each', 'spaced', 'odd'),
    style: fc.constantFrom('arrow', 'method', 'shorthand'),
    wrap: fc.constantFrom(
      (object: string) => object,
      (object: string) => `(${object})`,
      (object: string) => `${object} satisfies object`,
      (object: string) => `${object} as never`,
    ),
    holder: fc.constantFrom('inline', 'constant', 'props'),
    comments: fc.array(fc.constantFrom('/* } */', '// {\n', '/** ,\n */', ''), {
      minLength: 8,
      maxLength: 8,
    }),
    names: fc.uniqueArray(
      fc.oneof(
        fc.constantFrom('a', 'b', 'foo-bar', '__proto__', 'constructor', '1', "it's", '*/'),
        fc.string({ minLength: 1, maxLength: 6, unit: 'grapheme' }),
      ),
      { minLength: 1, maxLength: 5 },
    ),
    implemented: fc.nat(4),
    mark: fc.constantFrom('', '\uFEFF'),
  })
  .map(({ names, implemented, ...style }) => {
    const { newline, indent, quote: q, semicolon, comma, lines, comments, wrap, holder } = style
    const own = names.slice(0, implemented)
    const key = (name: string) =>
      name === '__proto__'
        ? `[${q}__proto__${q}]`
        : q === '"'
          ? JSON.stringify(name)
          : `'${JSON.stringify(name).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
    const member = (name: string) => {
      if (style.style === 'method') return `async ${key(name)}() { return null${semicolon} }`
      return style.style === 'arrow' ? `${key(name)}: async () => null` : `${key(name)}: other`
    }
    const between = { one: ' ', each: `\n${indent}`, spaced: `\n\n${indent}`, odd: '\n \t' }[lines]
    const list = own.map((name, index) => `${between}${comments[index]}${member(name)}`).join(',')
    const end = own.length > 0 && comma ? ',' : ''
    const object = `{${list}${comments[6]}${end}${comments[7]}${lines === 'one' ? ' ' : '\n'}}`
    const actions = wrap(object)
    const made = {
      inline: `export default new Plugin({ actions: ${actions} })`,
      constant: `const actions = ${actions}${semicolon}\nexport default new Plugin({ actions })`,
      props: `const props = {\n${indent}actions: ${actions},\n}${semicolon}\nexport default new Plugin(props)`,
    }[holder]
    const text = `import { Plugin } from ${q}#botpress${q}${semicolon}\n${made}${semicolon}\n`
    return { names, source: style.mark + text.replaceAll('\n', newline), own }
  })

/** Whether all of one text is in another, in order. */
function isWithin(part: string, whole: string): boolean {
  let at = 0
  for (const char of part) {
    at = whole.indexOf(char, at) + 1
    if (at === 0) return false
  }
  return true
}

function solid(text: string): string {
  return text.replace(/[\s,]/g, '')
}

test('property: whatever the style, only stubs are added, and each action is there once', async () => {
  const { Project } = await import('ts-morph')
  await fc.assert(
    fc.asyncProperty(sources, async ({ names, own, source }) => {
      const { status, text, change, folder } = await stubbed(source, names)
      expect(status).toBe(own.length === names.length ? 'unchanged' : 'written')
      expect(isWithin(source, text)).toBe(true)
      if (change !== undefined) expect(change).toMatchObject({ before: source, after: text })
      const file = new Project({ useInMemoryFileSystem: true }).createSourceFile('a.ts', text)
      const { parseDiagnostics } = file.compilerNode as unknown as { parseDiagnostics: unknown[] }
      expect(parseDiagnostics).toEqual([])
      const reader = await readSources(join(folder, 'src/index.ts'))
      const made = reader.source(join(folder, 'src/index.ts'))!
      const object = reader.member(reader.defaultExport(made)!, 'actions')!.value!
      const members = reader.members(object)
      expect(members.map(({ name }) => name).sort()).toEqual(names.toSorted())
      // Without the stubs, there is nothing more than commas and blanks.
      const stubs = members
        .filter(({ name }) => !own.includes(name!))
        .map(({ key }) => key.getParent()!)
      const plain = stubs.reduceRight(
        (rest, stub) => rest.slice(0, stub.getStart()) + rest.slice(stub.getEnd()),
        made.getFullText(),
      )
      expect(solid(plain)).toBe(solid(source))
    }),
    { numRuns: 300, seed: 16 },
  )
})
