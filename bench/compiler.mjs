/** Asks TypeScript's compiler what a project costs it. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { output } from './processes.mjs'

/**
 * @param {string} folder a project that has no errors
 * @param {string} [compiler] the package that has `tsc`
 * @returns {{ instantiations: number, types: number, memory: number, check: number, total: number }}
 * memory in bytes, times in ms
 */
export function diagnosticsOf(folder, compiler = 'typescript') {
  const { resolve } = createRequire(import.meta.url)
  const tsc = join(dirname(resolve(`${compiler}/package.json`)), 'bin/tsc')
  const text = output([tsc, '-p', join(folder, 'tsconfig.json'), '--extendedDiagnostics'])
  const figure = (name) => {
    const [, value] = new RegExp(`^${name}:\\s*([\\d.]+)[sK]?$`, 'm').exec(text) ?? []
    if (value === undefined) throw new Error(`The compiler does not tell "${name}":\n${text}`)
    return Number(value)
  }
  return {
    instantiations: figure('Instantiations'),
    types: figure('Types'),
    memory: figure('Memory used') * 1024,
    check: figure('Check time') * 1000,
    total: figure('Total time') * 1000,
  }
}
