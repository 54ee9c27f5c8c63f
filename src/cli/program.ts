/** The program `plugin-kit`: understands the call, and ends with the right exit code. */
import { inspect } from 'node:util'
import { gen } from './gen.js'
import { parseGenCall } from './options.js'
import { leave, printable } from './terminal.js'
import { UsageError } from './usage-error.js'

async function main(args: readonly string[]): Promise<number> {
  // Most calls are plain ones, and most of those find nothing to do: they pay for nothing else.
  const call = parseGenCall(args)
  if (call !== undefined) return await gen(call)
  const { run } = await import('./commands.js')
  return await run(args)
}

async function tellFailure(error: unknown, args: readonly string[]): Promise<void> {
  const isUsage = error instanceof UsageError
  const hint = isUsage && error.hint !== undefined ? `\n  → ${error.hint}` : ''
  const text = isUsage
    ? `${error.message}${hint}`
    : `this is a bug in plugin-kit ${__VERSION__}, please report it:\n${inspect(error)}`
  process.stderr.write(`plugin-kit: ${printable(text)}\n`)
  // `schema` has a document in any case.
  if (!args.includes('--json') && args[0] !== 'schema') return
  const { failedJsonOf, problemOf } = await import('./json.js')
  const problem = isUsage ? problemOf(error) : { message: String(error) }
  process.stdout.write(`${JSON.stringify(failedJsonOf(problem), null, 2)}\n`)
}

const args = process.argv.slice(2)
for (const stream of [process.stdout, process.stderr]) {
  // A reader that has seen enough (`| head`) is no reason to stop working.
  stream.on('error', () => {})
}
// Whatever else runs here, a configuration of prettier say, must not make a success of half a run.
process.on('exit', () => {
  if (isDone) return
  process.stderr.write('plugin-kit: the process was ended before its work was done\n')
  process.exitCode = 2
})
let isDone = false
let exitCode: number
try {
  exitCode = await main(args)
} catch (error) {
  await tellFailure(error, args)
  exitCode = 2
}
isDone = true
await leave(exitCode)
