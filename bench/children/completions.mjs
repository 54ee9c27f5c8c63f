/**
 * Asks a TypeScript language server for completions, as an editor does: opens a file, and then,
 * again and again, types a character elsewhere and asks at a place. Tells how long (in ms) each took.
 *
 * Usage: node completions.mjs <file> <how often> <the text that each place stands behind…>
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const [file, times, ...places] = process.argv.slice(2)
const tsserver = createRequire(import.meta.url).resolve('typescript/lib/tsserver.js')
const flags = ['--disableAutomaticTypingAcquisition', '--suppressDiagnosticEvents']
const server = spawn(process.execPath, [tsserver, ...flags], {
  stdio: ['pipe', 'pipe', 'inherit'],
})

const waiting = new Map()
let sequence = 0
let buffer = ''
server.stdout.setEncoding('utf8').on('data', (chunk) => {
  buffer += chunk
  // Each message is a line; what stands between them is its length.
  const lines = buffer.split('\n')
  buffer = lines.pop()
  for (const line of lines) {
    if (!line.startsWith('{')) continue
    const answer = JSON.parse(line)
    if (answer.type !== 'response') continue
    waiting.get(answer.request_seq)?.(answer)
    waiting.delete(answer.request_seq)
  }
})

function tell(command, args) {
  server.stdin.write(
    `${JSON.stringify({ seq: ++sequence, type: 'request', command, arguments: args })}\n`,
  )
}

function ask(command, args) {
  tell(command, args)
  return new Promise((resolve) => waiting.set(sequence, resolve))
}

const text = readFileSync(file, 'utf8')
const positionOf = (place) => {
  const index = text.indexOf(place)
  if (index < 0) throw new Error(`${file} has no ${JSON.stringify(place)}`)
  const lines = text.slice(0, index + place.length).split('\n')
  return { line: lines.length, offset: lines.at(-1).length + 1 }
}
const end = positionOf(text)

const result = {}
const complete = async (place) => {
  const begin = performance.now()
  const { success, message, body } = await ask('completionInfo', { file, ...positionOf(place) })
  const time = performance.now() - begin
  if (!success) throw new Error(message)
  return { time, names: body.entries.map(({ name }) => name) }
}

tell('open', { file, fileContent: text })
for (const place of places) {
  const { names, time: first } = await complete(place)
  const later = []
  for (let time = 0; time < Number(times); time++) {
    tell('change', { file, ...end, endLine: end.line, endOffset: end.offset, insertString: ' ' })
    later.push((await complete(place)).time)
  }
  result[place] = { names, first, later }
}
server.kill()
process.stdout.write(JSON.stringify(result))
