/** The schema reader: from a schema of zod 4, zod/mini, zod 3 or zui to its exact types, as data. */
export { isSchema } from './dialects.js'
export { createSchemaReader } from './reader.js'
export { rootKind } from './root.js'
export { mapType, sameType } from './type-equality.js'
export { admitsUndefined, textsOf, withoutUndefined } from './type-operations.js'
export { toJson } from './json.js'
export type { SchemaReader, SlotTypes } from './reader.js'
export type { Doc, IndexSignature, NamedType, Property, Type } from './type.js'
