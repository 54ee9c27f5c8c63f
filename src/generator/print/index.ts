/** Turns data into TypeScript text that prettier would not change. */
export { docComment, importStatement, propertyKey, stringLiteral } from './text.js'
export type { Import, Quote } from './text.js'
export { printDeclaration, printObject } from './declaration.js'
export type { ObjectMember } from './declaration.js'
export { printType } from './type.js'
export { printValue } from './value.js'
