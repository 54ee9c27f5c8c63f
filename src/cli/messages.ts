/** Formats reports and issues as text: what happened, where, and how to fix it. */
import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import {
  type Change,
  type ChangeKind,
  type Issue,
  type Report,
  showEntry,
} from '../generator/index.js'
import { type Paint, printable } from './terminal.js'

/** A path as a person would write it, standing in the current folder. */
export function shown(path: string): string {
  const short = relative('', path)
  return printable(short === '' ? '.' : short.startsWith('../../..') ? path : short)
}

/** A word of a command, as a shell has to read it. */
export function shellWord(word: string): string {
  return /^[\w./:@=+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}

/** The path of a changed file, for a patch that is applied in the current folder. */
export function nameOf(change: Change, { outDir }: Report): string {
  return relative('', join(outDir, change.path)).replaceAll('\\', '/')
}

/** `12 ms`, `1.2 s` */
export function showDuration(milliseconds: number): string {
  return milliseconds < 1000
    ? `${Math.round(milliseconds)} ms`
    : `${(milliseconds / 1000).toFixed(1)} s`
}

/** `812 B`, `12.3 kB` */
export function showSize(bytes: number): string {
  return bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(1)} kB`
}

/** `1 file`, `3 files` */
function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

/** What was found, in front of a file's name and behind it. */
const marks: Readonly<
  Record<
    ChangeKind,
    {
      readonly sign: string
      readonly color: 'green' | 'yellow' | 'red'
      readonly found: string
      readonly done: string
    }
  >
> = {
  missing: { sign: '+', color: 'green', found: 'missing', done: 'added' },
  stale: { sign: '~', color: 'yellow', found: 'stale', done: 'updated' },
  'hand-edited': { sign: '!', color: 'red', found: 'edited by hand', done: 'restored' },
  overwritten: { sign: '!', color: 'red', found: 'written over by bp gen', done: 'restored' },
  superfluous: { sign: '-', color: 'red', found: 'superfluous', done: 'removed' },
}

/**
 * What happened to a project; its issues are told apart.
 *
 * @param isComplaint whether it should not be so
 */
export function describeReport(report: Report, paint: Paint, isComplaint: boolean): string {
  const { status, outDir, changes, issues, duration } = report
  const folder = shown(outDir)
  const time = paint.dim(`(${showDuration(duration)})`)
  const width = Math.max(...changes.map(({ path }) => path.length))
  const list = changes.map(({ path, kind }) => {
    const { sign, color, found, done } = marks[kind]
    const what = paint.dim(status === 'written' ? done : found)
    return `\n  ${paint[color](sign)} ${printable(path).padEnd(width)}  ${what}`
  })
  const good = status === 'stale' ? paint.yellow('~') : paint.green('✓')
  const sign = isComplaint ? paint.red('✗') : good
  switch (status) {
    case 'unchanged':
      return `${sign} ${folder} is up to date ${time}`
    case 'written':
      return `${sign} ${folder} written, ${count(list.length, 'file')} ${time}${list.join('')}`
    case 'stale':
      return `${sign} ${folder} is not up to date, ${count(list.length, 'file')} ${time}${list.join('')}`
    case 'failed': {
      const errors = issues.filter(({ severity }) => severity === 'error')
      return `${sign} ${folder} cannot be generated, ${count(errors.length, 'error')} ${time}`
    }
  }
}

/** The files that the output is made from: without the places where there might be more. */
export function filesOf({ inputs }: Report): readonly string[] {
  return inputs.filter((input) => existsSync(input))
}

/** What the output is made from, for `--verbose`. */
export function describeInputs(report: Report, paint: Paint): string {
  const inputs = filesOf(report).map((input) => `    ${shown(input)}`)
  return paint.dim([`  made from ${count(inputs.length, 'file')}:`, ...inputs].join('\n'))
}

/** What else is known of an issue. */
export interface IssueContext {
  /** The author's source around its place, if there is one to show. */
  readonly frame?: string | undefined
  /** The file it is in when it has no place of its own. */
  readonly definition?: string | undefined
}

/** @returns where it is, what is wrong, and the way out */
export function describeIssue(
  issue: Issue,
  { frame, definition }: IssueContext,
  paint: Paint,
): string {
  const { severity, code, message, hint, location } = issue
  const label = severity === 'error' ? paint.red('error') : paint.yellow('warning')
  const place = location
    ? `${shown(location.file)}:${location.line}:${location.column}`
    : definition && shown(definition)
  const entry = printable(showEntry(issue.path))
  const indented = (text: string): string => text.replace(/^(?=.)/gm, '    ')
  const lines = [
    `${[place && paint.cyan(place), label, entry].filter(Boolean).join(' ')} ${paint.dim(code)}`,
    indented(printable(message)),
    ...(frame === undefined ? [] : ['', indented(frame)]),
    ...(frame === undefined || hint === undefined ? [] : ['']),
    ...(hint === undefined ? [] : [indented(`${paint.bold('→')} ${printable(hint)}`)]),
  ]
  return lines.join('\n')
}

/** How many projects ended how. */
export function describeSummary(
  reports: readonly Report[],
  problems: number,
  duration: number,
): string {
  const named = { written: 'written', unchanged: 'up to date', stale: 'stale', failed: 'failed' }
  const counts = Object.entries(named).flatMap(([status, name]) => {
    const number =
      reports.filter((report) => report.status === status).length +
      (status === 'failed' ? problems : 0)
    return number === 0 ? [] : `${number} ${name}`
  })
  const projects = count(reports.length + problems, 'project')
  return `${projects}: ${counts.join(', ')} (${showDuration(duration)})`
}
