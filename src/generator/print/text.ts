/**
 * The only place where a string of the author's becomes code: string literals, template text,
 * property keys, doc comments and imports. Identifiers are made in names.ts.
 */
import { isIdentifierName } from '../names.js'
import type { Doc } from '../schema/index.js'
import { concat, enclose, group, hardline, line, render, short } from './layout.js'
import type { Layout } from './layout.js'

/**
 * What is written as an escape: line ends, control and formatting characters, blanks that look
 * like a space, halves of surrogate pairs, and parts of emoji sequences, whose width in columns
 * depends on their neighbours.
 */
const unprintable =
  /(?! )[\p{Cc}\p{Cf}\p{Cs}\p{Z}\ufe0f\u20e3\ufff0-\uffff\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}]/gu

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

/** What strings stand in, unless the other needs fewer escapes. */
export type Quote = "'" | '"'

/**
 * @param value any string
 * @returns a literal of exactly that string
 */
export function stringLiteral(value: string, preferred: Quote = "'"): string {
  // Printable, and nothing to escape between any quotes: most are.
  if (/^[ !#-&(-[\]-~]*$/.test(value)) return preferred + value + preferred
  const other = preferred === '"' ? "'" : '"'
  const isOtherBetter = value.split(preferred).length > value.split(other).length
  const quote = isOtherBetter ? other : preferred
  const body = value.replace(/[\\'"]/g, (char) =>
    char === '\\' || char === quote ? `\\${char}` : char,
  )
  return quote + body.replace(unprintable, escapeChar) + quote
}

/**
 * @param value a string, a finite number or a boolean
 * @returns a literal of exactly that value
 */
export function literal(value: string | number | boolean): string {
  if (typeof value === 'string') return stringLiteral(value)
  return Object.is(value, -0) ? '-0' : String(value).replace('e+', 'e')
}

/**
 * @param value the text between two holes of a template
 * @returns the same for use between backticks, whatever follows it there
 */
export function templateText(value: string): string {
  return value.replace(/[\\`]|\$(?=\{|$)/g, '\\$&').replace(unprintable, escapeChar)
}

/**
 * @param key any string
 * @param context whether it is a member of a type or of an object
 * @param quote what it stands in if it has to be quoted
 * @returns what stands before the colon. In an object, `__proto__` would set the prototype: there
 *   it is computed
 */
export function propertyKey(key: string, context: 'type' | 'value', quote?: Quote): string {
  if (key === '__proto__' && context === 'value') return `[${stringLiteral(key, quote)}]`
  if (isIdentifierName(key)) return key
  const literal = stringLiteral(key, quote)
  // Letters that are not identifiers to all: prettier would take away the quotes of some of them.
  const resemblesIdentifier = /^[\p{L}\p{N}\p{M}\p{Pc}$]+$/u.test(key)
  return resemblesIdentifier ? literal.replace(/[^\x20-\x7e]/gu, escapeChar) : literal
}

/**
 * @param doc what to say, in the author's words
 * @param indentation of the comment, in columns
 * @returns a JSDoc comment that ends with a line break, or '' if there is nothing to say
 */
export function docComment(doc: Doc | undefined, indentation: number): string {
  const comment = commentLayout(doc)
  if (comment === undefined) return ''
  return `${' '.repeat(indentation)}${render(comment, { indent: indentation })}\n`
}

/**
 * @param doc what to say
 * @returns the comment without a line break behind it: on one line if it fits
 */
export function commentLayout(doc: Doc | undefined): Layout | undefined {
  const lines = doc === undefined ? [] : docLines(doc)
  const first = lines[0]
  if (first === undefined) return undefined
  const broken = () =>
    concat([
      '/**',
      ...lines.flatMap((text) => [hardline, text === '' ? ' *' : ` * ${text}`]),
      hardline,
      ' */',
    ])
  return lines.length === 1 ? short(`/** ${first} */`, broken) : broken()
}

/** An identifier, with the one that it gets here if that is another. */
type ImportedName = string | { readonly name: string; readonly as: string }

/** What is imported, and from where. */
export interface Import {
  /** The module specifier. */
  readonly from: string
  /** Single exports. */
  readonly names?: readonly [ImportedName, ...ImportedName[]]
  /** The identifier of the whole module. */
  readonly namespace?: string
  /** Whether only types are meant. */
  readonly type?: boolean
  /** Exports the names instead of importing them. */
  readonly export?: boolean
}

/**
 * @param what see {@link Import}; without names and namespace it is imported for its effects
 * @returns the statement, which ends with a line break
 */
export function importStatement(what: Import): string {
  const source = stringLiteral(what.from)
  const verb = what.export === true ? 'export' : 'import'
  const keyword = what.type === true ? `${verb} type ` : `${verb} `
  if (what.namespace !== undefined) return `${keyword}* as ${what.namespace} from ${source}\n`
  if (what.names === undefined) return `import ${source}\n`
  const names = what.names.map((item) => {
    const { name, as } = typeof item === 'string' ? { name: item, as: item } : item
    return name === as ? name : `${name} as ${as}`
  })
  const list = names.length > 1 ? group(enclose('{', names, '}', { gap: line })) : `{ ${names[0]} }`
  return `${render(concat([keyword, list, ' from ', source]))}\n`
}

function docLines({ title = '', description = '', deprecated, examples }: Doc): readonly string[] {
  const reason = typeof deprecated === 'string' ? commentText(deprecated) : []
  const isDeprecated = deprecated !== undefined && deprecated !== false
  const tags = (examples ?? []).flatMap((example) => tag('example', exampleText(example)))
  const blocks = [
    commentText(title),
    description.trim() === title.trim() ? [] : commentText(description),
    isDeprecated ? tag('deprecated', reason).concat(tags) : tags,
  ].filter((block) => block.length > 0)
  return blocks.flatMap((block, index) => (index === 0 ? block : ['', ...block]))
}

function tag(name: string, text: readonly string[] | undefined): readonly string[] {
  if (text === undefined) return []
  const [first = '', ...rest] = text
  return [`@${name} ${first}`.trimEnd(), ...rest]
}

/**
 * JSON, in which the characters that end a comment or begin a tag are escaped by JSON's own means;
 * nothing for what JSON cannot hold.
 */
function exampleText(value: unknown): readonly string[] | undefined {
  return jsonText(value)
    ?.replace(/\*\//g, '*\\/')
    .replace(/(?<=\s)@/g, '\\u0040')
    .replace(/(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, unicodeEscape)
    .split('\n')
}

function jsonText(value: unknown): string | undefined {
  try {
    // `undefined` and functions have no text.
    const flat: string | undefined = JSON.stringify(value)
    return flat === undefined || flat.length <= 80 ? flat : JSON.stringify(value, null, 2)
  } catch {
    // A bigint, or a cycle.
    return undefined
  }
}

/** One line, of what is harmless: most are. */
const isPlain = /^[\w ,.:;'"()!?-]*$/

/** The lines of a text, made harmless: nothing in it ends the comment or begins a tag. */
function commentText(text: string): readonly string[] {
  if (isPlain.test(text)) return text.trim() === '' ? [] : [text.trim()]
  const lines = text
    .trim()
    .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
    .map(commentLine)
  const start = lines.findIndex((content) => content !== '')
  const end = lines.findLastIndex((content) => content !== '')
  return start === -1 ? [] : lines.slice(start, end + 1)
}

function commentLine(content: string): string {
  if (isPlain.test(content)) return content.trimEnd()
  return content
    .replace(/\t/g, '  ')
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/\*\//g, '*\\/')
    .replace(/(^|\s)@/g, '$1\\@')
    .trimEnd()
}

function escapeChar(char: string): string {
  return shortEscapes.get(char) ?? unicodeEscape(char)
}

function unicodeEscape(char: string): string {
  return Array.from({ length: char.length }, (_, index) => {
    const code = char.charCodeAt(index).toString(16)
    return `\\u${code.padStart(4, '0')}`
  }).join('')
}
