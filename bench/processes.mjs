/** Runs node programs, and measures them from outside. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The program that does nothing: what node itself costs. */
export const bareNode = ['-e', '0']

/**
 * @param {readonly string[]} args what stands behind `node`
 * @param {string} [cwd]
 * @returns {number} how long it took, in ms
 * @throws if it ends with anything but 0
 */
export function wallTime(args, cwd) {
  const begin = process.hrtime.bigint()
  const outcome = spawnSync(process.execPath, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] })
  const end = process.hrtime.bigint()
  expectSuccess(args, outcome)
  return Number(end - begin) / 1e6
}

/**
 * @param {readonly string[]} args what stands behind `node`
 * @param {string} [cwd]
 * @returns {number} the most memory that it and its own child processes had, in bytes
 */
export function peakMemory(args, cwd) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-memory-'))
  const file = join(folder, 'peak')
  const preload = new URL('children/peak-memory.mjs', import.meta.url).href
  try {
    const outcome = spawnSync(process.execPath, ['--import', preload, ...args], {
      cwd,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, BENCH_PEAK_FILE: file },
    })
    expectSuccess(args, outcome)
    return Number(readFileSync(file, 'utf8'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/**
 * Runs one of the programs in `children/`.
 *
 * @param {URL} program
 * @param {readonly string[]} args
 * @returns {any} the JSON that it prints
 */
export function childResult(program, args) {
  return JSON.parse(output([fileURLToPath(program), ...args]))
}

/**
 * @param {readonly string[]} args what stands behind `node`
 * @returns {string} what it prints
 */
export function output(args) {
  const outcome = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 28 })
  expectSuccess(args, outcome)
  return outcome.stdout
}

function expectSuccess(args, { status, error, stdout, stderr }) {
  if (error) throw error
  if (status === 0) return
  throw new Error(`node ${args.join(' ')} ended with ${status}:\n${stdout ?? ''}${stderr}`)
}
