/** `plugin-kit docs`: a plugin's reference, on the page that its definition names. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { GeneratorError, type Issue, type Model, replaceFile, stages } from '../generator/index.js'
import { readPage } from './page.js'
import { referenceOf } from './reference.js'

/** What to document. Paths are absolute. */
export interface DocsOptions {
  /** The plugin's folder. */
  readonly project: string
  readonly definition: string
  readonly model: Model
  /** Whether to write; otherwise it is told whether the page is up to date. */
  readonly isWriting: boolean
}

/**
 * What became of it:
 * - `written`: the page was brought up to date
 * - `unchanged`: it was up to date
 * - `stale`: it is not up to date, and was left so
 * - `printed`: the definition names no page; `text` is to be printed
 * - `failed`: nothing was written, `issues` tell why
 */
export interface DocsReport {
  readonly status: 'written' | 'unchanged' | 'stale' | 'printed' | 'failed'
  /** The page, as an absolute path. */
  readonly path?: string
  readonly text?: string
  readonly issues: readonly Issue[]
}

/** @returns a report; rejects for bugs of ours only */
export async function writeDocs(options: DocsOptions): Promise<DocsReport> {
  const { project, definition, model } = options
  if (model.readme === undefined) {
    return { status: 'printed', text: referenceOf(model, true), issues: [] }
  }
  const path = join(project, model.readme)
  try {
    if (!/\.md$/i.test(path)) {
      const [location] = await stages.locate(definition, [['readme']])
      throw new GeneratorError([
        {
          severity: 'error',
          code: 'readme_not_markdown',
          path: ['readme'],
          message: `The readme ${model.readme} is no Markdown file`,
          hint: 'The platform takes files that end in .md',
          ...(location && { location }),
        },
      ])
    }
    return { path, issues: [], status: bringUpToDate(path, options) }
  } catch (error) {
    if (!(error instanceof GeneratorError)) throw error
    return { status: 'failed', path, issues: error.issues }
  }
}

function bringUpToDate(
  path: string,
  { model, isWriting }: DocsOptions,
): 'written' | 'unchanged' | 'stale' {
  const text = read(path)
  const page = readPage(text ?? '')
  if ('message' in page) {
    throw new GeneratorError([
      {
        severity: 'error',
        code: 'wrong_marks',
        path: [],
        message: page.message,
        hint: 'Leave one pair of marks, or none: then one is added at the end',
        location: { file: path, line: page.line, column: 1 },
      },
    ])
  }
  const wanted = page.with(referenceOf(model, !page.hasTitle))
  if (wanted === text) return 'unchanged'
  if (!isWriting) return 'stale'
  replaceFile(path, wanted)
  return 'written'
}

/** @returns `undefined` if there is no such file: it will be made */
function read(path: string): string | undefined {
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    throw unreadable(`Cannot read ${path}: ${message}`, 'Name a Markdown file as `readme`', error)
  }
  const text = bytes.toString('utf8')
  // What is no UTF-8 would not be written back as it was.
  if (Buffer.from(text).equals(bytes)) return text
  throw unreadable(`${path} is not written in UTF-8`, 'Save it in UTF-8, and run again')
}

function unreadable(message: string, hint: string, cause?: unknown): GeneratorError {
  const issue: Issue = { severity: 'error', code: 'readme_not_readable', path: [], message, hint }
  return new GeneratorError([issue], { cause })
}
