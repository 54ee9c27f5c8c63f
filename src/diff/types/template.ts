/** Which texts template literal types stand for. */
import type { Type } from '../../generator/schema/index.js'

type Template = Extract<Type, { readonly kind: 'template' }>

/**
 * @returns whether a text is of a template literal type; `undefined` where the compiler's way to
 * divide a text between several placeholders would have to be followed
 */
export function fits(text: string, { parts }: Template): boolean | undefined {
  const holes = parts.filter((part) => typeof part !== 'string')
  const [hole] = holes
  if (holes.length > 1) return undefined
  if (hole === undefined) return text === parts.join('')
  const at = parts.indexOf(hole)
  const head = parts.slice(0, at).join('')
  const tail = parts.slice(at + 1).join('')
  if (text.length < head.length + tail.length) return false
  if (!text.startsWith(head) || !text.endsWith(tail)) return false
  return fills(text.slice(head.length, text.length - tail.length), hole)
}

function fills(text: string, hole: Type): boolean | undefined {
  if (hole.kind === 'literal' || hole.kind === 'bigint') return text === String(hole.value)
  if (hole.kind === 'union') {
    const answers = hole.members.map((member) => fills(text, member))
    return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false
  }
  if (hole.kind !== 'keyword') return undefined
  switch (hole.name) {
    case 'string':
    case 'any':
      return true
    case 'boolean':
      return text === 'true' || text === 'false'
    case 'null':
    case 'undefined':
      return text === hole.name
    case 'number':
      return text !== '' && Number.isFinite(Number(text))
    default:
      return undefined
  }
}
