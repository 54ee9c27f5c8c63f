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

/** @returns what is said about a definition, alone */
export function saidOf({ description, 'x-zui': ui }: Said): Said {
  return { ...(description !== undefined && { description }), ...(ui && { 'x-zui': ui }) }
}

/** @returns what is said outside, before what is said inside */
export function mergeSaid(inner: Said | undefined, outer: Said | undefined): Said | undefined {
  if (!inner || !outer) return inner ?? outer
  return saidOf({
    description: outer.description ?? inner.description,
    'x-zui':
      inner['x-zui'] || outer['x-zui'] ? { ...inner['x-zui'], ...outer['x-zui'] } : undefined,
  })
}

/** @returns whether the schema takes `undefined` */
export function isOptional(def: ToolDef): boolean {
  const { innerType, left, options, right, typeName, value } = def
  switch (typeName) {
    case 'ZodAny':
    case 'ZodDefault':
    case 'ZodOptional':
    case 'ZodUndefined':
    case 'ZodUnknown':
    case 'ZodVoid':
      return true
    case 'ZodLiteral':
      return value === undefined
    case 'ZodNullable':
    case 'ZodReadonly':
      return innerType!.isOptional()
    case 'ZodUnion':
    case 'ZodDiscriminatedUnion':
      return options!.some((option) => option.isOptional())
    case 'ZodIntersection':
      return left!.isOptional() && right!.isOptional()
    default:
      return false
  }
}

/** @returns the definition without `undefined` among its values; itself if there is nothing to leave out */
export function mandatory(def: ToolDef): ToolDef {
  const { innerType, options, typeName } = def
  switch (typeName) {
    case 'ZodOptional':
      return innerType!.mandatory()._def
    case 'ZodNullable':
    case 'ZodReadonly':
    case 'ZodDefault':
      return { ...def, innerType: innerType!.mandatory() }
    case 'ZodUndefined':
      return { typeName: 'ZodNever', ...saidOf(def) }
    case 'ZodUnion': {
      const rest = options!
        .filter((option) => option._def.typeName !== 'ZodUndefined')
        .map((option) => option.mandatory())
      if (rest.length > 1) return { ...def, options: rest }
      return rest[0]?._def ?? { typeName: 'ZodNever', ...saidOf(def) }
    }
    default:
      return def
  }
}
