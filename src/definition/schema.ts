/** Schemas as the definition sees them: whose they are does not matter, only what they stand for. */

/**
 * A schema of zod 4 (also its mini form), of zod 3, or of `@botpress/sdk`.
 * Only the mark of each family is asked for: comparing more would cost every definition
 * thousands of type instantiations, and the generator reports what is not a schema anyway.
 */
export type Schema = { readonly _zod: unknown } | { readonly _def: unknown }

/** What a whole slot carries: an object, and no list. */
type Payload = object & { readonly [Symbol.iterator]?: never }

/**
 * A schema of an object, a record, or several of them: all that the platform takes as a whole slot.
 * Most are recognised by their mark; what the others accept is asked for, at some hundred times the
 * cost in type instantiations.
 */
export type RootSchema =
  | { readonly _zod: { readonly def: { readonly type: 'object' | 'record' } } }
  | { readonly _zod: { readonly input: Payload } }
  | { readonly _def: unknown; readonly _input: Payload }

/** What a schema accepts: `z.input<S>`, for every family of schemas. */
export type SchemaInput<S> = S extends { readonly _zod: { readonly input: infer Input } }
  ? Input
  : S extends { readonly _input: infer Input }
    ? Input
    : unknown

/** What a schema's parse returns: `z.output<S>`, for every family of schemas. */
export type SchemaOutput<S> = S extends { readonly _zod: { readonly output: infer Output } }
  ? Output
  : S extends { readonly _output: infer Output }
    ? Output
    : unknown

/** Something described by one schema. */
export interface SchemaSlot<S = Schema> {
  /** An object schema. */
  readonly schema: S
  /** By property of the schema, what the form says in which people fill it in. */
  readonly ui?: SchemaUi | undefined
}

/** Titles and examples, by property. */
export interface SchemaUi {
  readonly [property: string]:
    { readonly title?: string; readonly examples?: readonly unknown[] } | undefined
}

/** A schema, or a function that makes one from what it is given. */
export type Authored<S, Given> = S | ((given: Given) => S)

/**
 * What takes the place of a slot whose schema function threw. The constructor of a definition
 * records it instead of failing, so that the generator can report all that is wrong at once.
 */
export interface FailedSlot {
  readonly schema: undefined
  /** What the function threw: usually an `Error`. */
  readonly schemaError: unknown
}
