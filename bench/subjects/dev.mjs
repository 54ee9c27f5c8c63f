/** How long an author waits in `plugin-kit dev` from a save until the new code has answered. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { analyticsDefinition, cli, project, root } from '../projects.mjs'
import { milliseconds, plain } from '../report.mjs'
import { median } from '../sampling.mjs'

const saves = 30

/** @returns {Promise<import('../report.mjs').Section>} */
export async function dev() {
  const fixture = (path) => readFileSync(join(root, 'fixtures/analytics', path), 'utf8')
  const files = {
    'package.json': fixture('package.json'),
    'plugin.definition.ts': analyticsDefinition,
    'plugin.dev.ts': fixture('plugin.dev.ts'),
    'src/index.ts': fixture('src/index.ts'),
  }
  const folder = project('dev', files)
  const child = spawn(process.execPath, [cli, 'dev', folder, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createInterface(child.stdout)
  const { url } = JSON.parse((await once(lines, 'line'))[0])
  const line = (title) =>
    new Promise((resolve) => {
      lines.on('line', function look(text) {
        if (JSON.parse(text).title !== title) return
        lines.off('line', look)
        resolve()
      })
    })

  let round = 0
  /** Saves a file that makes the handlers say something new, and asks for it. */
  async function save(path, text) {
    // Not at once: an author's next save comes when the watch has long gone back to sleep.
    await new Promise((resolve) => setTimeout(resolve, 100))
    const reloaded = line('Reloaded')
    const begin = performance.now()
    writeFileSync(join(folder, path), text)
    await reloaded
    const input = { event: 'seen', userId: 'ann' }
    const body = JSON.stringify({ name: 'trackEvent', input })
    const response = await fetch(`${url}api/callAction`, { method: 'POST', body })
    if (!(await response.json()).ok) throw new Error('The new code does not answer')
    return performance.now() - begin
  }
  const source = () => {
    const said = line(`Tracking seen, ${++round}`)
    const text = files['src/index.ts'].replace(
      '`Tracking ${input.event}`',
      `\`Tracking \${input.event}, ${round}\``,
    )
    return save('src/index.ts', text).then(async (time) => {
      await said
      return time
    })
  }
  const definition = () =>
    save(
      'plugin.definition.ts',
      analyticsDefinition.replace(/title: 'Get[^']*'/, `title: 'Get ${++round}'`),
    )

  const samples = { source: [], definition: [] }
  // The first of each takes what no other takes: it is not what an author waits for all day.
  await source()
  for (let index = 0; index < saves; index++) samples.source.push(await source())
  await definition()
  for (let index = 0; index < saves / 3; index++) samples.definition.push(await definition())
  child.kill('SIGINT')
  await once(child, 'close')
  return {
    title: 'The local bot of `plugin-kit dev`',
    about: `The source of the analytics fixture is saved ${saves} times, and its definition ${saves / 3} times; from each save until an action of the new code has answered over HTTP.`,
    rows: [
      plain('the source, median', median(samples.source), milliseconds, 150),
      plain('the definition, median', median(samples.definition), milliseconds),
    ],
  }
}
