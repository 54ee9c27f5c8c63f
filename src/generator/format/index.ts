/** Runs generated files through the prettier of the project they are for. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { File } from '../emit/index.js'
import { GeneratorError } from '../errors.js'
import { packageManagerOf } from '../project/index.js'

/** The part of prettier that is used here; version 3. */
interface Prettier {
  check(source: string, options: object): Promise<boolean>
  clearConfigCache(): Promise<void>
  format(source: string, options: object): Promise<string>
  resolveConfig(path: string, options: object): Promise<object | null>
  resolveConfigFile(path: string): Promise<string | null>
}

/**
 * Formats files as prettier would if it were run on them where they will stand.
 *
 * @param project the absolute path of the folder whose prettier is used
 * @returns the files, and what else they now depend on: absolute paths of prettier's own package and
 * of its configuration
 * @throws {GeneratorError} `prettier_not_found` or `format_failed`
 */
export async function format(
  files: readonly File[],
  outDir: string,
  project: string,
): Promise<{ readonly files: readonly File[]; readonly inputs: readonly string[] }> {
  const require = createRequire(join(project, 'package.json'))
  let main, inputs
  try {
    main = require.resolve('prettier')
    inputs = [require.resolve('prettier/package.json')]
  } catch (cause) {
    throw failure(
      'prettier_not_found',
      `prettier is not installed in ${project}`,
      `Install it with \`${packageManagerOf(project).addDev('prettier')}\`, or do without --format and the setting \`format\`: the output is formatted already`,
      cause,
    )
  }
  try {
    const module = (await import(pathToFileURL(main).href)) as { readonly default: Prettier }
    const prettier = module.default
    // A watch lives longer than a configuration.
    await prettier.clearConfigCache()
    const configuration = await prettier.resolveConfigFile(join(outDir, 'index.ts'))
    const formatted = files.map(async ({ path, content }): Promise<File> => {
      const filepath = join(outDir, path)
      const options = await prettier.resolveConfig(filepath, { editorconfig: true })
      return { path, content: await prettier.format(content, { ...options, filepath }) }
    })
    return {
      files: await Promise.all(formatted),
      inputs: configuration === null ? inputs : [...inputs, configuration],
    }
  } catch (cause) {
    throw failure(
      'format_failed',
      `prettier failed: ${cause instanceof Error ? cause.message : String(cause)}`,
      "Check the project's prettier configuration, or do without --format and the setting `format`",
      cause,
    )
  }
}

/**
 * Keeps a file formatted that is, when something is added to it.
 *
 * @param before what the file holds
 * @param after what it is to hold
 * @param path where it is, as an absolute path
 * @param project the absolute path of the folder whose prettier is used
 * @returns `after`, formatted if `before` is; as it is where that cannot be told
 */
export async function keepFormatted(
  before: string,
  after: string,
  path: string,
  project: string,
): Promise<string> {
  try {
    const main = createRequire(join(project, 'package.json')).resolve('prettier')
    const { default: prettier } = (await import(pathToFileURL(main).href)) as {
      readonly default: Prettier
    }
    await prettier.clearConfigCache()
    const found = await prettier.resolveConfig(path, { editorconfig: true })
    const options = { ...found, filepath: path }
    return (await prettier.check(before, options)) ? await prettier.format(after, options) : after
  } catch {
    // No prettier, or one that cannot read this: then nobody has formatted it.
    return after
  }
}

function failure(code: string, message: string, hint: string, cause: unknown): GeneratorError {
  return new GeneratorError([{ severity: 'error', code, path: [], message, hint }], { cause })
}
