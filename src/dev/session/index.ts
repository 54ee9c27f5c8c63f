/**
 * One project under `plugin-kit dev`: generates, bundles and runs the plugin in a local bot, again
 * whenever a file is saved; what the bot holds stays, and is kept on disk before it is acknowledged.
 */
import { dirname, join } from 'node:path'
import {
  type Issue,
  type Report,
  type Stages,
  buildFailure,
  entryName,
  generate,
  isBuildFailure,
  modelOf,
  stages,
  watchRuns,
} from '../../generator/index.js'
import { createCodeLoader } from '../code/index.js'
import type { Answer, Problem, TimelineEntry, Update } from '../protocol.js'
import type { Backend } from '../server/index.js'
import { createApiClient } from './api-client.js'
import { ChangeTracker } from './changes.js'
import { type ClockState, createSessionClock, firstClock, resumed } from './clock.js'
import { createCommands } from './commands.js'
import { uploadOf } from './files.js'
import { entryOf } from './happenings.js'
import { Holdings } from './holdings.js'
import { missingSettings, settingsName } from './installation.js'
import { problemOf, thrown } from './problems.js'
import { type Running, type Witness, runPlugin } from './running.js'
import { Timeline } from './timeline.js'
import { createTroubles } from './troubles.js'
import { updateOf } from './view.js'

/** What to run. Paths are absolute. */
export interface SessionOptions {
  readonly definition: string
  readonly outDir: string
  /** Whether to forget what the bot held the last time. */
  readonly fresh: boolean
  /** Is told of everything that happens. */
  readonly onEntry: (entry: TimelineEntry) => void
}

/** A project that runs. */
export interface Session extends Backend {
  readonly botId: string
  /** Whether there is a bot: not before the definition and the code are without errors for once. */
  readonly isRunning: boolean
  /** Resolves when the plugin was made for the first time, or could not be. */
  readonly ready: Promise<void>
  /** Rejects if files can no longer be watched. */
  readonly done: Promise<void>
  close(): Promise<void>
}

/** How often to look for what is due, in milliseconds, while the clock runs with the real one. */
const tick = 250

/**
 * Starts a project.
 *
 * @param address where the bot's files are: `http://127.0.0.1:<port>/<token>/files/`
 * @throws FolderInUse if another process runs the project
 * @throws UnreadableJournal if what the bot held cannot be read
 */
export function startSession(options: SessionOptions, address: string): Session {
  const { definition, outDir, fresh, onEntry } = options
  const project = dirname(definition)
  const entry = join(project, entryName)
  const settingsFile = join(project, settingsName)
  const holdings = new Holdings(outDir, { fresh })
  const loader = createCodeLoader(
    project,
    { plugin: entry, definition, settings: settingsFile },
    join(holdings.folder, 'code'),
  )

  let clock = createSessionClock(holdings.clock ? resumed(holdings.clock) : firstClock())
  let isClockNew = holdings.clock === undefined
  let running: Running | undefined
  /** Milliseconds since 1970: the bot's clock is the session's, and as far ahead as it was moved. */
  const time = (): number => running?.bot.now.getTime() ?? clock.time()
  const clockState = (): ClockState => ({ at: time(), mode: clock.mode })
  const clockView = () => ({ now: new Date(time()).toISOString(), mode: clock.mode })

  const listeners = new Set<(update: Update) => void>()
  const tell = (update: Update): void => {
    for (const listener of listeners) listener(update)
  }
  const timeline = new Timeline(
    () => new Date(time()),
    (entry) => {
      onEntry(entry)
      tell({ set: { timeline: [entry] } })
    },
  )
  const troubles = createTroubles(project, (problem) =>
    timeline.add({ kind: 'error', level: 'error', title: problem.message, problem }),
  )
  let problems: readonly Problem[] = []
  function setProblems(found: readonly Problem[]): void {
    // Said once, not with each save.
    const known = new Set(problems.map((problem) => JSON.stringify(problem)))
    for (const problem of found) {
      if (known.has(JSON.stringify(problem))) continue
      const level = problem.severity === 'error' ? 'error' : 'warn'
      timeline.add({ kind: 'dev', level, title: problem.message, problem })
    }
    problems = found
    tell({ singles: { problems: found } })
  }

  /** Keeps what has changed and shows it: before anybody is told that it is done. */
  function keep(): void {
    const kept = holdings.keep(clockState())
    if (kept === undefined) return
    tell({ ...(kept.changes && updateOf(kept.changes)), singles: { clock: clockView() } })
  }
  let isKeepDue = false
  /** Once for everything that a handler does before its next `await`. */
  function keepSoon(): void {
    if (isKeepDue) return
    isKeepDue = true
    setImmediate(() => {
      isKeepDue = false
      inBackground(keep)
    })
  }
  let lastTrouble = ''
  /** Does what nobody waits for: a full disk, say, is told once, not four times in a second. */
  function inBackground(act: () => void | Promise<void>): void {
    void (async () => act())().then(
      () => (lastTrouble = ''),
      (error: unknown) => {
        if (String(error) !== lastTrouble) void troubles.tell('not_kept', error)
        lastTrouble = String(error)
      },
    )
  }

  const witness: Witness = {
    happened: (happening) => {
      timeline.add(entryOf(happening))
      keepSoon()
    },
    failed: (code, error) => void troubles.tell(code, error),
  }
  /** Makes the bot anew with the author's code as it is now. */
  function install(made: Pick<Running, 'code' | 'model'>, state: ClockState): void {
    const source = createSessionClock(state)
    running = runPlugin(holdings.records, made, source, witness)
    clock = source
    tell({ singles: { plugin: running.view, clock: clockView() } })
    keep()
  }

  const reading: Stages = {
    ...stages,
    load: (file) => stages.load(file, { next: 'later' }),
  }

  /** Generates, bundles and installs; what goes wrong is shown, and what ran before goes on. */
  async function reload(): Promise<Report> {
    const begin = performance.now()
    const report = await generate({ path: definition, outDir }, reading)
    const told = await Promise.all(report.issues.map((issue) => problemOf(issue, project)))
    const watched = [...report.inputs, entry, settingsFile]
    if (report.status === 'failed') {
      setProblems(told)
      return { ...report, inputs: watched }
    }
    try {
      const code = await loader.load()
      const before = running?.code
      const start = isClockNew ? firstClock(Object(code.settings).now) : clockState()
      const model = code === running?.code ? running.model : await modelOf(code.definition)
      const missing = await missingSettings(code, model)
      const wasWrong = problems.some(({ severity }) => severity === 'error')
      if (code !== running?.code) install({ code, model }, start)
      isClockNew = false
      if (wasWrong || code !== before) {
        const duration = performance.now() - begin
        timeline.add({
          kind: 'dev',
          title: before === undefined ? 'Started' : 'Reloaded',
          duration,
        })
      }
      setProblems([...told, ...missing])
      return { ...report, inputs: [...watched, ...code.inputs] }
    } catch (error) {
      setProblems([...told, ...(await problemsOf(error, project))])
      // Then the whole project is watched: what is missing may come anywhere.
      return { ...report, status: 'failed', inputs: watched }
    }
  }

  let setReady!: () => void
  const ready = new Promise<void>((resolve) => (setReady = resolve))
  const watcher = watchRuns(
    async () => {
      const report = await reload()
      setReady()
      return report
    },
    () => {},
  )

  async function deliver({ bot }: Running): Promise<void> {
    try {
      await bot.flush()
    } catch (error) {
      await troubles.tell('handler_failed', error)
    }
    keep()
  }
  const client = createApiClient({
    running: () => running,
    onCall: (operation, input) =>
      timeline.add({ kind: 'call', title: `${operation} over HTTP`, detail: input }),
    deliver,
    address,
  })

  const command = createCommands(() =>
    running === undefined
      ? undefined
      : {
          ...running,
          setClock: (mode) => {
            if (running) install(running, { at: time(), mode })
          },
          reset: () => {
            holdings.clear()
            timeline.clear()
            tell({ remove: { timeline: 'all' } })
            if (running) install(running, clockState())
          },
          problem: (code, error) => troubles.tell(code, error),
        },
  )

  /** What the author's code left running, and nobody waits for. */
  const stray = (error: unknown): void => void troubles.tell('uncaught', error)
  process.on('uncaughtException', stray)
  process.on('unhandledRejection', stray)

  const timer = setInterval(() => {
    const now = running
    if (!now || clock.mode !== 'real') return
    const isDue = holdings.isDue(time())
    inBackground(() => (isDue ? deliver(now) : now.bot.flush()))
  }, tick)

  return {
    get botId() {
      return running?.bot.id ?? 'bot_1'
    },
    get isRunning() {
      return running !== undefined
    },
    ready,
    done: watcher.done,
    client,
    follow(listener) {
      const everything = new ChangeTracker().look(holdings.records)
      listener({
        reset: true,
        singles: { problems, clock: clockView(), ...(running && { plugin: running.view }) },
        set: { ...(everything && updateOf(everything)?.set), timeline: timeline.entries },
      })
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    command(name, input) {
      return command(name, input)?.then((answer): Answer => {
        keep()
        return answer
      })
    },
    readFile(id) {
      const stored = holdings.records.files.get(id)
      if (stored === undefined) return undefined
      // What a handler has uploaded is kept with its record, as far as it is text.
      const content = holdings.uploads.read(id) ?? Buffer.from(stored.text ?? '')
      return { content, contentType: stored.file.contentType }
    },
    async writeFile(id, content) {
      const stored = holdings.records.files.get(id)
      if (stored === undefined || running === undefined) return false
      holdings.uploads.write(id, content)
      await running.bot.client.uploadFile(uploadOf(stored.file, content))
      keep()
      return true
    },
    async close() {
      clearInterval(timer)
      process.off('uncaughtException', stray)
      process.off('unhandledRejection', stray)
      await watcher.close()
      await loader.dispose()
      keep()
      holdings.close()
    },
  }
}

/** What went wrong while the author's code was bundled or run. */
async function problemsOf(error: unknown, project: string): Promise<readonly Problem[]> {
  if (!isBuildFailure(error)) return [await thrown('plugin_fails', error, project)]
  const { issues } = await buildFailure(error, join(project, settingsName))
  return await Promise.all(issues.map((issue: Issue) => problemOf(issue, project)))
}
