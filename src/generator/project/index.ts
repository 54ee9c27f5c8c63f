/** A plugin's project: its definition file, its settings, and the package manager that it uses. */
export { entryName, noEntry } from './entry.js'
export { findDefinition } from './find-definition.js'
export { type PackageManager, packageManagerOf } from './package-manager.js'
export { type Settings, findSettings, outDirOf, pathsOf } from './settings.js'
