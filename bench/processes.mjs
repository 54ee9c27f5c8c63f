/** Runs node programs, and measures them from outside. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
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
 * Looks every millisecond, where Linux tells it: the others have nothing like `/proc`.
 *
 * @param {readonly string[]} args what stands behind `node`
 * @param {string} [cwd]
 * @returns {Promise<number>} the most memory that it had, together with the processes that it has
 * started and that had not ended yet, in bytes
 */
export async function peakMemory(args, cwd) {
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] })
  let peak = 0
  const timer = setInterval(() => (peak = Math.max(peak, memoryWithChildren(child.pid))), 1)
  const [stderr, [status]] = await Promise.all([text(child.stderr), once(child, 'close')])
  clearInterval(timer)
  expectSuccess(args, { status, stderr })
  return peak
}

function memoryWithChildren(pid) {
  const children = read(`/proc/${pid}/task/${pid}/children`).match(/\d+/g) ?? []
  return [pid, ...children].reduce((sum, each) => sum + highWaterMark(each), 0)
}

/** What a process has had at most so far; nothing once it has ended. */
function highWaterMark(pid) {
  const [, kilobytes = 0] = /^VmHWM:\s*(\d+) kB/m.exec(read(`/proc/${pid}/status`)) ?? []
  return Number(kilobytes) * 1024
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // It has ended.
    return ''
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
