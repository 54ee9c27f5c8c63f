/** Turns data into TypeScript text that prettier would not change. */
export { docComment, importStatement, literal, propertyKey, stringLiteral } from './text.js'
export type { Import } from './text.js'
export { printDeclaration, printInterface } from './declaration.js'
export type { Declaration, DeclarationOptions, Interface, InterfaceMember } from './declaration.js'
export { printType } from './type.js'
export type { TypeOptions } from './type.js'
export { printValue } from './value.js'
