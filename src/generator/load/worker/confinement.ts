/**
 * Keeps a definition from doing to the process what only the program may: end it, print to its
 * standard output, which belongs to the report, or move it to another folder.
 */
import type { ChildProcess, SpawnOptions, StdioOptions } from 'node:child_process'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { replace } from './replace.js'

const require = createRequire(import.meta.url)

/**
 * @param onExit is told the call that would have ended the process, and where it was
 * @returns what confines node's modules, too, for a definition that can get at them
 */
export function confine(onExit: (call: string, error: Error) => void): () => void {
  forbidExit(onExit)
  redirectStreams()
  const folder = keepFolder()
  return () => {
    redirectFiles()
    moveFiles(folder)
    tameChildren(folder)
  }
}

function forbidExit(onExit: (call: string, error: Error) => void): void {
  const forbid = (call: string): never => {
    const error = new Error(`${call}() was called`)
    onExit(call, error)
    throw error
  }
  for (const name of ['exit', 'reallyExit', 'abort']) {
    replace(process, name, () => forbid(`process.${name}`))
  }
  for (const name of ['kill', '_kill']) {
    replace(process, name, (call, [id, signal]) => {
      if (Math.abs(Number(id)) === process.pid && signal !== 0) forbid('process.kill')
      return call()
    })
  }
}

/** Standard output's number, and what stands for it among files. */
const output = 1
const outputFiles = /^\/(?:dev\/(?:stdout|fd\/1)|proc\/(?:self|\d+)\/fd\/1)$/
const errorOutput = 2
const takesNumber = /^(?:write|append)File(?:Sync)?$/

function redirectStreams(): void {
  const { writeSync } = require('node:fs') as typeof import('node:fs')
  // A thread's own streams lose what the program has not fetched when the thread ends.
  for (const stream of [process.stdout, process.stderr]) {
    stream.write = ((chunk: string | Uint8Array, ...rest: unknown[]) => {
      writeWhole(Buffer.from(chunk as string, encodingOf(rest[0])), writeSync)
      const done = rest.at(-1)
      if (typeof done === 'function') process.nextTick(done as () => void)
      return true
    }) as typeof stream.write
  }
}

function redirectFiles(): void {
  const fs = require('node:fs') as Record<string, unknown>
  const redirect = (target: object, names: readonly string[]): void => {
    for (const name of names) {
      replace(target, name, (call, args) => {
        if (args[0] === output) args[0] = errorOutput
        else if (outputFiles.test(String(args[0]))) {
          // A stream has a number, but not always a name that can be opened.
          args[0] = takesNumber.test(name) ? errorOutput : '/dev/stderr'
        }
        return call()
      })
    }
  }
  const writers = ['write', 'writev', 'writeFile', 'appendFile', 'open']
  redirect(fs, [...writers, ...writers.map((name) => `${name}Sync`)])
  redirect(fs.promises as object, ['open'])
  redirect(require('node:tty') as object, ['WriteStream'])
  replace(require('node:net') as object, 'Socket', (call, args) => {
    const [options] = args as { fd?: number }[]
    if (options?.fd === output) args[0] = { ...options, fd: errorOutput }
    return call()
  })
}

/** How long (in ms) a child may take that is waited for: nobody can end the thread meanwhile. */
const patience = 25_000

/** @param folder where children are to start */
function tameChildren(folder: () => string | undefined): void {
  const children = require('node:child_process') as Record<string, object>
  const tame = (options: unknown): SpawnOptions => {
    const given = isOptions(options) ? options : {}
    return { cwd: folder(), ...given, ...(given.stdio && { stdio: quiet(given.stdio) }) }
  }
  replace((children.ChildProcess as typeof ChildProcess).prototype, 'spawn', (call, args) => {
    args[0] = tame(args[0])
    return call()
  })
  for (const name of ['spawnSync', 'execFileSync', 'execSync']) {
    replace(children, name, (call, args) => {
      if (name !== 'execSync' && !Array.isArray(args[1])) args.splice(1, 0, [])
      const at = name === 'execSync' ? 1 : 2
      args[at] = { timeout: patience, killSignal: 'SIGKILL', ...tame(args[at]) }
      return call()
    })
  }
}

function encodingOf(value: unknown): BufferEncoding | undefined {
  return typeof value === 'string' ? (value as BufferEncoding) : undefined
}

/** Writes to standard error, however slowly that is read. */
function writeWhole(bytes: Uint8Array, writeSync: typeof import('node:fs').writeSync): void {
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(errorOutput, bytes, at)
    } catch (error) {
      // The reader has closed the stream, so the output can be dropped.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
}

function isOptions(value: unknown): value is SpawnOptions {
  return typeof value === 'object' && value !== null
}

/** The same streams, with standard output turned to standard error. */
function quiet(stdio: StdioOptions): StdioOptions {
  if (typeof stdio === 'string') {
    return stdio === 'inherit' ? ['inherit', errorOutput, 'inherit'] : stdio
  }
  return stdio.map((each, index) => {
    const isInherited = index === output && each === 'inherit'
    // The streams of a thread are not those of the process.
    const isStream = each === process.stdout || each === process.stderr
    return isInherited || isStream || each === output ? errorOutput : each
  })
}

/**
 * A thread cannot have a folder of its own: so it gets one that looks like it.
 * @returns what tells that folder, once there is one
 */
function keepFolder(): () => string | undefined {
  let folder: string | undefined
  replace(process, 'cwd', (call) => folder ?? call())
  const { realpathSync } = require('node:fs') as typeof import('node:fs')
  replace(process, 'chdir', (_, [path]) => {
    folder = realpathSync(resolve(String(path)))
  })
  replace(process as object, 'loadEnvFile', (call, args) => {
    args[0] = moved(args[0] ?? '.env', folder)
    return call()
  })
  return () => folder
}

/** @param folder what paths are relative to */
function moveFiles(folder: () => string | undefined): void {
  const fs = require('node:fs') as typeof import('node:fs')
  for (const target of [fs, fs.promises] as object[]) {
    for (const name of Object.keys(target)) {
      if (!takesPath.test(name)) continue
      replace(target, name, (call, args) => {
        args[0] = moved(args[0], folder())
        if (takesTwoPaths.test(name)) args[1] = moved(args[1], folder())
        return call()
      })
    }
  }
}

function moved(path: unknown, folder: string | undefined): unknown {
  return folder !== undefined && typeof path === 'string' ? resolve(folder, path) : path
}

const takesTwoPaths = /^(?:rename|copyFile|cp|link)(?:Sync)?$/
const takesPath =
  /^(?:access|appendFile|chmod|chown|copyFile|cp|createReadStream|createWriteStream|exists|link|lstat|mkdir|mkdtemp|open|opendir|readFile|readdir|readlink|realpath|rename|rm|rmdir|stat|symlink|truncate|unlink|utimes|writeFile)(?:Sync)?$/
