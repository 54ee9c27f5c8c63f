/**
 * `plugin-kit stubs`: adds an implementation to the author's source for each declared action that has
 * none, and tells of handlers for what is not declared.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SourceFile } from 'ts-morph'
import {
  GeneratorError,
  type Issue,
  type Model,
  entryName,
  noEntry,
  replaceFile,
} from '../generator/index.js'
import { keepFormatted } from '../generator/format/index.js'
import { type SourceReader, readSources } from '../generator/locate/index.js'
import { type Actions, findActions, handlersBeside, isTyped } from './find-actions.js'
import { type Insertion, insertArgument, insertMembers, inserted } from './insertion.js'
import { styleOf } from './source-style.js'
import { type StubForm, actionsOf, stubOf } from './stub.js'
import { undeclaredActions, undeclaredHandlers } from './undeclared.js'

/** What to add stubs to. */
export interface StubsOptions {
  /** The plugin's folder, as an absolute path. */
  readonly project: string
  readonly model: Model
  /** Whether to write; otherwise what would be written is told. */
  readonly isWriting: boolean
}

/**
 * What became of it:
 * - `unchanged`: each action is implemented
 * - `written`: stubs were added
 * - `stale`: stubs would be added
 * - `open`: stubs are missing where only the author can add them
 * - `failed`: the source cannot be read or written; `issues` tell why
 */
export interface StubsReport {
  readonly status: 'unchanged' | 'written' | 'stale' | 'open' | 'failed'
  /** The actions that have no implementation, or had none. */
  readonly missing: readonly string[]
  /** The file that stubs were or would be added to. */
  readonly change?: {
    /** Absolute. */
    readonly path: string
    readonly before: string
    readonly after: string
  }
  /** The stubs to add by hand, if the status is `open`. */
  readonly code?: string
  readonly issues: readonly Issue[]
}

/** @returns a report; rejects for bugs of ours only */
export async function addStubs(options: StubsOptions): Promise<StubsReport> {
  try {
    return await add(options)
  } catch (error) {
    if (!(error instanceof GeneratorError)) throw error
    return { status: 'failed', missing: [], issues: error.issues }
  }
}

async function add({ project, model, isWriting }: StubsOptions): Promise<StubsReport> {
  const entry = join(project, entryName)
  const failed = (issue: Issue): StubsReport => ({ status: 'failed', missing: [], issues: [issue] })
  if (!existsSync(entry)) return failed(noEntry(entry))
  const reader = await readSources(entry)
  const { Node: is } = await import('ts-morph')
  const source = reader.source(entry)
  const actions = source && findActions(reader, is, source)
  if (source === undefined || actions === undefined) return failed(noPlugin(entry))
  const file = actions.creation.getSourceFile()
  const mistake = syntaxError(file, reader)
  if (mistake !== undefined) return failed(mistake)

  const issues = [
    ...undeclaredActions(model, actions.members, reader),
    ...undeclaredHandlers(model, join(project, 'src'), reader, is),
  ]
  const implemented = new Set(actions.members.map(({ name }) => name))
  const missing = model.actions.map(({ name }) => name).filter((name) => !implemented.has(name))
  if (missing.length === 0) return { status: 'unchanged', missing, issues }

  const { place } = actions
  const form = formOf(actions, reader, is)
  const stubs = missing.map((name) => stubOf(name, form))
  if (place.kind === 'elsewhere') {
    const code = stubs.map((stub) => stub.broken('')).join(`,${form.style.newline}`)
    return {
      status: 'open',
      missing,
      code: `${code},`,
      issues: [...issues, byHand(place.because, missing, reader.locationOf(place.at))],
    }
  }
  const text = file.getFullText()
  const path = file.getFilePath()
  const before = textOf(path, text)
  const properties = place.kind === 'object' ? stubs : [actionsOf(stubs, form.style)]
  const object = place.kind === 'object' ? place.object : place.props
  const insertions: readonly Insertion[] =
    object === undefined
      ? [insertArgument(text, actions.creation, properties[0]!, form.style)]
      : insertMembers(text, object, properties, form.style)
  const mark = before.slice(0, before.length - text.length)
  const after = await keepFormatted(before, mark + inserted(text, insertions), path, project)
  if (isWriting) replaceFile(path, after)
  const status = isWriting ? 'written' : 'stale'
  return { status, missing, change: { path, before, after }, issues }
}

/** How stubs are written where they go to. */
function formOf(
  { creation, place, members }: Actions,
  { compilerOptions }: SourceReader,
  is: typeof import('ts-morph').Node,
): StubForm {
  const object = place.kind === 'object' ? place.object : undefined
  const keys = members.map(({ key }) => key.getText())
  const last = object?.getProperties().at(-1)
  const isArrow = is.isPropertyAssignment(last) && is.isArrowFunction(last.getInitializer())
  const context = object ?? (place.kind === 'elsewhere' ? place.at : undefined)
  const isKnown =
    place.kind === 'absent'
      ? place.props === undefined || isTyped(place.props, is)
      : context !== undefined && isTyped(context, is)
  return {
    style: styleOf(object?.getSourceFile() ?? creation.getSourceFile(), is),
    as: isArrow ? 'arrow' : 'method',
    isQuoted: keys.length > 0 && keys.every((key) => /^['"]/.test(key)) && keys.some(isPlainKey),
    parameter: compilerOptions.noUnusedParameters === true ? '_props' : 'props',
    handlers: isKnown ? 'known' : (handlersBeside(creation, is) ?? 'none'),
  }
}

/** Whether a quoted key could do without its quotes. */
function isPlainKey(key: string): boolean {
  return /^(['"])[a-zA-Z_$][\w$]*\1$/.test(key)
}

/** The whole text of a file, of which the parser has read `text`. */
function textOf(path: string, text: string): string {
  const bytes = readFileSync(path)
  const whole = bytes.toString('utf8')
  if (whole.endsWith(text) && Buffer.from(whole).equals(bytes)) return whole
  throw new GeneratorError([
    {
      severity: 'error',
      code: 'source_not_readable',
      path: [],
      message: `${path} is not written in UTF-8, or was changed while it was read`,
      hint: 'Save it in UTF-8, and run again',
    },
  ])
}

function noPlugin(entry: string): Issue {
  return {
    severity: 'error',
    code: 'plugin_not_found',
    path: [],
    message: `${entryName} makes no plugin that can be found`,
    hint: 'Write `export default new Plugin({ … })`',
    location: { file: entry, line: 1, column: 1 },
  }
}

/** What the parser could not read: positions behind it may be wrong. */
function syntaxError(file: SourceFile, reader: SourceReader): Issue | undefined {
  // Not public, but the only way to learn it without loading all that is imported.
  const { parseDiagnostics = [] } = file.compilerNode as unknown as {
    readonly parseDiagnostics?: readonly { readonly start: number; readonly messageText: unknown }[]
  }
  const [first] = parseDiagnostics
  if (first === undefined) return undefined
  const place = file.getDescendantAtPos(first.start) ?? file
  const { line, column } = file.getLineAndColumnAtPos(first.start)
  return {
    severity: 'error',
    code: 'syntax_error',
    path: [],
    message: `The source cannot be read: ${typeof first.messageText === 'string' ? first.messageText : 'it has a syntax error'}`,
    hint: 'Correct it, and run again',
    location: { ...reader.locationOf(place), line, column },
  }
}

const reasons = {
  computed: 'are computed here',
  imported: 'are imported from here',
  spread: 'are put together here',
}

function byHand(
  because: keyof typeof reasons,
  missing: readonly string[],
  location: NonNullable<Issue['location']>,
): Issue {
  return {
    severity: 'error',
    code: 'stubs_not_added',
    path: [],
    message: `No implementation of ${missing.join(', ')} can be seen, and the actions ${reasons[because]}`,
    hint: 'Add what is printed below where it belongs',
    location,
  }
}
