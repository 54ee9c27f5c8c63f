/**
 * What the checks of all sections share: where issues are collected, how records, entries and slots
 * are read, and whose they are.
 */
import { isSchema, createSchemaReader, sameType } from '../schema/index.js'
import { type Form, sectionOf } from './expected-forms.js'
import { nearest } from '../nearest.js'
import type { IssueCollector } from './issue-collector.js'
import { resolveEntity } from './references.js'
import { checkRoot } from './root.js'
import { type Path, type Values, describe, isRecord, quote } from './text.js'
import type { Issue } from '../errors.js'
import type { SchemaReader } from '../schema/index.js'
import type { Slot } from './types.js'

/** Reads the entry of a section; `undefined` if it is wrong, which is then among the issues. */
type ReadEntry<T> = (
  check: Checker,
  entry: Values,
  name: string,
  path: Path,
  form: Form,
) => T | undefined

/** Reads parts of one definition, and collects what is wrong with them. */
export interface Checker extends IssueCollector {
  readonly issues: readonly Issue[]
  readonly reader: SchemaReader
  /** The schemas that slots were read from. */
  readonly schemas: ReadonlyMap<Slot, unknown>
  /** Reads what belongs to a dependency: it is not the author's to correct, and may be newer. */
  within<T>(alias: string, read: () => T): T
  /** Whether what is being read belongs to a dependency. */
  isForeign(): boolean
  /** A record at a path, or an issue. */
  record(value: unknown, path: Path, form: Form): Values | undefined
  /** Reports what is plainly misspelt: it would be left out silently. */
  properties(values: Values, form: Form, path: Path): void
  /** Whether a property was already reported under a misspelt name: then it is not reported as missing, too. */
  intends(values: Values, form: Form, name: string): boolean
  /** Each entry of a section, in the order of the definition; those that are wrong are left out. */
  entries<T>(values: Values, section: string, form: Form, read: ReadEntry<T>, parent?: Path): T[]
  /** The schema of `{ schema }`, which may have other properties as well. */
  slot(holder: unknown, path: Path, form: Form): Slot | undefined
}

/** @returns a checker that has read nothing yet */
export function createChecker(definition: unknown, code: string): Checker {
  const issues: Issue[] = []
  const schemas = new Map<Slot, unknown>()
  // The alias of the interface whose schemas are being read: there, a reference without a prefix
  // is to an entity of that interface.
  let scope: string | undefined
  const reader: SchemaReader = createSchemaReader({
    code,
    resolveReference: (uri) => resolveEntity(definition, uri, scope),
  })
  const transformer = isLegacy(definition) ? 'legacy' : 'current'

  function error(code: string, path: Path, message: string, hint?: string): void {
    issues.push({ severity: 'error', code, path, message, ...(hint === undefined ? {} : { hint }) })
  }

  function warn(code: string, path: Path, message: string, hint: string): void {
    issues.push({ severity: 'warning', code, path, message, hint })
  }

  function within<T>(alias: string, read: () => T): T {
    scope = alias
    try {
      return read()
    } finally {
      scope = undefined
    }
  }

  const isForeign = (): boolean => scope !== undefined

  function record(value: unknown, path: Path, { shape, or = '' }: Form): Values | undefined {
    if (isRecord(value)) return value
    const key = path.at(-1)
    error(
      'not_an_object',
      path,
      `${key === undefined ? 'The definition' : quote(path)} must be an object, but it is ${describe(value)}`,
      `Write \`${key === undefined ? '' : `${key}: `}${shape}\`${or}`,
    )
    return undefined
  }

  function properties(values: Values, { names }: Form, path: Path): void {
    if (isForeign()) return
    for (const { key, meant } of misspelt(values, names)) {
      const hint = `Did you mean \`${meant}\`?`
      error('unknown_property', [...path, key], `There is no property \`${key}\` here`, hint)
    }
  }

  function intends(values: Values, { names }: Form, name: string): boolean {
    return !isForeign() && misspelt(values, names).some(({ meant }) => meant === name)
  }

  function entries<T>(
    values: Values,
    section: string,
    form: Form,
    read: ReadEntry<T>,
    parent: Path = [],
  ): T[] {
    const value = values[section]
    if (value === undefined || value === null) return []
    const path = [...parent, section]
    return Object.entries(record(value, path, sectionOf(form)) ?? {}).flatMap(([name, entry]) => {
      const at = [...path, name]
      const found = record(entry, at, form)
      const result = found && read(check, found, name, at, form)
      return result === undefined ? [] : [result]
    })
  }

  function slot(holder: unknown, path: Path, form: Form): Slot | undefined {
    if (isSchema(holder)) {
      const hint = `Write \`${path.at(-1)}: { schema: … }\``
      error('missing_schema', path, `${quote(path)} is a schema itself`, hint)
      return undefined
    }
    const values = record(holder, path, form)
    if (values === undefined) return undefined
    properties(values, form, path)
    const { schema } = values
    const at = [...path, 'schema']
    if ('schemaError' in values) {
      const { schemaError } = values
      const reason = schemaError instanceof Error ? schemaError.message : describe(schemaError)
      const hint = 'It is called when the definition is read, and has to return a schema'
      error('schema_function_failed', at, `The function ${quote(at)} throws: ${reason}`, hint)
      return undefined
    }
    if (schema === undefined) {
      if (intends(values, form, 'schema')) return undefined
      const hint = Object.values(values).some(isSchema)
        ? 'Put its properties into one: `schema: z.object({ … })`'
        : 'Add `schema: z.object({ … })`'
      error('missing_schema', path, `${quote(path)} has no \`schema\``, hint)
      return undefined
    }
    const known = reader.issues.length
    const types = reader.read(schema, at, deployed.has(at[0]!) ? transformer : undefined)
    issues.push(...reader.issues.slice(known))
    if (types === undefined) return undefined
    if (!isForeign()) checkRoot(check, schema, at)
    const found = sameType(types.read, types.write) ? { ...types, write: types.read } : types
    schemas.set(found, schema)
    return found
  }

  const check: Checker = {
    issues,
    reader,
    schemas,
    error,
    warn,
    within,
    isForeign,
    record,
    properties,
    intends,
    entries,
    slot,
  }
  return check
}

/** The keys that nothing has, with the properties that they are typos of. */
function misspelt(values: Values, names: readonly string[]) {
  const unknown = Object.keys(values).filter((key) => !names.includes(key))
  return unknown.flatMap((key) => {
    const meant = nearest(key, names)
    return meant === undefined ? [] : [{ key, meant }]
  })
}

/** The plugin's own sections whose schemas are deployed. */
const deployed: ReadonlySet<string> = new Set(['configuration', 'actions', 'events', 'states'])

/** Whether the definition asks for the tool's earlier transformer, which can do more. */
function isLegacy(definition: unknown): boolean {
  const advanced = isRecord(definition) ? definition.__advanced : undefined
  return isRecord(advanced) && advanced.useLegacyZuiTransformer === true
}
