/** Runs the built `plugin-kit dev` on a small project of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** This repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url))
/** The built program. `npm test` has just built it. */
export const program = join(root, 'dist/cli/main.js')

/** A plugin with one of everything that a local bot has. */
const files: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "shop-plugin", "private": true, "type": "module" }',
  'plugin.definition.ts': `
import { PluginDefinition, z } from 'botpress-plugin-kit'

export default new PluginDefinition({
  name: 'shop',
  version: '1.0.0',
  title: 'Shop',
  actions: {
    order: {
      title: 'Order something',
      input: { schema: z.object({ item: z.string().min(1), count: z.number().int().default(1) }) },
      output: { schema: z.object({ orderId: z.string() }) },
    },
    fail: { input: { schema: z.object({}) }, output: { schema: z.object({}) } },
  },
  events: { ordered: { schema: z.object({ item: z.string() }) } },
  states: {
    cart: { type: 'user', schema: z.object({ items: z.array(z.string()) }), expiry: 3_600_000 },
    total: { type: 'bot', schema: z.object({ count: z.number() }) },
  },
  tables: { ordersTable: { schema: z.object({ item: z.string() }) } },
  workflows: {
    delivery: { input: { schema: z.object({ to: z.string() }) }, output: { schema: z.object({}) } },
  },
  user: { tags: { tier: { title: 'Tier' } } },
})
`,
  'src/index.ts': `
import { Plugin } from '../.botpress/index.ts'

const plugin = new Plugin({
  actions: {
    order: async ({ input, events }) => {
      await events.ordered.emit({ item: input.item })
      return { orderId: \`\${input.count} × \${input.item}\` }
    },
    fail: async () => {
      throw new Error('The shop is closed')
    },
  },
})

plugin.on.message('text', async ({ message, client, states, user, ctx }) => {
  const { text } = message.payload
  const say = (answer: string) =>
    client.createMessage({
      type: 'text',
      payload: { text: answer },
      conversationId: message.conversationId,
      userId: ctx.botId,
      tags: {},
    })
  if (text === 'break') throw new Error('That was too much')
  if (text === 'wait') await new Promise((resolve) => ((globalThis as any).release = resolve))
  if (text === 'release') (globalThis as any).release()
  if (text.startsWith('add ')) {
    await states.user.cart.set(user.id, { items: [text.slice(4)] })
  }
  await say(\`You said: \${text}\`)
})

plugin.on.stateExpired('cart', async ({ logger }) => {
  logger.info('The cart was left behind')
})

plugin.on.event('ordered', async ({ event, logger }) => {
  logger.info(\`Ordered: \${event.payload.item}\`)
})

plugin.on.workflowStart('delivery', async ({ workflow }) => {
  await workflow.setCompleted()
  return undefined
})

export default plugin
`,
}

/** A folder with the project; it lives until it is removed. */
export interface Project {
  readonly folder: string
  read(path: string): string
  write(path: string, text: string): void
  /** Replaces a piece of a file, which has to be there once. */
  edit(path: string, from: string, to: string): void
  remove(): void
}

export function createProject(others: Readonly<Record<string, string>> = {}): Project {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'plugin-kit-dev-')))
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8')
  for (const [path, text] of Object.entries({ ...files, ...others })) write(path, text)
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(root, join(folder, 'node_modules/botpress-plugin-kit'))
  return {
    folder,
    read,
    write,
    edit(path, from, to) {
      const parts = read(path).split(from)
      if (parts.length !== 2) throw new Error(`${path} has ${JSON.stringify(from)} not once`)
      write(path, parts.join(to))
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** What the first line on stdout says. */
export interface Address {
  readonly url: string
  readonly apiUrl: string
  readonly token: string
  readonly botId: string
}

/** Something that happened, as a line on stdout says it. */
interface Line {
  readonly kind: string
  readonly title: string
  readonly [key: string]: any
}

/** How a process ended. */
interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A `plugin-kit dev` that was started. */
export interface DevProcess {
  readonly child: ChildProcess
  /** Rejects if the process ends before it is ready. */
  readonly address: Promise<Address>
  readonly ended: Promise<Ended>
  /** The first line from here on that is wanted. */
  next(isWanted: (line: Line) => boolean): Promise<Line>
  stop(): Promise<Ended>
}

/** Starts it on a project. */
export function startDev({ folder }: Project, args: readonly string[] = []): DevProcess {
  const child = spawn(process.execPath, [program, 'dev', '--json', '--no-color', ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { stdout: '', stderr: '' }
  child.stderr.on('data', (chunk) => (output.stderr += chunk))
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code) => resolve({ code, ...output })),
  )
  const listeners = new Set<(line: any) => void>()
  let rest = ''
  child.stdout.on('data', (chunk) => {
    output.stdout += chunk
    const lines = (rest + String(chunk)).split('\n')
    rest = lines.pop() ?? ''
    // What is indented is no line of its own: a wrong call is told in one document.
    for (const line of lines.filter((line) => line.startsWith('{"')))
      for (const listener of listeners) listener(JSON.parse(line))
  })
  const first = <T>(isWanted: (line: any) => boolean): Promise<T> =>
    new Promise((resolve, reject) => {
      const listener = (line: any): void => {
        if (!isWanted(line)) return
        listeners.delete(listener)
        resolve(line as T)
      }
      listeners.add(listener)
      void ended.then(({ code, stderr }) =>
        reject(new Error(`It has ended with ${code}: ${stderr}`)),
      )
    })
  const address = first<Address>((line) => 'url' in line)
  // Who waits for the end only does not ask for it.
  address.catch(() => {})
  return {
    child,
    address,
    ended,
    next: (isWanted) => first<Line>((line) => 'kind' in line && isWanted(line)),
    stop: () => {
      child.kill('SIGINT')
      return ended
    },
  }
}

/** Asks for something as the page does. */
export async function command(
  { url }: Pick<Address, 'url'>,
  name: string,
  input: object,
): Promise<{ readonly ok: boolean; readonly [key: string]: any }> {
  const response = await fetch(`${url}api/${name}`, { method: 'POST', body: JSON.stringify(input) })
  return (await response.json()) as { ok: boolean }
}
