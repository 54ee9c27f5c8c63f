/** A loader of webpack's that takes the types out. */
const { transformSync } = require('esbuild')

module.exports = (code) => transformSync(code, { loader: 'ts' }).code
