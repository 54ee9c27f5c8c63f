/**
 * What the program says of wrong definitions. `wrong-definitions/*.md` are the tables: each heading
 * is a project, with its files and what the program answers to commands. `vitest -u` writes the
 * answers; read them as a person before they are committed.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { globSync } from 'tinyglobby'
import { describe, expect, test } from 'vitest'
import { at, root, run } from './plugin-kit.js'

const folder = new URL('wrong-definitions', import.meta.url).pathname

/** A block of code: its language, what else stands beside that, and its text. */
const block = /^```(\w+)(?: (\S+))?\n([^]*?)^```$/gm

describe('what is said of', () => {
  test.each(globSync('*.md', { cwd: folder }).sort())('%s', async (name) => {
    const document = readFileSync(join(folder, name), 'utf8')
    const answered: string[] = []
    for (const section of document.split(/^(?=## )/m)) {
      answered.push(await answer(section, at(String(answered.length))))
    }
    await expect(answered.join('')).toMatchFileSnapshot(join(folder, name))
  })
})

/** A section with the answers to its commands, in a project that has its files. */
async function answer(section: string, project: string): Promise<string> {
  let answered = section
  for (const [whole, language, path, text = ''] of section.matchAll(block)) {
    if (language === 'console') {
      const commands = text.match(/^\$ .*/gm) ?? []
      const answers: string[] = []
      for (const command of commands) answers.push(await say(command, project))
      answered = answered.replace(whole, () => `\`\`\`console\n${answers.join('\n')}\`\`\``)
    } else if (path !== undefined) {
      mkdirSync(dirname(join(project, path)), { recursive: true })
      writeFileSync(join(project, path), text)
    }
  }
  return answered
}

/** A command with what it prints: times are no news, and the project is in a place of its own. */
async function say(command: string, project: string): Promise<string> {
  const words = command.slice('$ '.length).split(' ')
  const program = words.indexOf('plugin-kit')
  const env = Object.fromEntries(words.slice(0, program).map((word) => word.split('=')))
  const { code, stdout, stderr } = await run(words.slice(program + 1), { cwd: project, env })
  expect(stdout + stderr).not.toMatch(/data:|plugin-definition-\d|^ +at /m)
  const printed = (stderr + stdout)
    .replaceAll(project, '/home/me/help-desk')
    .replaceAll(root, '/home/me/botpress-plugin-kit/')
    .replace(/\(\d+ ms\)|\(\d+\.\d s\)/g, '(… ms)')
    .replace(/"duration": [\d.]+/, '"duration": 0')
    .replace(/"version": "\d+\.\d+\.\d+",\n {2}"exit/, '"version": "…",\n  "exit')
  return `${command}\n${printed}# exit code ${code}\n`
}
