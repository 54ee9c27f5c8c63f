/** Makes identifiers from the names that authors give their entries, and keeps them apart. */

/**
 * The scripts whose letters are identifiers to every TypeScript and prettier that may read the
 * output. Others are valid to some of them only, as Unicode grows; those are never used bare.
 */
const scripts =
  String.raw`\u00aa-\u02c1\u0300-\u052f\u0531-\u0556\u0561-\u0586\u0591-\u05ea\u0610-\u06d3` +
  String.raw`\u0900-\u097f\u0e01-\u0e4e\u10d0-\u10fa\u1e00-\u1fff\u3005-\u3007\u3041-\u309a` +
  String.raw`\u309d-\u30fa\u30fc-\u30ff\u3400-\u4db5\u4e00-\u9fd5\uac00-\ud7a3`
const first = String.raw`(?:[a-zA-Z]|(?=[${scripts}])\p{ID_Start})`
const other = String.raw`(?:[a-zA-Z0-9]|(?=[${scripts}])\p{ID_Continue})`

const identifierName = new RegExp(`^(?:[$_]|${first})(?:[$_]|${other})*$`, 'u')
const words = new RegExp(`${other}+`, 'gu')
const screaming = /(?<![\p{L}\p{N}])\p{Lu}[\p{Lu}\p{N}]*(?:[_-][\p{Lu}\p{N}]+)+(?![\p{L}\p{N}])/gu

/** Words that the compiler refuses, or reads as something else, as the name of a type or a namespace. */
const reservedWords =
  'any as await bigint boolean break case catch class const continue debugger default ' +
  'delete do else enum export extends false finally for function globalThis if implements ' +
  'import in infer instanceof interface intrinsic keyof let never new null number object ' +
  'package private protected public readonly return static string super switch symbol this ' +
  'throw true try typeof undefined unique unknown var void while with yield'

/** Types of the language's library: a declaration of the same name would change what they mean. */
const libraryTypes =
  'Array ArrayBuffer AsyncGenerator AsyncIterable AsyncIterator Awaited BigInt Blob Boolean ' +
  'Capitalize ConstructorParameters DataView Date Error Exclude Extract File Float32Array ' +
  'Float64Array Function Generator Infinity InstanceType Int16Array Int32Array Int8Array Intl ' +
  'Iterable Iterator JSON Lowercase Map Math NaN NoInfer NonNullable Number Object Omit Parameters ' +
  'Partial Pick Promise PromiseLike PropertyKey Proxy Readonly ReadonlyArray ReadonlyMap ' +
  'ReadonlySet Record Reflect RegExp Required ReturnType Set String Symbol ThisType URL Uint8Array ' +
  'Uncapitalize Uppercase WeakMap WeakRef WeakSet'

const owned: ReadonlySet<string> = new Set(`${reservedWords} ${libraryTypes}`.split(' '))

/**
 * @param text any string
 * @returns whether it can stand bare in code, as a property key (`class`) or a part of a path
 */
export function isIdentifierName(text: string): boolean {
  return /^[a-zA-Z_$][\w$]*$/.test(text) || identifierName.test(text)
}

/**
 * @param name any string
 * @returns an identifier name in PascalCase: `track-event` → `TrackEvent`, `1st` → `_1st`,
 *   `日本語` stays; a name without a single letter or digit is spelled by its code points
 */
export function pascalCase(name: string): string {
  if (plainWord.test(name)) return name.charAt(0).toUpperCase() + name.slice(1)
  return startable(wordsOf(name).map(capitalize).join(''))
}

/** One word that says itself where its words begin, as most names do: worth a shorter way. */
const plainWord = /^[a-zA-Z][a-zA-Z0-9]*$/

/**
 * @param name any string
 * @returns an identifier name in camelCase: `track-event` → `trackEvent`, `URL map` → `urlMap`
 */
export function camelCase(name: string): string {
  const [head = '', ...rest] = wordsOf(name)
  return startable([uncapitalize(head), ...rest.map(capitalize)].join(''))
}

/**
 * @param parts names, of which any may be without a letter
 * @returns one identifier name in PascalCase that has all of them: `track-event`, `input` →
 *   `TrackEventInput`
 */
export function compoundName(...parts: readonly string[]): string {
  const words = parts.map(pascalCase)
  return words.every((word) => plainWord.test(word)) ? words.join('') : pascalCase(words.join(' '))
}

/** Identifiers of one file, no two the same. */
export interface Names {
  /**
   * @param wish what the thing is called, in any form
   * @returns an identifier near the wish. What the language owns gets an underscore (`Record_`),
   *   what was claimed before gets a number (`TrackEvent2`): the order of claims decides
   */
  claim(wish: string): string
}

/**
 * @param reserved further identifiers that must not be given out, as the file uses them otherwise
 * @param style the case of what is given out
 * @returns names that no one has claimed yet
 */
export function createNames(
  reserved: Iterable<string> = [],
  style: (name: string) => string = pascalCase,
): Names {
  const taken = new Set(reserved)
  const lastNumber = new Map<string, number>()
  return {
    claim(wish) {
      const styled = style(wish)
      const base = owned.has(styled) ? `${styled}_` : styled
      let name = base
      // `A2` and a number make `A2_2`, as `A22` would read like another name.
      const joint = /\d$/.test(base) ? '_' : ''
      for (let number = lastNumber.get(base) ?? 1; taken.has(name);) {
        number += 1
        name = `${base}${joint}${number}`
        lastNumber.set(base, number)
      }
      taken.add(name)
      return name
    },
  }
}

function wordsOf(name: string): readonly string[] {
  // In TRACK_EVENT the capitals do not say where a word begins.
  const lowered = name.replace(screaming, (found) => found.toLowerCase())
  return lowered.match(words) ?? [codePoints(name)]
}

/** `🎉` → `U1F389`: independent of what other names there are. */
function codePoints(name: string): string {
  const codes = Array.from(name.slice(0, 16), (char) => char.codePointAt(0)?.toString(16))
  return codes.length === 0 ? 'Empty' : codes.map((code) => `U${code?.toUpperCase()}`).join('')
}

function capitalize(word: string): string {
  return recase(word, /^./u, (head) => head.toUpperCase())
}

/** `TrackEvent` → `trackEvent`, `URL` → `url`, `HTTPServer` → `httpServer` */
function uncapitalize(word: string): string {
  return recase(word, /^(?:\p{Lu}+(?!\p{Ll})|\p{Lu})/u, (capitals) => capitals.toLowerCase())
}

/** The other case of some letters is newer than the scripts above, Georgian's for one: it stays. */
function recase(word: string, head: RegExp, change: (text: string) => string): string {
  const changed = word.replace(head, change)
  return isIdentifierName(`_${changed}`) ? changed : word
}

function startable(name: string): string {
  return isIdentifierName(name) ? name : `_${name}`
}
