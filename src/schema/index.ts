/** JSON Schema of what a definition declares. */
export { typeSchema, type JsonSchema } from './type-schema.js'
