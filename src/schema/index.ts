/** JSON Schema of what a definition declares. */
export { type ModelSchemas, modelSchemas } from './model-schemas.js'
export { typeSchema, type JsonSchema } from './type-schema.js'
