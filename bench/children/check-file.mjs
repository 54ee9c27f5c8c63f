/**
 * Checks one file of a project, as an editor does: of the others only what that file uses.
 *
 * Usage: node check-file.mjs <project folder> <file>
 */
import { join } from 'node:path'
import ts from 'typescript'

const [folder, file] = process.argv.slice(2)
const tsconfig = join(folder, 'tsconfig.json')
const { config } = ts.readConfigFile(tsconfig, ts.sys.readFile)
const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, folder, {}, tsconfig)
const program = ts.createProgram(fileNames, options)
// Binds all files, which no check can do without and which knows of no types yet.
program.getTypeChecker()
const begin = performance.now()
const diagnostics = program.getSemanticDiagnostics(program.getSourceFile(join(folder, file)))
const time = performance.now() - begin
if (diagnostics.length > 0) {
  throw new Error(ts.formatDiagnostics(diagnostics, { ...ts.sys, getCanonicalFileName: (x) => x }))
}
process.stdout.write(JSON.stringify({ time, instantiations: program.getInstantiationCount() }))
