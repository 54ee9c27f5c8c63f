/** Prints types on one line, for tables that are read by people. */
import type { Type } from '../../../src/generator/schema/index.js'

export function plain(type: Type): string {
  switch (type.kind) {
    case 'keyword':
      return type.name
    case 'literal':
      return typeof type.value === 'string' ? quote(type.value) : String(type.value)
    case 'bigint':
      return `${type.value}n`
    case 'template':
      return `\`${type.parts.map((part) => (typeof part === 'string' ? part.replace(/[`$\\]/g, '\\$&') : `\${${plain(part)}}`)).join('')}\``
    case 'array':
      return `${type.readonly ? 'readonly ' : ''}${operand(type.element)}[]`
    case 'tuple': {
      const elements = type.elements.map((element) =>
        element.optional ? `${operand(element.type)}?` : plain(element.type),
      )
      if (type.rest) elements.push(`...${operand(type.rest)}[]`)
      return `${type.readonly ? 'readonly ' : ''}[${elements.join(', ')}]`
    }
    case 'object': {
      const members = [
        ...type.properties.map(
          (property) =>
            `${property.readonly ? 'readonly ' : ''}${/^[a-z]\w*$/i.test(property.key) ? property.key : quote(property.key)}${property.optional ? '?' : ''}: ${plain(property.type)}`,
        ),
        ...type.indexes.map(
          (index) =>
            `${index.readonly ? 'readonly ' : ''}[key: ${plain(index.key)}]: ${plain(index.value)}`,
        ),
      ]
      return members.length ? `{ ${members.join('; ')} }` : '{}'
    }
    case 'union':
      return type.members
        .map((member) => (member.kind === 'function' ? operand(member) : plain(member)))
        .join(' | ')
    case 'intersection':
      return type.members.map(operand).join(' & ')
    case 'global':
      return type.arguments.length
        ? `${type.name}<${type.arguments.map(plain).join(', ')}>`
        : type.name
    case 'named':
      return type.id
    case 'function':
      return `(...args: ${plain(type.parameters)}) => ${plain(type.returns)}`
    case 'flat':
      return `Flat<${plain(type.of)}>`
    case 'readonly':
      return `MakeReadonly<${plain(type.of)}>`
    case 'file':
      return 'File'
  }
}

function operand(type: Type): string {
  const simple = ['union', 'intersection', 'function'].includes(type.kind)
  const modified = (type.kind === 'array' || type.kind === 'tuple') && type.readonly
  return simple || modified ? `(${plain(type)})` : plain(type)
}

function quote(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`
}
