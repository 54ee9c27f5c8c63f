/**
 * Notes what a definition, and the packages that it loads, read from the world outside: files,
 * environment variables, the current folder. Of the rest (processes, sockets, the clock, …) it notes
 * that it was used: what came of that, nobody can foresee.
 *
 * Node's own functions are replaced by ones that take a note first. It is a thread of its own, and
 * ends with the definition: nothing is ever put back.
 */
import type { ChildProcess } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Input, InputKind } from '../../input.js'
import type { Reads } from './protocol.js'
import { replace } from './replace.js'

/** The notes of one evaluation. */
export interface Recorder {
  /**
   * Takes notes of what node's modules are used for, too. That loads them, which takes longer than
   * most definitions: one that cannot get at them does without.
   */
  watchModules(): void
  /** @param isPlain whether nothing but this package was imported, whose one file is known */
  reads(isPlain: boolean): Reads
  /** Counts the clock and randomness only if the author's code, which has this name, asks for them. */
  watchClock(name: string | undefined): void
}

const require = createRequire(import.meta.url)

/** Variables that node reads itself, for dates, languages and modules. */
const readByNode = ['LANG', 'LANGUAGE', 'LC_ALL', 'LC_MESSAGES', 'NODE_OPTIONS', 'NODE_PATH', 'TZ']

/** Begins to take notes. */
export function startRecorder(): Recorder {
  const inputs = new Map<string, InputKind>()
  const names = new Set(readByNode)
  const unseen = new Set<string>()
  let isListed = false
  let usesFolder = false
  let author: string | undefined

  const note = (what: string) => (): void => {
    unseen.add(what)
  }
  const noteIfAuthor = (what: string) => (): void => {
    if (author !== undefined && !unseen.has(what) && isCalledFrom(author)) unseen.add(what)
  }
  const noteInput = (path: unknown, as: InputKind): void => {
    const absolute = pathOf(path)
    if (path === 0) unseen.add('standard input')
    if (absolute === undefined || isOfTool(absolute)) return
    const known = inputs.get(absolute)
    if (known === undefined || rank(as) > rank(known)) inputs.set(absolute, as)
  }

  recordProcess()
  recordClock()

  return {
    watchModules: () => {
      recordFiles()
      recordUnseen()
      recordChance()
    },
    reads: (isPlain) => {
      for (const path of isPlain ? requiredFiles() : loadedFiles()) {
        if (isOfTool(path)) continue
        inputs.set(path, path.includes(`${sep}node_modules${sep}`) ? 'installed' : 'source')
      }
      return {
        inputs: Array.from(inputs, ([path, as]) => ({ path, as }) satisfies Input),
        variables: { names: [...names], isListed },
        usesFolder,
        unseen: usesSystemInterface() ? [...unseen, 'a system interface'] : [...unseen],
      }
    },
    watchClock: (name) => (author = name),
  }

  function recordProcess(): void {
    // Whoever lists names and values asks for each name once more.
    let listed: PropertyKey | undefined
    process.env = new Proxy(process.env, {
      get: (target, key) => {
        if (typeof key === 'string' && key !== listed) names.add(key)
        listed = undefined
        return Reflect.get(target, key) as unknown
      },
      has: (target, key) => {
        if (typeof key === 'string') names.add(key)
        return Reflect.has(target, key)
      },
      getOwnPropertyDescriptor: (target, key) => {
        if (typeof key === 'string' && !isListed) names.add(key)
        listed = isListed ? key : undefined
        return Reflect.getOwnPropertyDescriptor(target, key)
      },
      ownKeys: (target) => {
        isListed = true
        return Reflect.ownKeys(target)
      },
    })
    replace(process, 'cwd', (call) => {
      usesFolder = true
      return call()
    })
    // Node has it since 20.12.
    replace(process as { loadEnvFile?: (path?: string) => void }, 'loadEnvFile', (call, [path]) => {
      noteInput(path ?? '.env', 'file')
      return call()
    })
    before(process, ['dlopen'], note('a native addon'))
    before(process, ['binding'], note("node's inside"))
  }

  function recordFiles(): void {
    const fs = require('node:fs') as Record<string, unknown>
    const promises = fs.promises as Record<string, unknown>
    const record = (functions: readonly string[], as: InputKind): void => {
      for (const name of functions) {
        for (const [target, key] of [
          [fs, name],
          [fs, `${name}Sync`],
          [promises, name],
        ] as const) {
          replace(target, key, (call, args) => {
            if (!(name === 'open' && isForWriting(args[1]))) noteInput(args[0], as)
            return call()
          })
        }
      }
    }
    record(['readFile', 'open', 'openAsBlob', 'copyFile', 'cp'], 'file')
    record(['access', 'exists', 'stat', 'lstat', 'realpath', 'readlink'], 'entry')
    record(['readdir', 'opendir'], 'folder')
  }

  function recordUnseen(): void {
    // `node:perf_hooks` has it as well.
    void globalThis.performance
    const load = (name: string): Record<string, object> =>
      require(`node:${name}`) as Record<string, object>
    const children = load('child_process')
    const { prototype } = children.ChildProcess as typeof ChildProcess
    before(prototype, ['spawn'], note('a process'))
    before(children, ['spawnSync', 'execSync', 'execFileSync'], note('a process'))
    const { Socket, Server } = load('net') as Record<string, { prototype: object }>
    before(Socket!.prototype, ['connect'], note('a connection'))
    before(Server!.prototype, ['listen'], note('a connection'))
    before(load('dgram'), ['createSocket', 'Socket'], note('a connection'))
    before(load('dns'), ['lookup', 'resolve', 'Resolver'], note('a connection'))
    before(
      (load('dns') as { promises: object }).promises,
      ['lookup', 'resolve'],
      note('a connection'),
    )
    before(load('worker_threads'), ['Worker'], note('a worker'))
    before(load('os'), ['uptime', 'freemem', 'loadavg', 'networkInterfaces'], note('the machine'))
    const fs = load('fs')
    const looks = ['statfs', 'watch', 'watchFile', 'glob']
    before(fs, [...looks, ...looks.map((name) => `${name}Sync`)], note('the disk'))
    before(fs.promises!, looks, note('the disk'))
  }

  function recordClock(): void {
    const clock = noteIfAuthor('the clock')
    globalThis.Date = new Proxy(Date, {
      construct: (target, args, made) => {
        if (args.length === 0) clock()
        return Reflect.construct(target, args, made) as object
      },
      apply: (target, self, args) => {
        clock()
        return Reflect.apply(target, self, args) as string
      },
    })
    before(Date, ['now'], clock)
    whenRead(globalThis, 'performance', (performance) => before(performance, ['now'], clock))
    before(process, ['hrtime', 'uptime'], clock)
    before(Math, ['random'], noteIfAuthor('chance'))
  }

  function recordChance(): void {
    const chance = noteIfAuthor('chance')
    const crypto = require('node:crypto') as Record<string, unknown>
    before(crypto, ['randomBytes', 'randomFill', 'randomFillSync', 'randomInt'], chance)
    before(crypto, ['randomUUID'], chance)
    const { prototype } = (crypto.webcrypto as object).constructor as { prototype: object }
    before(prototype, ['getRandomValues', 'randomUUID'], chance)
  }
}

/** Calls a function before each of some others. */
function before(target: object, names: readonly string[], first: () => void): void {
  for (const name of names) {
    replace(target as Record<string, unknown>, name, (call) => {
      first()
      return call()
    })
  }
}

/** Does something with what a property holds once it is asked for: node makes it only then. */
function whenRead<Key extends PropertyKey, Value>(
  target: Readonly<Record<Key, Value>>,
  key: Key,
  use: (value: Value) => void,
): void {
  const old = Object.getOwnPropertyDescriptor(target, key)
  const get = (): Value => {
    Object.defineProperty(target, key, old!)
    const value = target[key]
    use(value)
    return value
  }
  Object.defineProperty(target, key, { get, configurable: true, enumerable: true })
}

/** This package, built; only what definitions import of it is of any interest. */
const tool = dirname(dirname(fileURLToPath(import.meta.url))) + sep

function isOfTool(path: string): boolean {
  return path.startsWith(tool) && !path.startsWith(join(tool, 'definition'))
}

/** Of two ways to read the same path, the one that sees more counts. */
function rank(kind: InputKind): number {
  return ['entry', 'folder', 'file', 'source', 'installed'].indexOf(kind)
}

function pathOf(path: unknown): string | undefined {
  try {
    if (path instanceof URL) return fileURLToPath(path)
    if (path instanceof Uint8Array) return resolve(Buffer.from(path).toString())
    return typeof path === 'string' ? resolve(path) : undefined
  } catch {
    // Not of a file: whoever is called with it says so.
    return undefined
  }
}

function isForWriting(flags: unknown): boolean {
  if (typeof flags === 'number') return (flags & 3) === 1
  return typeof flags === 'string' && /^[wa]x?s?$|^as$/.test(flags)
}

/** Node warns whoever loads it, so it cannot be replaced. */
function usesSystemInterface(): boolean {
  const { moduleLoadList } = process as unknown as { readonly moduleLoadList: readonly string[] }
  return moduleLoadList.includes('NativeModule wasi')
}

function isCalledFrom(author: string): boolean {
  return String(new Error().stack).includes(author)
}

/** The CommonJS files that were loaded. */
function requiredFiles(): readonly string[] {
  return Object.keys(require.cache)
}

/** All files that were loaded. Only the inspector knows of ES modules. */
function loadedFiles(): readonly string[] {
  const files = new Set(requiredFiles())
  const { Session } = require('node:inspector') as typeof import('node:inspector')
  const session = new Session()
  session.connect()
  session.on('Debugger.scriptParsed', ({ params: { url } }) => {
    if (url.startsWith('file:')) files.add(fileURLToPath(url))
  })
  session.post('Debugger.enable')
  session.disconnect()
  return [...files]
}
