/** The form in which the platform's tool reads schemas, `@bpinternal/zui`'s, and the rules it has for them. */

/** What an author says about a schema, where zui keeps it. */
export interface Said {
  readonly description?: string | undefined
  /** The title, and what else is for the form in which the value is edited. */
  readonly 'x-zui'?: object | undefined
}

/** A schema of zui's form: what the tool touches of one. */
export interface ToolSchema {
  readonly _def: ToolDef
  readonly isOptional: () => boolean
  /** The schema of a property's value where the property is there. */
  readonly mandatory: () => ToolSchema
}

/** What a schema is made of, in zui's form; each kind has some of the fields. */
export interface ToolDef extends Said {
  readonly typeName: string
  readonly innerType?: ToolSchema
  readonly options?: readonly ToolSchema[]
  readonly left?: ToolSchema
  readonly right?: ToolSchema
  readonly value?: unknown
  readonly shape?: () => { readonly [key: string]: ToolSchema }
  readonly [field: string]: unknown
}

/** Kinds that have `undefined` among their values, whatever is inside of them. */
const optional = /^Zod(Any|Default|Optional|Undefined|Unknown|Void)$/

/** @returns whether the schema takes `undefined` */
export function isOptional({ innerType, left, options, right, typeName, value }: ToolDef): boolean {
  if (typeName === 'ZodLiteral') return value === undefined
  if (left) return left.isOptional() && right!.isOptional()
  const inside = options ?? (innerType ? [innerType] : [])
  return optional.test(typeName) || inside.some((schema) => schema.isOptional())
}

/** @returns the definition without `undefined` among its values; itself if there is nothing to leave out */
export function mandatory(def: ToolDef): ToolDef {
  const { innerType, options, typeName } = def
  const never = { ...def, typeName: 'ZodNever' }
  if (typeName === 'ZodOptional') return innerType!.mandatory()._def
  if (innerType) return { ...def, innerType: innerType.mandatory() }
  if (typeName === 'ZodUndefined') return never
  if (typeName !== 'ZodUnion') return def
  const rest = options!
    .filter((option) => option._def.typeName !== 'ZodUndefined')
    .map((option) => option.mandatory())
  return rest.length > 1 ? { ...def, options: rest } : (rest[0]?._def ?? never)
}
