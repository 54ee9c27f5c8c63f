/** Formats what `diff` has found as text for people. */
import type { Verdict } from '../diff/index.js'
import type { DiffReport } from './diff-report.js'
import { showEntry } from '../generator/index.js'
import { shown } from './messages.js'
import { type Paint, printable } from './terminal.js'

const marks: Readonly<
  Record<
    Verdict,
    {
      readonly sign: string
      readonly color: keyof Paint
      readonly word: string
      readonly who: string
    }
  >
> = {
  breaking: { sign: '✗', color: 'red', word: 'breaking', who: 'Breaks' },
  'may-break': { sign: '!', color: 'yellow', word: 'may break', who: 'May break' },
  compatible: { sign: '✓', color: 'green', word: 'compatible', who: 'For' },
}

/** A change: where, before, after, for whom it matters and why. */
function describeChange(
  { path, kind, verdict, before, after, affects, why, location }: DiffReport['changes'][number],
  paint: Paint,
): string {
  const { sign, color, word, who } = marks[verdict]
  const place = location && `${shown(location.file)}:${location.line}:${location.column}`
  const head = [
    paint[color](`${sign} ${word}`),
    paint.bold(printable(showPlace(path)) || 'the definition'),
    kind === 'changed' ? undefined : kind,
    place && paint.dim(place),
  ]
  const lines = [
    before === undefined ? undefined : `    before  ${printable(before)}`,
    after === undefined ? undefined : `    after   ${printable(after)}`,
    `    ${who} ${affects}: ${why.charAt(0).toLowerCase()}${why.slice(1)}.`,
  ]
  return [head.filter(Boolean).join(' '), ...lines.filter(Boolean)].join('\n')
}

/** All changes, those first that break something. */
export function describeChanges(changes: DiffReport['changes'], paint: Paint): string {
  const verdicts = Object.keys(marks)
  return changes
    .toSorted((a, b) => verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict))
    .map((change) => `${describeChange(change, paint)}\n`)
    .join('\n')
}

/** `actions.open.input.schema.items[].price`: what is in brackets already is no key. */
function showPlace(path: readonly string[]): string {
  const first = path.findIndex((key) => /^\[(?:\d*|key)\]$/.test(key))
  if (first < 0) return showEntry(path)
  const rest = path.slice(first + 1)
  const more = rest.length > 0 && !rest[0]!.startsWith('[') ? '.' : ''
  return `${showEntry(path.slice(0, first))}${path[first]}${more}${showPlace(rest)}`
}

/** How it ended, and the way out if it is not good. */
export function describeOutcome(report: DiffReport, paint: Paint): string {
  const { status, name, version, base, call, changes, definition } = report
  const since = `since ${base.name}${base.version === undefined ? '' : ` (${base.version})`}`
  if (status === 'new') {
    return `${paint.green('✓')} ${name} ${version} is new: ${base.name} does not have it`
  }
  const sign = status === 'too-low' ? paint.red('✗') : paint.green('✓')
  const says = `the version is ${version}`
  const counted = counts(changes)
  const outcome =
    call?.level === undefined
      ? `nothing has changed ${since}; ${says}`
      : `${counted} ${since}, which ${changes.length === 1 ? 'calls' : 'call'} for ${call.version}; ${says}`
  const line = `${sign} ${printable(name ?? '')}: ${outcome}`
  if (status !== 'too-low' || call === undefined) return line
  const file = definition === undefined ? '' : ` in ${shown(definition)}`
  return `${line}\n  ${paint.bold('→')} Write \`version: '${call.version}'\`${file}`
}

/** `3 changes (1 breaking, 1 may break)` */
function counts(changes: DiffReport['changes']): string {
  const total = `${changes.length} change${changes.length === 1 ? '' : 's'}`
  const parts = (['breaking', 'may-break'] as const).flatMap((verdict) => {
    const number = changes.filter((change) => change.verdict === verdict).length
    return number === 0 ? [] : `${number} ${marks[verdict].word}`
  })
  return parts.length === 0 ? `${total}, none of which breaks anything,` : `${total} (${parts.join(', ')})`
} // prettier-ignore
