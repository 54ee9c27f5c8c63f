/** Turns samples into a table that can be read. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { root } from './projects.mjs'
import { median, ratio } from './sampling.mjs'

/**
 * @typedef {object} Side
 * @property {string} name
 * @property {readonly number[]} samples by round
 *
 * @typedef {object} Row
 * @property {string} what
 * @property {string} measured
 * @property {string} against
 * @property {string} ratio
 * @property {string} budget what was to be reached, and whether it was
 *
 * @typedef {object} Section
 * @property {string} title
 * @property {string} about what was done, in a sentence or two
 * @property {readonly Row[]} rows
 */

/**
 * Compares two sides of the same rounds.
 *
 * @param {object} comparison
 * @param {string} comparison.what
 * @param {readonly number[]} comparison.samples
 * @param {Side} comparison.against
 * @param {(value: number) => string} comparison.show
 * @param {number} [comparison.atMost] a budget: how many times as much it may be
 * @param {number} [comparison.atLeast] a budget: how many times as much it has to be
 * @returns {Row}
 */
export function compared({ what, samples, against, show, atMost, atLeast }) {
  const times = ratio(samples, against.samples)
  const spread = times.high - times.low
  return {
    what,
    measured: show(median(samples)),
    against: `${against.name}, ${show(median(against.samples))}`,
    ratio:
      spread / times.median < 0.005
        ? shownRatio(times.median)
        : `${shownRatio(times.median)} (${number(times.low)} to ${number(times.high)})`,
    budget: verdict(times.median, atMost, atLeast, shownRatio),
  }
}

/**
 * A figure of its own.
 *
 * @param {string} what
 * @param {number} value
 * @param {(value: number) => string} show
 * @param {number} [atMost] a budget
 * @returns {Row}
 */
export function plain(what, value, show, atMost) {
  const budget = verdict(value, atMost, undefined, show)
  return { what, measured: show(value), against: '', ratio: '', budget }
}

function verdict(value, atMost, atLeast, show) {
  if (atMost !== undefined) return `≤ ${show(atMost)}: ${value <= atMost ? 'held' : '**missed**'}`
  if (atLeast !== undefined)
    return `≥ ${show(atLeast)}: ${value >= atLeast ? 'held' : '**missed**'}`
  return ''
}

/** Ratios below one are easier to grasp as fractions. */
function shownRatio(value) {
  return value < 0.5 ? `1/${number(1 / value)}` : `${number(value)} ×`
}

function number(value) {
  return value.toLocaleString('en', { maximumSignificantDigits: 3 })
}

export const milliseconds = (value) => `${number(value)} ms`
export const megabytes = (value) => `${number(value / 1e6)} MB`
export const kilobytes = (value) => `${number(value / 1e3)} kB`
export const perSecond = (value) => `${number(value)} /s`
export const count = (value) => value.toLocaleString('en')

/**
 * @param {readonly Section[]} sections
 * @returns {string} Markdown
 */
export function printed(sections) {
  return [heading(), ...sections.map(printedSection)].join('\n\n')
}

/** @param {Section} section */
export function printedSection({ title, about, rows }) {
  const cells = [
    ['', 'measured', 'against', 'ratio', 'budget'],
    ['---', '---:', '---:', '---:', '---'],
    ...rows.map((row) => [row.what, row.measured, row.against, row.ratio, row.budget]),
  ]
  const table = cells.map((cell) => `| ${cell.join(' | ')} |`).join('\n')
  return `## ${title}\n\n${about}\n\n${table}`
}

function heading() {
  const { model = 'unknown processor' } = cpus()[0] ?? {}
  const machine = `${cpus().length} × ${model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}`
  const [load = 0] = loadavg()
  const packages =
    '@botpress/sdk @bpinternal/zui esbuild typescript typescript-7 zod zod-to-ts'.split(' ')
  const versions = packages.map((name) => `${name} ${versionOf(name)}`).join(', ')
  return `# What it costs

Written by \`npm run bench\`, at commit ${commit()}. Every figure is the median of several runs that were taken in turns with those of the other side; a ratio is the median of the rounds' ratios, with the middle half of them in brackets.

- machine: ${machine}; its load at the end: ${number(load)}
- node ${process.versions.node}, ${versions}`
}

function versionOf(name) {
  const path = join(root, 'node_modules', name, 'package.json')
  return JSON.parse(readFileSync(path, 'utf8')).version
}

function commit() {
  const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
  const isClean = git('status', '--porcelain', '--', 'src', 'templates') === ''
  return git('rev-parse', '--short', 'HEAD') + (isClean ? '' : ', with changes')
}
