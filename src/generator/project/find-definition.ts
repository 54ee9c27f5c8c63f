/** Finds the definition file that a path means. */
import { type Stats, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { GeneratorError } from '../errors.js'
import { failure } from '../failure.js'

const extensions = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs']
const isDefinitionName = /^plugin\.definition\.[cm]?[jt]s$/
/** Written by people who mean a definition: `plugin.defintion.ts`, `plugin-definition.ts`, `Plugin.Definition.TS`. */
const isNearMiss =
  /^plugin.?def\w*\.\w+$|^definition\.[cm]?[jt]sx?$|^(?:integration|interface|bot)\.definition\.\w+$/i

/**
 * The definition file that a path means.
 * @param path a folder that has a `plugin.definition.*`, or such a file of any name
 * @returns its absolute path
 * @throws GeneratorError `definition_not_found` or `several_definitions`
 */
export function findDefinition(path: string): string {
  const place = resolve(path)
  const stat = look(place)
  if (stat === undefined) throw notFound(`There is no file or folder ${place}`, 'Check the path')
  if (stat.isDirectory()) return inFolder(place)
  if (stat.isFile() && /\.[cm]?[jt]s$/.test(place)) return place
  throw notFound(
    `${place} is not a definition file`,
    `Pass a folder, or a file that ends in ${extensions.map((extension) => `.${extension}`).join(', ')}`,
  )
}

function inFolder(folder: string): string {
  const names = namesIn(folder)
  const isFile = (name: string): boolean => look(join(folder, name))?.isFile() ?? false
  const found = names.filter((name) => isDefinitionName.test(name) && isFile(name))
  const [first, second] = found
  if (first !== undefined && second === undefined) return join(folder, first)
  if (first !== undefined) {
    throw failure({
      code: 'several_definitions',
      message: `There are several definitions in ${folder}: ${found.join(', ')}`,
      hint: 'Pass the one that is meant, or remove the others',
    })
  }
  const near = names.filter((name) => isNearMiss.test(name))
  throw notFound(
    `There is no plugin.definition.ts in ${folder}`,
    near.length > 0
      ? `There is ${near.join(', ')}: rename it to plugin.definition.ts, or pass its path`
      : 'Pass the folder of a plugin, or start one with `plugin-kit init`',
  )
}

/** @returns `undefined` for what is not there, or leads nowhere, as a link to itself does */
function look(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    throw notFound(`Cannot read the folder ${folder}`, (error as Error).message)
  }
}

function notFound(message: string, hint: string): GeneratorError {
  return failure({ code: 'definition_not_found', message, hint })
}
