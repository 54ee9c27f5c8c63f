/** Reads schemas of all dialects: recursion, issues, and what is common to all entries of a plugin. */
import { pascalCase } from '../names.js'
import { admitsUndefined, keyword } from './type-operations.js'
import { nameOf, recognise } from './dialects.js'
import { messageOf } from './json.js'
import { leaf, mergeDoc } from './dialect-reader.js'
import { createPublication, idOf } from './recursive-types.js'
import { warnMixed, warnRecursive } from './warnings.js'
import type { Fill } from '../../runtime/index.js'
import type { Issue } from '../errors.js'
import type { Known } from './dialects.js'
import type { Context, Meaning, Place, Transformer } from './dialect-reader.js'
import type { Entry, Variant } from './recursive-types.js'
import type { Doc, NamedType, Type } from './type.js'

/** A schema's two types, and what the runtime does to get from what arrives to what is read. */
export interface SlotTypes {
  /** What the author receives: the write type with every default filled in. */
  readonly read: Type
  /** What the author hands over. */
  readonly write: Type
  /** Where the defaults go; not there if there are none. */
  readonly fill?: Fill
  readonly doc?: Doc
}

/** Reads the schemas of one definition; recursive types and issues are collected over all of them. */
export interface SchemaReader {
  /**
   * @param schema anything
   * @param path keys from the definition's root, for issues and names
   * @param transformer with what the platform's tool deploys the schema, if it is deployed
   * @returns its types, or `undefined` if it is not a schema; then an error was recorded. Never throws
   */
  read(schema: unknown, path: readonly string[], transformer?: Transformer): SlotTypes | undefined
  /** Recursive types met so far: a write and a read variant each, or one where they are the same. */
  readonly named: readonly NamedType[]
  /** The fills of recursive schemas, by the name that `ref` gives. */
  readonly fills: { readonly [name: string]: Fill }
  readonly issues: readonly Issue[]
}

export interface SchemaReaderOptions {
  /** @returns the schema that a zui reference stands for, if it is known */
  readonly resolveReference?: (uri: string) => unknown
  /** The author's module, as JavaScript. */
  readonly code?: string
}

/** Deeper schemas are refused: the stack is finite, here and in all that handles the types. */
const maxDepth = 300
/** Larger ones as well: small schemas that use others twice, many times over, grow without bounds. */
const maxSize = 50_000

/** While a schema is read, nothing is assumed about it but that it is there. */
const nothingAssumed = leaf(keyword('never'))
/** What becomes of values and schemas that cannot be read; an error tells of each. */
const unreadable = leaf(keyword('unknown'))

/** @returns a reader that has read nothing yet */
export function createSchemaReader(options: SchemaReaderOptions = {}): SchemaReader {
  const { code = '' } = options
  const mentioned = new Map<string, boolean>()
  const issues: Issue[] = []
  const entries = { filled: new Map<object, Entry>(), unfilled: new Map<object, Entry>() }
  /** All that are being read or are recursive, by number. */
  const opened = new Map<number, Entry>()
  let lastNumber = 0
  /** Recursive schemas in the order in which they were finished. */
  const finished: Entry[] = []
  const rawFills: { [ref: string]: Fill } = {}
  const publication = createPublication(variantOf, (ref) => rawFills[ref])
  /** Of the schema that is being read. */
  let size = 0
  let firstIssue = 0
  let transformer: Transformer | undefined

  const report = (severity: Issue['severity']): Context['warn'] =>
    function add({ path }, { code, message, hint }) {
      issues.push({ severity, code, path, message, ...(hint && { hint }) })
    }
  const context: Context = {
    read: readSchema,
    warn: report('warning'),
    error: report('error'),
    namedAdmitsUndefined: (id) => {
      const { entry, direction } = variantOf(id)
      return admitsUndefined(entry.meaning[direction], () => false)
    },
    fills: rawFills,
    resolveReference: options.resolveReference,
    mentions: (text) => {
      const known = mentioned.get(text) ?? code.includes(text)
      mentioned.set(text, known)
      return known
    },
    get transformer() {
      return transformer
    },
  }

  function variantOf(id: string): Variant {
    return {
      entry: opened.get(Number.parseInt(id))!,
      direction: id.endsWith('write') ? 'write' : 'read',
    }
  }

  function readSchema(schema: unknown, at: Place): Meaning {
    if (at.depth > maxDepth || ++size > maxSize) return refuse(at)
    try {
      const known = recognise(schema)
      if (known) return readKnown(known, at)
      context.error(at, {
        code: 'invalid_schema',
        message: `Expected a schema, got ${nameOf(schema)}`,
        hint: 'Use a schema of zod, such as z.object({ … })',
      })
    } catch (error) {
      context.error(at, {
        code: 'invalid_schema',
        message: `The schema cannot be read: ${messageOf(error)}`,
        hint: 'The message comes from the code of the schema itself: make that work first',
      })
    }
    return unreadable
  }

  function refuse(at: Place): Meaning {
    const deep = at.depth > maxDepth
    const code = deep ? 'schema_too_deep' : 'schema_too_large'
    if (!issues.slice(firstIssue).some((issue) => issue.code === code)) {
      context.error(at, {
        code,
        message: deep
          ? `The schema is nested more than ${maxDepth} levels deep`
          : `The schema has more than ${maxSize} parts`,
        hint: deep
          ? 'If it is recursive, let it refer to itself by one variable: z.lazy(() => Node)'
          : 'Describe fewer alternatives, or use z.json() for the parts that may be anything',
      })
    }
    return unreadable
  }

  function readKnown(schema: Known, at: Place): Meaning {
    const doc = attempt(schema.doc)
    if (at.appliedBy && at.appliedBy !== schema.internals) warnMixed(context, at)
    if (schema.leaf) return documented(schema.read(at, context), doc)
    const { identity } = schema
    const filled = !at.unfilled && !schema.unfilled
    const open = filled ? entries.filled : entries.unfilled
    const met = open.get(identity)
    if (met) {
      met.recursive = true
      return documented(reference(met), doc)
    }
    const entry: Entry = {
      number: ++lastNumber,
      identity,
      filled,
      hint: () => pascalCase(attempt(schema.id) ?? hintFrom(at.path)),
      recursive: false,
      meaning: documented(nothingAssumed, doc),
    }
    opened.set(entry.number, entry)
    open.set(identity, entry)
    entry.meaning = documented(
      settle(entry, () => schema.read(at, context)),
      doc,
    )
    // A schema that only refers to itself from inside a union is recursive all the same.
    entry.recursive ||= entries.unfilled.get(identity)?.recursive === true
    if (!entry.recursive) {
      close(entry)
      return entry.meaning
    }
    finish(entry)
    if (!schema.isZui) warnRecursive(context, at)
    return reference(entry)
  }

  /** Reads until what was assumed about the schema, inside itself, is what comes out. */
  function settle(entry: Entry, read: () => Meaning): Meaning {
    const before = { issues: issues.length, finished: finished.length }
    for (let round = 1; ; round++) {
      const assumed = entry.meaning
      try {
        entry.meaning = read()
      } catch (error) {
        entry.meaning = unreadable
        if (entry.recursive) finish(entry)
        else close(entry)
        throw error
      }
      // Each round finds out more; only a schema that contradicts itself would go on for ever.
      const settled = !entry.recursive || sameFlags(assumed, entry.meaning) || round === 4
      if (settled) return entry.meaning
      issues.length = before.issues
      finished.splice(before.finished).forEach(close)
    }
  }

  function close({ number, identity, filled }: Entry): void {
    opened.delete(number)
    ;(filled ? entries.filled : entries.unfilled).delete(identity)
  }

  function finish(entry: Entry): void {
    if (entry.meaning.fill) rawFills[entry.number] = entry.meaning.fill
    finished.push(entry)
  }

  function reference(entry: Entry): Meaning {
    return {
      ...entry.meaning,
      write: { kind: 'named', id: idOf({ entry, direction: 'write' }) },
      read: { kind: 'named', id: idOf({ entry, direction: 'read' }) },
      fill: entry.filled ? { ref: String(entry.number) } : undefined,
    }
  }

  function readRoot(
    schema: unknown,
    path: readonly string[],
    deployedBy?: Transformer,
  ): SlotTypes | undefined {
    size = 0
    transformer = deployedBy
    firstIssue = issues.length
    const root = readSchema(schema, { path, depth: 0 })
    if (finished.length > 0) publication.add(finished.splice(0))
    if (root === unreadable) return undefined
    const fill = publication.fill(root.fill)
    return {
      read: publication.type(root.read),
      write: publication.type(root.write),
      ...(fill && { fill }),
      ...(root.doc && { doc: root.doc }),
    }
  }

  return { read: readRoot, issues, named: publication.named, fills: publication.fills }
}

/** A part with what its own schema says about it before what is said inside. */
function documented(part: Meaning, doc: Doc | undefined): Meaning {
  return doc ? { ...part, doc: mergeDoc(doc, part.doc) } : part
}

/** Whether a schema refers to itself as what it is. */
function sameFlags(a: Meaning, b: Meaning): boolean {
  const flags = ({ write, read, writeOptional, readOptional, defaulted, transforms }: Meaning) =>
    [writeOptional, readOptional, defaulted, transforms, ...[write, read].map(missing)].join()
  return flags(a) === flags(b)
}

function missing(type: Type): boolean {
  return admitsUndefined(type, () => false)
}

function attempt<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch {
    return undefined
  }
}

/** Without the section, which is the file's name: `actions.createTicket.input` → `createTicket input`. */
function hintFrom(path: readonly string[]): string {
  return (path.length > 1 ? path.slice(1) : path).join(' ') || 'Schema'
}
