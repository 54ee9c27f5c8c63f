/** Leads from a place in the bundle back to the author's file. */
import { SourceMap, type SourceMapPayload } from 'node:module'
import { dirname, resolve, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Location } from '../errors.js'
import type { Bundle } from './bundle.js'
import type { Place } from './hanging-place.js'
import type { Thrown } from './worker/index.js'

/** Finds out where in the author's files an error comes from. */
export interface Tracer {
  /**
   * @returns the author's line that threw, or that imports the package which did, if it is known;
   * and for such a package, the place in it that threw
   */
  locate(error: Thrown): { readonly location?: Location; readonly thrower?: string }
  /** The author's place behind one in the bundle. */
  at(place: Place): Location | undefined
}

const isInstalled = /[\\/]node_modules[\\/]/

/** A place in a stack trace, which is a URL in ESM. */
function pathOf(place: string): string {
  if (!place.startsWith('file:')) return place
  const [, url = '', position] = /^(.*?)((?::\d+)*)$/.exec(place) ?? []
  return fileURLToPath(url) + position
}

/**
 * A tracer for a bundle.
 * @param file the definition's absolute path
 */
export async function tracer(bundle: Bundle, file: string): Promise<Tracer> {
  const text = await bundle.map()
  const map = text === undefined ? undefined : new SourceMap(JSON.parse(text) as SourceMapPayload)
  const files = new Set(bundle.files)
  const { name } = bundle

  /** `line` and `column` of the bundle, 1-based. */
  const original = (line: number, column: number): Location | undefined => {
    const entry = map?.findEntry(line - 1, column - 1)
    if (entry === undefined || !('originalSource' in entry)) return undefined
    const source = resolve(dirname(file), entry.originalSource)
    if (!files.has(source)) return undefined
    const shift = entry.originalLine === 0 ? (bundle.shifts.get(source) ?? 0) : 0
    return {
      file: source,
      line: entry.originalLine + 1,
      column: Math.max(entry.originalColumn - shift, 0) + 1,
    }
  }

  const inStack = (stack: string): Location | undefined => {
    const frames = stack.matchAll(new RegExp(`${name}:(\\d+)(?::(\\d+))?(?:\\n.*\\n( *)\\^)?`, 'g'))
    const places = [...frames].flatMap(
      ([, line, column, caret]) =>
        original(Number(line), Number(column ?? (caret?.length ?? 0) + 1)) ?? [],
    )
    // Where packages were taken in, the author's own files come first.
    return places.find(({ file: source }) => !isInstalled.test(source)) ?? places[0]
  }

  /** The import of the package that a text mentions first: below it in a stack there are others. */
  const ofPackage = (text: string): Location | undefined => {
    const mentioned = [...bundle.packages].flatMap(([module, packageFile]) => {
      const folder = dirname(packageFile) + sep
      const found = [folder, pathToFileURL(folder).href].map((place) => text.indexOf(place))
      const at = found.filter((index) => index >= 0)
      return at.length === 0 ? [] : { module, at: Math.min(...at) }
    })
    for (const { module } of mentioned.sort((one, other) => one.at - other.at)) {
      const source = bundle.code.indexOf(JSON.stringify(pathToFileURL(module).href))
      const before = bundle.code.slice(0, bundle.code.lastIndexOf('import', source)).split('\n')
      const place = source < 0 ? undefined : original(before.length, before.at(-1)!.length + 1)
      if (place !== undefined) return place
    }
    return undefined
  }

  const locate = ({ message, stack, cause, errors }: Thrown): ReturnType<Tracer['locate']> => {
    const own = inStack(stack)
    if (own !== undefined) return { location: own }
    const importing = ofPackage(`${message}\n${stack}`)
    if (importing !== undefined) {
      const [, thrower] = /^ +at (?:.* \()?((?:file:|\/|[A-Z]:\\).*:\d+:\d+)\)?$/m.exec(stack) ?? []
      return { location: importing, ...(thrower !== undefined && { thrower: pathOf(thrower) }) }
    }
    const inner = [...(cause === undefined ? [] : [cause]), ...errors]
    return inner.map(locate).find((place) => place.location !== undefined) ?? {}
  }
  return { locate, at: ({ line, column }) => original(line, column) }
}
