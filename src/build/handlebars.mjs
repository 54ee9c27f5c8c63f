/** Compiles `templates/*.hbs` to modules, for the build (esbuild) and for the tests (vite) alike. */
import Handlebars from 'handlebars'

const options = { strict: true, noEscape: true, knownHelpersOnly: true, preventIndent: true }

/**
 * @param {string} source the template's text
 * @returns {string} an ES module whose default export renders the template
 */
export function compileTemplate(source) {
  const spec = Handlebars.precompile(source, options)
  return `import Handlebars from 'handlebars/runtime.js'\nexport default Handlebars.template(${spec})\n`
}
