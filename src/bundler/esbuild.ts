/** For esbuild. */
import { readFileSync } from 'node:fs'
import type { PartialMessage, PluginBuild } from 'esbuild'
import { type Problem, asText, followed, generateIn, problemsOf } from './generation.js'
import type { Options } from './options.js'

/** Generates before a build, also before each one of a watch, and follows what it has read. */
export function setUpEsbuild(
  { initialOptions, onStart, onResolve }: PluginBuild,
  options: Options,
) {
  let watchFiles: string[] = []
  onStart(async () => {
    const report = await generateIn(initialOptions.absWorkingDir ?? process.cwd(), options)
    watchFiles = [...followed(report)]
    return {
      errors: (await problemsOf(report, 'error')).map(messageOf),
      warnings: (await problemsOf(report, 'warning')).map(messageOf),
    }
  })
  // Files to follow can only be named with something that is resolved: each build has an entry.
  onResolve({ filter: /.*/ }, ({ kind }) => (kind === 'entry-point' ? { watchFiles } : undefined))
}

/** esbuild makes the frame itself. */
function messageOf(problem: Problem): PartialMessage {
  const { message, location } = problem
  const lineText = location && lineAt(location.file, location.line)
  if (!location || lineText === undefined) return { text: asText(problem) }
  const [text = '', ...notes] = message.split('\n')
  return {
    text,
    notes: notes.map((note) => ({ text: note })),
    location: {
      file: location.file,
      line: location.line,
      // In bytes.
      column: Buffer.byteLength(lineText.slice(0, location.column - 1)),
      lineText,
    },
  }
}

function lineAt(file: string, line: number): string | undefined {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/)[line - 1]
  } catch {
    return undefined
  }
}
