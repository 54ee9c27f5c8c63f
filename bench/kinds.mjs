/**
 * Compares printers of schemas, kind by kind, lets the compiler judge, and writes `kinds.md`.
 *
 * Usage, after a build: node bench/kinds.mjs
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format } from 'prettier'
import ts from 'typescript'
import * as z from 'zod'
import { exact } from './kinds/exact.mjs'
import { kinds, missingClasses } from './kinds/kinds.mjs'
import { evaluated, printers, wrapped } from './kinds/printers.mjs'
import { project, root } from './projects.mjs'

const names = Object.keys(printers)
const longest = 60

/** The parts of a module, in order; each begins with its name in a comment. */
const parts = ['schema', 'printed', 'verdict']
const marker = (part) => `// ${part} of the judge`

await main()

async function main() {
  const missing = missingClasses(kinds.map((kind) => evaluated(kind, z).shape.value))
  if (missing.length > 0) throw new Error(`No kind for ${missing.join(', ')}`)

  const rows = []
  for (const [index, kind] of kinds.entries()) {
    const cells = {}
    for (const name of names) cells[name] = await printedCell(name, kind, index)
    rows.push({ kind, cells })
  }
  judge(rows)

  const text = await format(markdown(rows), { parser: 'markdown' })
  writeFileSync(new URL('kinds.md', import.meta.url), text)
  console.log(`${summary(rows)}\nWritten to bench/kinds.md`)
}

/** @returns what was printed; or the outcome, where there is nothing to judge */
async function printedCell(name, kind, index) {
  try {
    const printed = await printers[name](kind, index)
    return printed ? { printed } : { outcome: '—' }
  } catch {
    return { outcome: 'throws' }
  }
}

/**
 * Gives every printed cell its outcome, by one program with a module for each: whatever is wrong with
 * one, its syntax too, is its own.
 */
function judge(rows) {
  const modules = rows.flatMap(({ kind, cells }, index) =>
    names.flatMap((name) => {
      const cell = cells[name]
      return cell.printed ? [{ file: `${name}-${index}.ts`, kind, cell }] : []
    }),
  )
  const texts = Object.fromEntries(
    modules.map(({ file, kind, cell }) => [file, moduleText(cell.printed)]),
  )
  const folder = project('judge', { ...texts, 'exact.ts': exact })
  const program = ts.createProgram(
    modules.map(({ file }) => join(folder, file)),
    {
      target: ts.ScriptTarget.ES2023,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
      module: ts.ModuleKind.NodeNext,
      strict: true,
      skipLibCheck: true,
      noEmit: true,
      types: [],
    },
  )
  const judged = program.getSemanticDiagnostics(program.getSourceFile(join(folder, 'exact.ts')))
  if (judged.length > 0) throw new Error(`The judge is wrong: ${told(judged[0])}`)

  for (const { file, kind, cell } of modules) {
    const source = program.getSourceFile(join(folder, file))
    const found = [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ]
    const parts = new Set(found.map(({ start }) => partAt(source.text, start)))
    if (parts.has('schema') && cell.printed.library.includes("'zod'")) {
      throw new Error(`${kind.source} is wrong itself: ${told(found[0])}`)
    }
    // What a library's own types refuse, it does not have.
    cell.outcome = parts.has('schema')
      ? '—'
      : parts.has('printed')
        ? 'does not compile'
        : parts.has('verdict')
          ? 'differs'
          : 'exact'
  }
}

function moduleText({ setup = '', library, source, type, declarations }) {
  return [
    library,
    marker('schema'),
    setup,
    `const schema = ${wrapped(source)}`,
    'type Inferred = z.input<typeof schema>',
    marker('printed'),
    declarations,
    `type Printed = ${type}`,
    marker('verdict'),
    "import type { Exact } from './exact.js'",
    'export const verdict: Exact<Printed, Inferred> = true',
  ].join('\n')
}

function partAt(text, position) {
  return parts.findLast((part) => text.indexOf(marker(part)) <= position) ?? 'schema'
}

function told({ messageText }) {
  return ts.flattenDiagnosticMessageText(messageText, '\n')
}

function summary(rows) {
  const lines = names.map((name) => {
    const outcomes = rows.map(({ cells }) => cells[name].outcome).filter((each) => each !== '—')
    const count = (outcome) => outcomes.filter((each) => each === outcome).length
    const others = ['differs', 'does not compile', 'throws']
      .filter((outcome) => count(outcome) > 0)
      .map((outcome) => `${count(outcome)} ${outcome}`)
    const rest = others.length > 0 ? ` (${others.join(', ')})` : ''
    return `${name} ${count('exact')} of ${outcomes.length} exact${rest}`
  })
  return lines.join('; ')
}

function markdown(rows) {
  const versions = ['zod', 'zod-to-ts', '@bpinternal/zui', 'typescript'].map(
    (name) => `${name} ${versionOf(name)}`,
  )
  const head = ['kind', 'ours', 'ours ok', 'zod-to-ts', 'zui']
  const table = [
    head,
    head.map(() => '---'),
    ...rows.map(({ kind, cells }) => [
      code(labelOf(kind)),
      cells.ours.printed ? code(valueOf(cells.ours.printed)) : '',
      cells.ours.outcome,
      ...names.slice(1).map((name) => verdictText(cells[name])),
    ]),
  ]
  return [
    '# Printed types, kind by kind',
    '',
    `What three printers make of a property of every kind of schema in zod 4, for writing, judged by the compiler against what the schema's own library infers as its input; made by \`node bench/kinds.mjs\` after a build, with ${versions.join(', ')}.`,
    '',
    `**${summary(rows)}.**`,
    '',
    '`?:` marks an optional property. The flags are those of `strict` alone, which is kinder than `exactOptionalPropertyTypes` to printers that leave out `| undefined`. zui has its own library of schemas, so it prints what is written the way of that library, and is compared with its inference; — is a kind that it lacks. Its objects make every property optional that admits `undefined`; its printer does not say so of all.',
    '',
    ...table.map((cells) => `| ${cells.join(' | ')} |`),
    '',
    ...rows.flatMap(({ kind, cells }) =>
      cells.ours.outcome === 'exact'
        ? []
        : `${code(labelOf(kind))}: ${kind.reason ?? 'a mistake.'}`,
    ),
    '',
  ].join('\n')
}

function labelOf({ label, source }) {
  return label ?? source
}

function versionOf(name) {
  return JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version
}

/** An outcome, with what was printed where that is not right. */
function verdictText({ outcome, printed }) {
  const wrong = outcome === 'differs' || outcome === 'does not compile'
  return wrong ? `${outcome}: ${code(valueOf(printed))}` : outcome
}

/** @returns the type of the property `value`, on one line; a type with a name as what it stands for */
function valueOf({ type, declarations }) {
  const text = `${declarations}\ntype Printed = ${type}`
  const source = ts.createSourceFile('printed.ts', text, ts.ScriptTarget.Latest, true)
  const declared = new Map(
    source.statements.filter((each) => each.name).map((each) => [each.name.text, each]),
  )
  const meant = (node) => {
    const named = ts.isTypeReferenceNode(node) && declared.get(node.typeName.getText())
    return named ? meant(named.type ?? named) : node
  }
  const [member] = meant(declared.get('Printed').type).members ?? []
  if (!member?.type) return oneLine(type)
  return `${member.questionToken ? '?: ' : ''}${oneLine(meantText(meant(member.type)))}`
}

/** An interface as the object type that it is. */
function meantText(node) {
  if (!ts.isInterfaceDeclaration(node)) return node.getText()
  return `{ ${node.members.map((member) => member.getText()).join('; ')} }`
}

/** Shortened; line ends separate the members of an object type. */
function oneLine(text) {
  const joined = text
    .replace(/\/\*\*.*?\*\/\s*/gs, '')
    .trim()
    .replace(/([\w>\])}'`"])\s*\n\s*(?=[\w'"[]|readonly )/g, '$1; ')
    .replace(/\s+/g, ' ')
    .replace(/;? \}/g, ' }')
    .replace(/< /g, '<')
    .replace(/ >/g, '>')
    .replace(/^\| /, '')
  return joined.length > longest ? `${joined.slice(0, longest - 1)}…` : joined
}

/** Code in a table: a bar would end the cell, and a backtick the code. */
function code(text) {
  const fence = text.includes('`') ? '``' : '`'
  const padding = fence === '``' ? ' ' : ''
  return `${fence}${padding}${text.replaceAll('|', '\\|')}${padding}${fence}`
}
