import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { compileTemplate } from '../src/build/handlebars.mjs'

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  define: {
    __VERSION__: JSON.stringify('0.0.0-test'),
    // A thread needs JavaScript: `npm test` has just built it.
    __EVALUATION__: JSON.stringify(
      new URL('../dist/generator/evaluation.js', import.meta.url).href,
    ),
    __PAGE__: JSON.stringify(new URL('../dist/page/', import.meta.url).href),
  },
  plugins: [
    {
      // As each fixture's tsconfig.json has it in `paths`.
      name: 'generated folder of a fixture',
      enforce: 'pre',
      resolveId(id: string, importer: string | undefined) {
        const [fixture] = /^.*\/fixtures\/[^/]+/.exec(importer ?? '') ?? []
        return id === '.botpress' && fixture ? `${fixture}/.botpress/index.ts` : undefined
      },
    },
    {
      name: 'templates',
      enforce: 'pre',
      load(id: string) {
        return id.endsWith('.hbs') ? compileTemplate(readFileSync(id, 'utf8')) : undefined
      },
    },
  ],
  test: {
    include: ['test/**/*.test.ts', 'fixtures/*/test/*.test.ts'],
    testTimeout: 120_000,
    // Most tests wait for processes of their own: by default, two cores have one worker.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
})
