/** Turns data into TypeScript text that prettier would not change. */
export { docComment, importStatement, propertyKey, stringLiteral } from './text.js'
export type { Import } from './text.js'
export { printDeclaration, printInterface } from './declaration.js'
export type { InterfaceMember } from './declaration.js'
export { printType } from './type.js'
export { printValue } from './value.js'
