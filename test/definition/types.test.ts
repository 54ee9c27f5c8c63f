/** Right and wrong definitions, by the compiler: `types/*.ts` must have no error, expected ones aside. */
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

test('right definitions compile and wrong ones do not', () => {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(`${root}/tsconfig.json`, ts.sys.readFile).config,
    ts.sys,
    root,
  )
  const folder = fileURLToPath(new URL('types', import.meta.url))
  const files = readdirSync(folder).map((name) => `${folder}/${name}`)
  expect(files).not.toEqual([])
  const program = ts.createProgram(files, options)
  const errors = files.flatMap((file) => {
    const source = program.getSourceFile(file)
    return program.getSemanticDiagnostics(source).map((error) => {
      const line = source?.getLineAndCharacterOfPosition(error.start ?? 0).line ?? 0
      return `${file}:${line + 1} ${ts.flattenDiagnosticMessageText(error.messageText, '\n')}`
    })
  })
  expect(errors).toEqual([])
})
