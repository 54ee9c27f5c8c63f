/**
 * Takes the pictures of dev.md: the support desk of the fixtures in `plugin-kit dev`, in a Chromium.
 *
 * Usage, after a build: node docs/take-pictures.mjs [path of a Chromium; default /usr/bin/chromium]
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const [executablePath = '/usr/bin/chromium'] = process.argv.slice(2)
const root = fileURLToPath(new URL('..', import.meta.url))
const pictures = join(root, 'docs/pictures')
mkdirSync(pictures, { recursive: true })

const workspace = mkdtempSync(join(tmpdir(), 'plugin-kit-pictures-'))
const folder = join(workspace, 'support-desk')
cpSync(join(root, 'fixtures/support-desk'), folder, {
  recursive: true,
  filter: (path) => !path.includes('.local'),
})
cpSync(join(root, 'fixtures/tsconfig.base.json'), join(workspace, 'tsconfig.base.json'))
mkdirSync(join(workspace, 'node_modules'))
symlinkSync(root, join(workspace, 'node_modules/botpress-plugin-kit'))
// A clock that stands: the same pictures every day.
const settings = join(folder, 'plugin.dev.ts')
writeFileSync(
  settings,
  readFileSync(settings, 'utf8').replace(
    'export default {',
    "export default {\n  now: '2026-03-02T09:30:00Z',",
  ),
)

const dev = spawn(process.execPath, [join(root, 'dist/cli/main.js'), 'dev', folder, '--json'], {
  stdio: ['ignore', 'pipe', 'inherit'],
})
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
try {
  const { url } = JSON.parse((await once(createInterface(dev.stdout), 'line'))[0])
  const command = (name, input) =>
    fetch(`${url}api/${name}`, { method: 'POST', body: JSON.stringify(input) })
  const say = (text) => command('sendMessage', { type: 'text', payload: { text }, ...place })
  const place = { userId: 'ann', conversationId: 'help' }
  await say('Hello, is somebody there?')
  await command('callAction', { name: 'openTicket', input: { subject: 'Printer', userId: 'ann' } })
  await say('My printer is on fire')

  const open = async (width, height, colorScheme) => {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme })
    const page = await context.newPage()
    await page.goto(url)
    await page.getByText('Connected', { exact: true }).waitFor()
    return page
  }
  const shoot = (page, name) => page.screenshot({ path: join(pictures, `${name}.png`) })

  const wide = await open(1280, 720, 'light')
  await wide.getByText('Open a ticket').click()
  const form = wide.getByRole('form', { name: 'Call openTicket' })
  await form.getByRole('button', { name: 'Call openTicket' }).click()
  await form.getByText('Not every value is right').waitFor()
  await shoot(wide, 'dev')

  const narrow = await open(400, 720, 'dark')
  await shoot(narrow, 'dev-narrow')

  const source = join(folder, 'src/index.ts')
  writeFileSync(source, readFileSync(source, 'utf8').replace('export default', 'export defalt'))
  const broken = await open(1280, 640, 'light')
  await broken.locator('.problems .frame').waitFor()
  await shoot(broken, 'dev-mistake')
} finally {
  await browser.close()
  dev.kill('SIGINT')
  await once(dev, 'close')
  rmSync(workspace, { recursive: true })
}
