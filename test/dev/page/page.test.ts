/** The page of `plugin-kit dev` in a real Chromium, as a person uses it. */
import { AxeBuilder } from '@axe-core/playwright'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, type Locator, type Page, chromium } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type Address,
  type DevProcess,
  type Project,
  command,
  createProject,
  startDev,
} from '../dev-process.js'
import { chromiumArgs, chromiumPath } from './chromium.js'

const isLeftOut = chromiumPath === undefined
if (isLeftOut) {
  console.warn('No Chromium is installed: the tests of the page in a browser are left out')
}

describe.skipIf(isLeftOut)('the page', () => {
  let browser: Browser
  let project: Project
  let dev: DevProcess
  let address: Address
  let page: Page
  /** What the browser complains about: a broken rule of the content security policy, say. */
  let complaints: string[]

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: chromiumPath as string,
      args: chromiumArgs,
    })
  })
  afterAll(() => browser?.close())

  beforeEach(async () => {
    project = createProject()
    dev = startDev(project)
    address = await dev.address
    page = await open()
  })
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()))
    await dev.stop()
    project.remove()
    expect(complaints).toEqual([])
  })

  async function open(options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
    const size = { width: 1280, height: 800 }
    const context = await browser.newContext({ viewport: size, ...options })
    const opened = await context.newPage()
    opened.setDefaultTimeout(20_000)
    complaints = []
    opened.on('pageerror', (error) => complaints.push(String(error)))
    opened.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    await opened.goto(address.url)
    await opened.getByText('Connected', { exact: true }).waitFor()
    return opened
  }

  const messages = (): Locator => page.getByRole('log', { name: 'Messages' })
  const answer = (text: string): Locator =>
    messages().getByRole('article', { name: 'Bot' }).getByText(text, { exact: true })
  const say = async (text: string): Promise<void> => {
    await page.getByRole('textbox', { name: 'Message' }).fill(text)
    await page.getByRole('button', { name: 'Send' }).click()
  }
  const tab = (name: string): Locator => page.getByRole('tab', { name })

  test('talks, and goes on with the same user and conversation', async () => {
    await say('hello')
    await answer('You said: hello').waitFor()
    await say('again')
    await answer('You said: again').waitFor()
    expect(await messages().getByRole('article').count()).toBe(4)
    expect(await page.getByRole('textbox', { name: 'Message' }).inputValue()).toBe('')
    // Who comes back finds what was said.
    await page.reload()
    await answer('You said: again').waitFor()
    expect(await page.getByRole('combobox', { name: 'User', exact: true }).inputValue()).toBe(
      'user_1',
    )
  })

  test('shows markup as text', async () => {
    const text = '<img src=x onerror="document.title = 1"><b>bold</b>'
    await say(text)
    await answer(`You said: ${text}`).waitFor()
    expect(await messages().locator('b, img').count()).toBe(0)
    expect(await page.title()).toBe('plugin-kit dev')
  })

  test('shows messages as what they are, and loads nothing from elsewhere', async () => {
    await say('hello')
    await answer('You said: hello').waitFor()
    const requests: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    const card = {
      title: 'Socks',
      subtitle: 'Warm',
      imageUrl: 'https://elsewhere.example/socks.png',
      actions: [
        { action: 'say', label: 'Buy', value: 'I buy' },
        { action: 'postback', label: 'Later', value: 'LATER' },
        { action: 'url', label: 'Look', value: 'https://elsewhere.example/' },
        { action: 'url', label: 'Run', value: 'javascript:alert(1)' },
      ],
    }
    const sent: readonly (readonly [string, object])[] = [
      ['card', card],
      [
        'carousel',
        {
          items: [
            { title: 'One', actions: [] },
            { title: 'Two', actions: [] },
          ],
        },
      ],
      ['choice', { text: 'Which?', options: [{ label: 'Red', value: 'red' }] }],
      ['image', { imageUrl: 'https://elsewhere.example/a.png', title: 'A picture' }],
      ['location', { latitude: 46.9, longitude: 7.4, title: 'Bern' }],
      ['bloc', { items: [{ type: 'text', payload: { text: 'In a bloc' } }] }],
      ['custom', { anything: [1] }],
      ['text', { text: '' }],
    ]
    for (const [type, payload] of sent) {
      await fetch(`${address.apiUrl}/v1/chat/messages`, {
        method: 'POST',
        headers: { authorization: `Bearer ${address.token}` },
        body: JSON.stringify({
          type,
          payload,
          tags: {},
          userId: address.botId,
          conversationId: 'conversation_1',
        }),
      })
    }
    for (const text of [
      'Warm',
      'Two',
      'Which?',
      '46.9, 7.4',
      'In a bloc',
      'Run (javascript:alert(1))',
    ]) {
      await messages().getByText(text).waitFor()
    }
    await messages().getByText('{"anything":[1]}', { exact: true }).waitFor()
    const links = await messages().getByRole('link').all()
    const hrefs = await Promise.all(links.map((link) => link.getAttribute('href')))
    expect(hrefs.sort()).toEqual([
      'https://elsewhere.example/',
      'https://elsewhere.example/a.png',
      'https://elsewhere.example/socks.png',
    ])
    await messages().getByRole('button', { name: 'Buy' }).click()
    await answer('You said: I buy').waitFor()
    await messages().getByRole('button', { name: 'Later' }).click()
    await answer('You said: LATER').waitFor()
    await messages().getByRole('button', { name: 'Red' }).click()
    await answer('You said: red').waitFor()
    expect(requests.filter((url) => !url.startsWith(address.url))).toEqual([])
  })

  test('has several users and conversations, and forgets all of them', async () => {
    const choose = (name: string, option: string): Promise<unknown> =>
      page.getByRole('combobox', { name, exact: true }).selectOption({ label: option })
    for (const number of [1, 2]) {
      await choose('User', 'New user')
      await choose('Conversation', 'New conversation')
      await say(`hello ${number}`)
      await answer(`You said: hello ${number}`).waitFor()
      expect(await messages().getByRole('article').count()).toBe(2)
    }
    const users = page.getByRole('combobox', { name: 'User', exact: true }).getByRole('option')
    expect(await users.allTextContents()).toEqual(['New user', 'user_1', 'user_2'])

    page.once('dialog', (dialog) => void dialog.accept())
    await page.getByRole('button', { name: 'Start anew' }).click()
    await messages().getByText('Say something').waitFor()
    expect(await users.allTextContents()).toEqual(['New user'])
    await say('hello again')
    await answer('You said: hello again').waitFor()
  })

  test('calls an action by its form: a wrong value is told at its field, a right one is done', async () => {
    await page.getByText('Order something').click()
    const form = page.getByRole('form', { name: 'Call order' })
    await form.getByLabel(/^count/).fill('1.5')
    await form.getByRole('button', { name: 'Call order' }).click()
    await form.getByText('Not every value is right').waitFor()
    const item = form.getByLabel(/^item/)
    expect(await item.getAttribute('aria-invalid')).toBe('true')
    expect(await form.getByLabel(/^count/).getAttribute('aria-invalid')).toBe('true')
    const described = await item.getAttribute('aria-describedby')
    expect(await page.locator(`[id="${described}"]`).textContent()).toMatch(/expected string/)

    await item.fill('socks')
    await form.getByLabel(/^count/).fill('3')
    await form.getByRole('button', { name: 'Call order' }).click()
    await form.getByText('{"orderId":"3 × socks"}').waitFor()
    expect(await item.getAttribute('aria-invalid')).toBe('false')
    await page.getByRole('region', { name: 'Timeline' }).getByText('Ordered: socks').waitFor()
  })

  test('emits an event by its form', async () => {
    await tab('Events').click()
    await page.getByRole('tabpanel').locator('summary').click()
    const form = page.getByRole('form', { name: 'Emit ordered' })
    await form.getByLabel(/^item/).fill('shoes')
    await form.getByRole('button', { name: 'Emit ordered' }).click()
    await page.getByRole('region', { name: 'Timeline' }).getByText('Ordered: shoes').waitFor()
  })

  test('shows what a handler throws, with the line', async () => {
    await say('break')
    const chat = page.getByRole('region', { name: 'Chat' })
    await chat.getByText('Error: That was too much').waitFor()
    expect(await chat.locator('.frame').textContent()).toMatch(
      /> \d+ \|.*throw new Error\('That was too much'\)/,
    )
    expect(await chat.locator('.place').textContent()).toMatch(/^src\/index\.ts:\d+:\d+$/)
  })

  test('follows the files: a new answer, a mistake with its line, and the end of it', async () => {
    await say('hello')
    await answer('You said: hello').waitFor()
    project.edit('src/index.ts', 'You said:', 'You wrote:')
    await page.getByRole('region', { name: 'Timeline' }).getByText('Reloaded').waitFor()
    await say('hello')
    await answer('You wrote: hello').waitFor()

    project.edit('src/index.ts', 'const plugin = ', 'const plugin == ')
    const alert = page.getByRole('alert')
    await alert.getByText(/const plugin ==/).waitFor()
    expect(await alert.locator('.place').textContent()).toBe('src/index.ts:4:14')
    // All of it is to be seen, not the first line of it.
    const hidden = await alert.evaluate((alert: any) => alert.scrollHeight - alert.clientHeight)
    expect(hidden).toBe(0)
    project.edit('src/index.ts', 'const plugin == ', 'const plugin = ')
    await alert.waitFor({ state: 'detached' })
  })

  test('moves the clock past an expiry', async () => {
    await say('add socks')
    await tab('States').click()
    const states = page.getByRole('tabpanel')
    await states.getByText('shop#cart').waitFor()
    await states.getByText(/^Expires/).waitFor()
    await page.getByLabel('How far').fill('61')
    await page.getByLabel('Unit').selectOption('minutes')
    await page.getByRole('button', { name: 'Advance' }).click()
    await states.getByText('No state has been stored.').waitFor()
    await page
      .getByRole('region', { name: 'Timeline' })
      .getByText('The cart was left behind')
      .waitFor()
  })

  test('works by the keyboard alone', async () => {
    /** Presses Tab until something has the focus. */
    const reach = async (what: Locator): Promise<void> => {
      for (let presses = 0; presses < 60; presses++) {
        if (await what.evaluate((element: any) => element.matches(':focus'))) return
        await page.keyboard.press('Tab')
      }
      throw new Error(`Tab does not lead to ${String(what)}`)
    }
    const write = (text: string) => page.keyboard.type(text)

    await reach(page.getByRole('textbox', { name: 'Message' }))
    await write('add socks')
    await page.keyboard.press('Enter')
    await answer('You said: add socks').waitFor()

    await reach(page.locator('summary', { hasText: 'Order something' }))
    await page.keyboard.press('Enter')
    const form = page.getByRole('form', { name: 'Call order' })
    await reach(form.getByLabel(/^item/))
    await write('shoes')
    await page.keyboard.press('Enter')
    await form.getByText('{"orderId":"1 × shoes"}').waitFor()

    // From the end of the page, on to its beginning.
    await reach(page.getByLabel('How far'))
    await page.keyboard.press('Control+a')
    await write('2')
    await page.keyboard.press('Enter')
    await page
      .getByRole('region', { name: 'Timeline' })
      .getByText('The cart was left behind')
      .waitFor()

    await reach(tab('Actions'))
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.getByRole('tabpanel').getByText('No state has been stored.').waitFor()
  })

  test('stays quick with 5,000 messages', async () => {
    const { apiUrl, token } = address
    const place = { userId: 'ann', conversationId: 'long' }
    await command(address, 'sendMessage', { type: 'text', payload: { text: 'first' }, ...place })
    await page.close()
    const batch = async (start: number): Promise<void> => {
      for (let index = start; index < 5000; index += 10) {
        await fetch(`${apiUrl}/v1/chat/messages`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}` },
          body: JSON.stringify({
            type: 'text',
            payload: { text: `m${index}` },
            tags: {},
            ...place,
          }),
        })
      }
    }
    await Promise.all(Array.from({ length: 10 }, (_, start) => batch(start)))
    page = await open()
    await answer('m4999').waitFor()
    // What is not looked at is not drawn.
    expect(await messages().getByRole('article').count()).toBe(200)
    await messages()
      .getByRole('button', { name: /earlier of 48\d\d/ })
      .click()
    expect(await messages().getByRole('article').count()).toBe(400)
    await say('still there?')
    await answer('You said: still there?').waitFor()
  }, 240_000)

  test.each(['light', 'dark'] as const)('has nothing that axe finds wrong: %s', async (scheme) => {
    await page.close()
    await command(address, 'sendMessage', { type: 'text', payload: { text: 'add socks' } })
    await command(address, 'callAction', { name: 'fail' })
    for (const width of [1280, 400]) {
      page = await open({ colorScheme: scheme, viewport: { width, height: 800 } })
      const audit = async (what: string): Promise<void> => {
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id, nodes }) => [what, id, nodes[0]?.html])).toEqual([])
        // Nothing sticks out of a narrow window.
        const overflow = await page.evaluate('document.body.scrollWidth - innerWidth')
        expect([what, overflow]).toEqual([what, 0])
      }
      await audit('Chat')
      if (width === 400) {
        const parts = page.getByRole('navigation', { name: 'Parts of the page' })
        await parts.getByRole('button', { name: 'Timeline' }).click()
        await audit('Timeline')
        await parts.getByRole('button', { name: 'Bot' }).click()
      }
      const tabs = ['Actions', 'Events', 'States', 'Tags', 'Workflows', 'Tables', 'Files']
      for (const name of width === 400 ? tabs.slice(0, 1) : tabs) {
        await tab(name).click()
        for (const summary of await page.locator('#bot-tab summary').all()) await summary.click()
        await audit(name)
      }
      await page.close()
    }
  })

  test('gives nothing to a page of another origin, nor under a name that leads here', async () => {
    const other = createServer((_, response) => {
      response.setHeader('content-type', 'text/html')
      response.end('<!doctype html><title>other</title>')
    })
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const foreign = await browser.newPage()
    const { url, token } = address
    for (const origin of [`http://127.0.0.1:${port}`, `http://other.example:${port}`]) {
      await foreign.goto(origin)
      const got = await foreign.evaluate(
        async ([url, apiUrl, token]) => {
          const answers: string[] = []
          const attempts: [string, RequestInit][] = [
            [`${url}api/updates`, {}],
            [
              `${url}api/callAction`,
              { method: 'POST', body: '{"name":"order","input":{"item":"x"}}' },
            ],
            [`${apiUrl}/v1/chat/users`, { headers: { authorization: `Bearer ${token}` } }],
          ]
          for (const [address, init] of attempts) {
            await fetch(address, init).then(
              async (response) => answers.push(await response.text()),
              () => {},
            )
            // Without reading the answer, it may still be sent.
            await fetch(address, { ...init, mode: 'no-cors' }).catch(() => {})
          }
          return answers
        },
        [url, address.apiUrl, token] as const,
      )
      expect(got).toEqual([])
      expect(
        await foreign.evaluate(`new Promise((resolve) => {
          const frame = document.createElement('iframe')
          frame.src = ${JSON.stringify(url)}
          frame.onload = () => resolve(frame.contentDocument === null)
          document.body.append(frame)
        })`),
      ).toBe(true)
    }
    const rebound = url.replace('127.0.0.1', 'rebound.example')
    const answered = foreign.waitForResponse(rebound)
    // There is nothing to show.
    await expect(foreign.goto(rebound)).rejects.toThrow('ERR_HTTP_RESPONSE_CODE_FAILURE')
    expect((await answered).status()).toBe(403)
    other.close()
    // Nothing was done in secret either.
    await page.close()
    const { stdout } = await dev.stop()
    expect(stdout).not.toContain('shop#order')
  })
})
