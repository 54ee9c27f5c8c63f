#!/usr/bin/env node
/** The program `plugin-kit`: understands the call, and ends with the right exit code. */
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

function tellFailure(error: unknown, args: readonly string[]): void {
  const isUsage = error instanceof UsageError
  const text = isUsage ? printable(error.message) : explainBug(error)
  const hint = isUsage && error.hint !== undefined ? `\n  → ${printable(error.hint)}` : ''
  process.stderr.write(`plugin-kit: ${text}${hint}\n`)
  if (!args.includes('--json')) return
  const problem = isUsage
    ? { message: error.message, hint: error.hint }
    : { message: String(error) }
  const document = { version: __VERSION__, exitCode: 2, projects: [], problems: [problem] }
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`)
}

function explainBug(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return `this is a bug in plugin-kit ${__VERSION__}, please report it:\n${printable(stack)}`
}

const args = process.argv.slice(2)
for (const stream of [process.stdout, process.stderr]) {
  // A reader that has seen enough (`| head`) is no reason to stop working.
  stream.on('error', () => {})
}
try {
  await leave(await main(args))
} catch (error) {
  tellFailure(error, args)
  await leave(2)
}
