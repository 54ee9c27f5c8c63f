/** Places in the author's files: found, and shown. Load it only for those: most runs need none. */
export { codeFrame } from './code-frame.js'
export { keepSources } from './evaluated-text.js'
export { locate } from './locate.js'
export { type NamedMember, type SourceReader, readSources } from './source-reader.js'
