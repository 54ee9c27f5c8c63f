/** The output folder: what is in it, whose it is, and how it is brought up to date. */
export { isOfBp, writtenOver } from './bp-gen.js'
export { makeIgnoredFolder } from './ignored-folder.js'
export { isOutputKept, isOutputSame } from './kept.js'
export { lockName, takeOver, temporaryName } from './lock.js'
export { type Manifest, type Origin, localFolder, readManifest } from './manifest.js'
export { replaceFile } from './replace-file.js'
export { type Change, type ChangeKind, compare, write } from './write.js'
export { explained } from './write-failure.js'
