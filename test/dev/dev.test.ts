/** The command from outside: what it prints, what it keeps, and how it reloads. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  type DevProcess,
  type Project,
  command,
  createProject,
  program,
  root,
  startDev,
} from './dev-process.js'

let project: Project
const processes: DevProcess[] = []
beforeEach(() => (project = createProject()))
afterEach(async () => {
  for (const { child } of processes) child.kill('SIGKILL')
  await Promise.all(processes.splice(0).map(({ ended }) => ended))
  project.remove()
})

function start(...args: string[]): DevProcess {
  const started = startDev(project, args)
  processes.push(started)
  return started
}

/** What is asked over the platform's API. */
async function ask(
  { apiUrl, token }: Awaited<DevProcess['address']>,
  path: string,
  body?: object,
  method = body ? 'POST' : 'GET',
): Promise<any> {
  const response = await fetch(`${apiUrl}/v1/chat/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`)
  return response.json()
}

const text = (text: string) => ({ type: 'text', payload: { text } })

test('says where it is on the first line, then what happens, and ends well', async () => {
  const dev = start()
  const address = await dev.address
  expect(address).toEqual({
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{43}\/$/),
    apiUrl: address.url.slice(0, -45),
    token: expect.stringMatching(/^[\w-]{43}$/),
    botId: 'bot_1',
  })
  const heard = dev.next(({ kind }) => kind === 'message')
  await command(address, 'sendMessage', text('hi'))
  expect((await heard).title).toBe('text of user_1: hi')
  const { code, stdout, stderr } = await dev.stop()
  expect([code, stderr]).toEqual([0, ''])
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines[0]).toEqual(address)
  expect(lines.slice(1).every(({ id, at, kind, title }) => id && at && kind && title)).toBe(true)
})

test('generates, and leaves nothing for git to see but what gen writes', async () => {
  execFileSync('git', ['init', '-q'], { cwd: project.folder })
  await start().address
  const seen = execFileSync('git', ['status', '--porcelain', '--untracked-files=all'], {
    cwd: project.folder,
    encoding: 'utf8',
  })
  expect(seen).toContain('.botpress/index.ts')
  expect(seen).not.toContain('.local')
})

test('tells of a second one in the project, which ends and harms nothing', async () => {
  const first = start()
  const address = await first.address
  const second = await start().ended
  expect(second).toMatchObject({ code: 1, stdout: '' })
  expect(second.stderr).toContain(
    `Another plugin-kit dev runs this project: process ${first.child.pid}`,
  )
  expect(await command(address, 'sendMessage', text('hi'))).toMatchObject({ ok: true })
})

test('a port that is taken is a wrong call', async () => {
  const { apiUrl } = await start().address
  const other = createProject()
  const { code, stdout, stderr } = await startDev(other, ['--port', new URL(apiUrl).port]).ended
  other.remove()
  expect([code, JSON.parse(stdout).exitCode]).toEqual([2, 2])
  expect(stderr).toContain('is taken')
})

describe('to a person', () => {
  /** Starts it without `--json`, and follows what it prints. */
  function talk(...args: string[]) {
    const child = spawn(process.execPath, [program, 'dev', '--no-color', ...args], {
      cwd: project.folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const output = { stdout: '', stderr: '' }
    child.stdout.on('data', (chunk) => (output.stdout += chunk))
    child.stderr.on('data', (chunk) => (output.stderr += chunk))
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
    const printed = (text: string | RegExp) =>
      expect.poll(() => output.stdout + output.stderr, { timeout: 20_000 }).toMatch(text)
    return { child, output, ended, printed }
  }

  test('says where the page is, what happens, and mistakes with their lines', async () => {
    const { child, output, ended, printed } = talk()
    try {
      await printed(/^✓ \. runs in a local bot; Ctrl\+C ends it\n {2}page {2}http:\/\/127/)
      const [, url = ''] = /page {2}(\S+)/.exec(output.stdout) ?? []
      await command({ url }, 'sendMessage', { ...text('break'), userId: 'ann' })
      await printed(/message text of ann: break\n/)
      await printed(/^src\/index\.ts:\d+:\d+ error handler_failed\n {4}Error: That was too much\n/m)
      await printed(/> \d+ \| .*throw new Error\('That was too much'\)/)
      project.edit('src/index.ts', 'const plugin = ', 'const plugin == ')
      await printed(/^src\/index\.ts:4:14 error syntax_error/m)
      project.edit('src/index.ts', 'const plugin == ', 'const plugin = ')
      await printed(/dev {5}Reloaded \(/)
    } finally {
      child.kill('SIGTERM')
    }
    expect(await ended).toBe(0)
  })

  test('says that it does not run yet, and then runs', async () => {
    const source = project.read('src/index.ts')
    project.write('src/index.ts', 'export default {')
    const { child, output, ended, printed } = talk('--quiet')
    try {
      await printed(/^✗ \. does not run yet: it is tried again with each save/)
      await printed(/src\/index\.ts:1:17 error/)
      const [, url = ''] = /page {2}(\S+)/.exec(output.stdout) ?? []
      expect(await command({ url }, 'callAction', order)).toMatchObject({
        ok: false,
        problem: { code: 'not_running' },
      })
      project.write('src/index.ts', source)
      await expect
        .poll(() => command({ url }, 'callAction', order), { timeout: 20_000 })
        .toMatchObject({ ok: true })
    } finally {
      child.kill('SIGINT')
    }
    expect(await ended).toBe(0)
  })

  test.each([
    [['nowhere'], 2, 'There is no file or folder nowhere'],
    [['src'], 1, 'plugin.definition.ts'],
    [['--port', 'x'], 2, '--port needs a number from 0 to 65535, not x'],
  ])('a call that cannot be: %s', async (args, code, message) => {
    const { output, ended } = talk(...args)
    expect(await ended).toBe(code)
    expect(output).toMatchObject({ stdout: '', stderr: expect.stringContaining(message) })
  })
})

test('is loaded only where it is used', () => {
  const chunks = join(root, 'dist/chunks')
  const own = readdirSync(chunks).filter((name) =>
    readFileSync(join(chunks, name), 'utf8').includes('Another plugin-kit dev runs'),
  )
  expect(own).toHaveLength(1)
  for (const args of [['--help'], ['gen', project.folder]]) {
    const coverage = join(project.folder, 'node_modules/.coverage')
    execFileSync(process.execPath, [program, ...args], {
      env: { ...process.env, NODE_V8_COVERAGE: coverage },
    })
    const loaded = readdirSync(coverage).map((name) => readFileSync(join(coverage, name), 'utf8'))
    expect(loaded.join('')).toContain('dist/cli/main.js')
    expect(loaded.join('')).not.toContain(own[0])
  }
})

describe('what the bot holds', () => {
  test('is there after a restart, with its clock and what is due; --fresh forgets it', async () => {
    const first = start()
    const address = await first.address
    await command(address, 'sendMessage', { ...text('add socks'), userId: 'ann' })
    await command(address, 'setClock', { mode: 'fixed' })
    await command(address, 'advance', { ms: 60_000 })
    await first.stop()

    const second = start()
    const again = await second.address
    const state = 'states/user/ann/shop%23cart'
    expect((await ask(again, state)).state.payload).toEqual({ items: ['socks'] })
    const expired = second.next(({ title }) => title === 'The cart was left behind')
    await command(again, 'advance', { ms: 3_600_000 })
    await expired
    await expect(ask(again, state)).rejects.toThrow('404')
    expect((await ask(again, 'users/ann')).user.id).toBe('ann')
    await second.stop()

    const fresh = await start('--fresh').address
    await expect(ask(fresh, 'users/ann')).rejects.toThrow('404')
  })

  test('survives twenty kills at random moments, as far as it was acknowledged', async () => {
    const acknowledged = new Map<string, string>()
    let last = 0
    for (let round = 0; round <= 20; round++) {
      const dev = start()
      const address = await dev.address
      for (const [path, id] of acknowledged) {
        const answer = await ask(address, path)
        const { user, message, state } = answer
        expect(user?.name ?? message?.payload.text ?? state?.payload.count).toBe(id)
      }
      if (round === 20) break
      // Several at once, so that kills come between writes and answers.
      const write = async (): Promise<void> => {
        for (;;) {
          const id = `w${++last}`
          const { user } = await ask(address, 'users', { name: id, tags: {} })
          acknowledged.set(`users/${user.id}`, id)
          const { output } = await command(address, 'sendMessage', {
            ...text(id),
            userId: user.id,
            conversationId: `c${user.id}`,
          })
          const { messages } = await ask(
            address,
            `messages?conversationId=${output.conversationId}`,
          )
          const own = messages.find((message: any) => message.payload.text === id)
          acknowledged.set(`messages/${own.id}`, id)
        }
      }
      const writers = [write(), write(), write()].map((writer) => writer.catch(() => {}))
      setTimeout(() => dev.child.kill('SIGKILL'), 20 + Math.random() * 300)
      await Promise.all([dev.ended, ...writers])
    }
    expect(acknowledged.size).toBeGreaterThan(100)
  }, 300_000)
})

describe('reload', () => {
  test('answers with new code; handlers that run finish on the old; the bot keeps what it has', async () => {
    const dev = start()
    const address = await dev.address
    const answers = async (): Promise<string[]> => {
      const { messages } = await ask(address, 'messages?conversationId=c')
      return messages
        .filter(({ direction }: any) => direction === 'outgoing')
        .map(({ payload }: any) => payload.text)
        .reverse()
    }
    const say = (words: string) =>
      command(address, 'sendMessage', { ...text(words), userId: 'ann', conversationId: 'c' })
    const begun = dev.next(({ title }) => title === 'text of ann: wait')
    const waiting = say('wait')
    await begun
    const reloaded = dev.next(({ title }) => title === 'Reloaded')
    project.edit('src/index.ts', 'You said:', 'You wrote:')
    await reloaded
    await say('hello')
    expect(await answers()).toEqual(['You wrote: hello'])
    await say('release')
    await waiting
    expect(await answers()).toEqual(['You wrote: hello', 'You wrote: release', 'You said: wait'])
  })

  test('tells of mistakes with the line, goes on with what ran, and comes back', async () => {
    const dev = start()
    const address = await dev.address
    const told = dev.next(({ problem }) => problem?.code === 'syntax_error')
    project.edit('src/index.ts', 'const plugin = ', 'const plugin == ')
    expect(await told).toMatchObject({ kind: 'dev', level: 'error' })
    await expect
      .poll(async () => (await problems(address))[0], { timeout: 10_000 })
      .toMatchObject({
        code: 'syntax_error',
        place: { file: 'src/index.ts', line: 4, frame: expect.stringContaining('const plugin ==') },
      })
    expect(await command(address, 'callAction', order)).toMatchObject({ ok: true })

    project.edit('src/index.ts', 'const plugin == ', 'const plugin = ')
    await expect.poll(() => problems(address), { timeout: 10_000 }).toEqual([])

    project.edit('plugin.definition.ts', "version: '1.0.0'", "version: 'one'")
    await expect
      .poll(async () => (await problems(address))[0], { timeout: 10_000 })
      .toMatchObject({
        severity: 'error',
        place: { file: 'plugin.definition.ts', line: 6 },
      })
    project.edit('plugin.definition.ts', "version: 'one'", "version: '1.0.1'")
    await expect.poll(() => problems(address), { timeout: 10_000 }).toEqual([])
  })

  test('is not for a save that changes nothing', async () => {
    const dev = start()
    const address = await dev.address
    project.write('src/index.ts', `${project.read('src/index.ts')}// The end\n`)
    const reloaded = dev.next(({ title }) => title === 'Reloaded')
    project.edit('src/index.ts', "'The shop is closed'", "'The shop has closed'")
    await reloaded
    const { stdout } = await dev.stop()
    expect(stdout.match(/"Reloaded"/g)).toHaveLength(1)
    expect(address.botId).toBe('bot_1')
  })
})

const order = { name: 'order', input: { item: 'socks' } }

/** What the page is told is wrong with the project. */
async function problems({ url }: { readonly url: string }): Promise<any[]> {
  const { singles } = await firstUpdate(url)
  return singles.problems
}

async function firstUpdate(url: string): Promise<any> {
  const controller = new AbortController()
  const response = await fetch(`${url}api/updates`, { signal: controller.signal })
  let received = ''
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    received += chunk
    if (received.includes('\n')) break
  }
  controller.abort()
  return JSON.parse(received.split('\n')[0] as string)
}

describe('a mistake while it runs', () => {
  test('in a handler is told with its line, on stdout and to the page', async () => {
    const dev = start()
    const address = await dev.address
    const told = dev.next(({ kind }) => kind === 'error')
    const answer = await command(address, 'sendMessage', { ...text('break'), userId: 'ann' })
    const line =
      project
        .read('src/index.ts')
        .split('\n')
        .findIndex((text) => text.includes('too much')) + 1
    const problem = {
      severity: 'error',
      code: 'handler_failed',
      message: 'Error: That was too much',
      place: { file: 'src/index.ts', line, frame: expect.stringContaining(`> ${line} |`) },
    }
    expect(answer).toMatchObject({ ok: false, problem, output: { userId: 'ann' } })
    expect((await told).problem).toMatchObject(problem)
  })

  test('in what the plugin hands over is found by its definition', async () => {
    project.edit('src/index.ts', 'emit({ item: input.item })', 'emit({ item: 7 as never })')
    const dev = start()
    const address = await dev.address
    const told = dev.next(({ kind }) => kind === 'error')
    await command(address, 'callAction', order)
    const { problem } = await told
    expect(problem).toMatchObject({
      code: 'invalid_value',
      message: expect.stringContaining('events.ordered.item'),
      place: { file: 'src/index.ts', frame: expect.stringContaining('item: 7 as never') },
    })
  })

  test('that nobody waits for does not end it', async () => {
    project.edit(
      'src/index.ts',
      "throw new Error('The shop is closed')",
      "setTimeout(() => { throw new Error('Much later') }); return {}",
    )
    const dev = start()
    const address = await dev.address
    const told = dev.next(({ kind }) => kind === 'error')
    await command(address, 'callAction', { name: 'fail' })
    expect((await told).problem).toMatchObject({
      code: 'uncaught',
      message: 'Error: Much later',
      place: { file: 'src/index.ts' },
    })
    expect(await command(address, 'callAction', order)).toMatchObject({ ok: true })
  })
})

test('plugin.dev.ts says what the bot is made of, and may come and go', async () => {
  project.edit(
    'plugin.definition.ts',
    '  user: {',
    `  configuration: { schema: z.object({ currency: z.string() }) },
  integrations: {
    mail: {
      name: 'mail',
      version: '1.0.0',
      actions: { send: { input: { schema: z.object({}) }, output: { schema: z.object({}) } } },
      events: {},
    } as never,
  },
  user: {`,
  )
  const dev = start()
  const address = await dev.address
  expect((await problems(address)).map(({ code, hint }) => [code, hint])).toEqual([
    ['wrong_configuration', expect.stringContaining('plugin.dev.ts')],
    ['no_stand_in', expect.stringContaining('"mail": { actions: { "send"')],
  ])
  project.write(
    'plugin.dev.ts',
    `export default {
  configuration: { currency: 'CHF' },
  users: [{ id: 'zoe', name: 'Zoe' }],
  integrations: { mail: { actions: { send: () => ({}) } } },
}`,
  )
  await expect.poll(() => problems(address), { timeout: 10_000 }).toEqual([])
  expect((await ask(address, 'users/zoe')).user.name).toBe('Zoe')
  expect(existsSync(join(project.folder, '.botpress/.local/dev/bot.jsonl'))).toBe(true)
})
