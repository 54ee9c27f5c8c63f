/** What a schema is in zui's form. */
import { checksOf } from './checks.js'
import {
  defOf,
  entityUri,
  foreignSchema,
  innerOf,
  isRecursive,
  keyOf,
  kindOf,
  mapSchemas,
  saidOf,
  shapeOf,
} from './zod.js'
import type { ZodDef, ZodSchema } from './zod.js'
import type { Said, ToolDef, ToolSchema } from './zui.js'

/** What surrounds a schema. */
export interface Surroundings {
  /** The views of the schemas there, if there is one of each: the tool tells by identity what it has seen. */
  readonly known: WeakMap<object, ToolSchema> | undefined
  /** What the schemas around are; inside of themselves they are left open. */
  readonly open: readonly object[]
}

/** Makes a view of a schema inside the one at hand. */
type ViewOf = (schema: unknown, surroundings: Surroundings, said?: Said) => ToolSchema

/**
 * @param outside what is said about the schema around it
 * @throws Error for kinds that have no place in JSON Schema, nor a name in zui
 */
export function definitionOf(
  schema: ZodSchema,
  outside: Said | undefined,
  surroundings: Surroundings,
  viewOf: ViewOf,
): ToolDef {
  const def = defOf(schema)
  const kind = kindOf(def)
  const inner = innerOf(def)
  const said = saidOf(schema, outside)
  const key = keyOf(schema)
  const { open, known } = surroundings
  const inside = {
    open: [...open, key],
    // To say something about a schema of zui is to copy it with all that is inside of it.
    known: said ? undefined : isRecursive(schema) ? new WeakMap() : known,
  }
  const view = (value: unknown, said?: Said) => viewOf(value, inside, said)
  /** As if the schema were the one inside of it: what differs does not run on the platform. */
  const as = (value: unknown): ToolDef => view(value, said)._def
  const make = (typeName: string, fields?: object): ToolDef => ({
    ...fields,
    // Of zod 3, which has it here also for what is inside.
    description: undefined,
    typeName: `Zod${typeName}`,
    ...said,
  })
  /** One literal, or a union of several. */
  const literals = (values: readonly unknown[]): ToolDef =>
    values.length === 1
      ? make('Literal', { value: values[0] })
      : make('Union', {
          options: values.map((value) => view({ _def: { typeName: 'ZodLiteral', value } })),
        })

  // JSON Schema of the tool's has no recursion: after one round, anything may follow.
  if (open.includes(key)) return make('Unknown')
  if (def[entityUri] !== undefined) return make('Ref', { uri: def[entityUri] })
  switch (kind) {
    case 'Optional':
    case 'Nullable':
      // In zui these copy what was said about the schema before them, and what is said after them
      // is said about that schema.
      return {
        typeName: `Zod${kind}`,
        innerType: view(inner, said),
        description: view(inner)._def.description,
        'x-zui': view(inner)._def['x-zui'],
      }
    case 'Readonly':
      return { typeName: 'ZodReadonly', innerType: view(inner, said) }
    case 'Default':
    case 'Prefault':
      return {
        typeName: 'ZodDefault',
        innerType: view(inner, said),
        defaultValue: () =>
          typeof def.defaultValue === 'function'
            ? (def.defaultValue() as unknown)
            : def.defaultValue,
      }
    case 'Nonoptional': {
      const rest = view(inner, said).mandatory()._def
      // A value that has to be there is never the default.
      return rest.typeName === 'ZodDefault' ? rest.innerType!._def : rest
    }
    case 'Lazy':
      return as(def.getter!())
    case 'Branded':
    case 'Catch':
    case 'Effects':
    case 'Pipe':
    case 'Pipeline':
    case 'Success':
      return def.effect?.type === 'preprocess' ? make('Unknown') : as(inner)
    case 'Custom':
    case 'Transform':
      return schema[foreignSchema] ? as(schema[foreignSchema]) : make('Unknown')
    case 'Literal':
      return literals((def.values as unknown[] | undefined) ?? [def.value])
    case 'Enum':
    case 'NativeEnum': {
      const values = enumValues((def.entries ?? def.values)!)
      return values.every((value) => typeof value === 'string')
        ? make('Enum', { values })
        : literals(values)
    }
    case 'Template_literal':
      return make('String', { checks: [{ kind: 'regex', regex: schema._zod!.pattern }] })
    case 'File':
      throw new Error('z.file() has no JSON Schema: use z.url()')
  }

  const checks = checksOf(def)
  const bound = (name: string): unknown => checks.findLast(({ kind }) => kind === name)
  return make(def.discriminator ? 'DiscriminatedUnion' : kind, {
    minLength: bound('min'),
    maxLength: bound('max'),
    exactLength: bound('length'),
    minSize: bound('length') ?? bound('min'),
    maxSize: bound('length') ?? bound('max'),
    ...mapSchemas(def, view),
    ...(kind === 'Object' && object(def, view)),
    type: view(inner),
    checks,
  })
}

function object(def: ZodDef, view: (schema: unknown) => ToolSchema): object {
  const { catchall, unknownKeys } = def
  const shown = mapSchemas(shapeOf(def), view)
  const isOpen = catchall && kindOf(defOf(catchall)) === 'Unknown'
  return {
    shape: () => shown,
    // What the author says of none is what the tool says of `strip`, and of `strict`.
    unknownKeys: isOpen || unknownKeys === 'passthrough' ? 'passthrough' : view(catchall),
  }
}

/**
 * @param entries a list, a native enum, or an object like one
 * @returns its values, without the keys by which numbers find their names again
 */
function enumValues(entries: object): readonly unknown[] {
  const numbers = new Set(Object.values(entries).filter(Number.isFinite))
  return Object.entries(entries).flatMap(([key, value]): unknown[] =>
    numbers.has(Number(key)) ? [] : [value],
  )
}
