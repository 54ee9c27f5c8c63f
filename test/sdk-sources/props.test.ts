/**
 * The props of handlers, deep, against the SDK's own types: of what those have, nothing but private
 * members is missing in ours.
 */
import { cp, mkdtemp, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sdkFixtures, writeSdkFolder } from '../../bench/sdk-folder.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
let workspace = ''

beforeAll(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'sdk-props-'))
  await mkdir(join(workspace, 'node_modules'))
  for (const name of ['@botpress', '@bpinternal', '@types']) {
    await symlink(join(root, 'node_modules', name), join(workspace, 'node_modules', name))
  }
  await symlink(root, join(workspace, 'node_modules/botpress-plugin-kit'))
})

afterAll(() => rm(workspace, { recursive: true, force: true }))

/** The props of all kinds of handlers, from the folder `from`. */
const propsFrom = (from: string, name: string) => `import type * as ${name} from '${from}'
export interface ${name}Props {
  message: ${name}.MessageHandlerProps
  event: ${name}.EventHandlerProps
  action: ${name}.ActionHandlerProps
  hook: ${name}.HookHandlerProps
  workflow: ${name}.WorkflowHandlerProps
}
`

/** The paths that the SDK's props have and ours do not. */
async function missing(fixture: string): Promise<string[]> {
  const folder = join(workspace, fixture)
  const generated = join(root, 'fixtures', fixture, '.botpress')
  await cp(generated, join(folder, 'ours'), { recursive: true })
  writeSdkFolder(generated, join(folder, 'sdk'))
  const file = join(folder, 'props.ts')
  await writeFile(file, propsFrom('./ours/index.js', 'ours') + propsFrom('./sdk/index.js', 'sdk'))
  const program = ts.createProgram([file], {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  })
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(file)
  const module = source && checker.getSymbolAtLocation(source)
  const typeOf = (name: string): ts.Type => {
    const found = module && checker.getExportsOfModule(module).find((it) => it.name === name)
    if (!found) throw new Error(`There is no ${name}`)
    return checker.getDeclaredTypeOfSymbol(found)
  }
  return compare(checker, typeOf('sdkProps'), typeOf('oursProps'))
}

/** How far to look: props → accessor → member → what it resolves to → its members. */
const depth = 7

function compare(checker: ts.TypeChecker, wanted: ts.Type, given: ts.Type): string[] {
  const found = new Set<string>()
  const seen = new Set<string>()
  const idOf = (type: ts.Type) => (type as unknown as { id: number }).id

  function visit(sdk: ts.Type, ours: ts.Type, path: string, left: number): void {
    const pair = `${idOf(sdk)} ${idOf(ours)}`
    if (left === 0 || seen.has(pair)) return
    if (isOpaque(sdk) || isOpaque(ours)) return
    seen.add(pair)
    for (const member of propertiesOf(checker, sdk)) {
      const at = `${path}.${member.name}`
      const own = checker.getPropertyOfType(checker.getNonNullableType(ours), member.name)
      // What may be asked for any key has them all.
      if (own === undefined && ours.getStringIndexType()) continue
      if (own === undefined) found.add(at)
      else visit(settled(checker, member), settled(checker, own), at, left - 1)
    }
  }

  visit(wanted, given, 'props', depth)
  return [...found].sort()
}

const isOpaque = ({ flags }: ts.Type): boolean =>
  (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.StringLike)) !== 0 ||
  (flags & (ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike)) !== 0

/** Public properties of the author's level; what strings and arrays have is the language's. */
function propertiesOf(checker: ts.TypeChecker, type: ts.Type): readonly ts.Symbol[] {
  const object = checker.getNonNullableType(type)
  if (checker.isArrayType(object) || checker.isTupleType(object)) return []
  return checker
    .getPropertiesOfType(object)
    .filter((member) => !member.name.startsWith('__@'))
    .filter((member) =>
      (member.declarations ?? []).every(
        (declaration) =>
          (ts.getCombinedModifierFlags(declaration) &
            (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) ===
          0,
      ),
    )
}

/** The type of a property; of a function, that of what it resolves to. */
function settled(checker: ts.TypeChecker, member: ts.Symbol): ts.Type {
  const type = checker.getNonNullableType(checker.getTypeOfSymbol(member))
  const [signature] = type.getCallSignatures()
  if (signature === undefined) return elementOf(checker, type)
  const result = signature.getReturnType()
  return elementOf(checker, checker.getAwaitedType(result) ?? result)
}

function elementOf(checker: ts.TypeChecker, type: ts.Type): ts.Type {
  return checker.isArrayType(type)
    ? (checker.getIndexTypeOfType(type, ts.IndexKind.Number) ?? type)
    : type
}

/** The SDK types the tags of a message that was looked up as those of a conversation. */
const misnamedTags = /\.getMessage\.tags\.\w+$/

describe.each(sdkFixtures)('%s', (fixture) => {
  it("has all that the SDK's props have", async () => {
    const paths = await missing(fixture)
    expect(paths.filter((path) => !misnamedTags.test(path))).toEqual([])
  })
})

it('finds what is missing', () => {
  const file = 'given.ts'
  const text = `
    export interface Wanted { a: { b(): Promise<{ c: string; d: number }[]> } }
    export interface Given { a: { b(): Promise<{ c: string }[]> } }`
  const host = ts.createCompilerHost({})
  const read = host.getSourceFile
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : read(name, ...rest)
  const program = ts.createProgram([file], { lib: ['lib.es2022.d.ts'], types: [] }, host)
  const checker = program.getTypeChecker()
  const [wanted, given] = (program.getSourceFile(file)?.statements ?? []).map((statement) =>
    checker.getTypeAtLocation(statement),
  )
  if (!wanted || !given) throw new Error('The types are not there')
  expect(compare(checker, wanted, given)).toEqual(['props.a.b.d'])
})
