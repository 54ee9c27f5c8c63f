/** The runtime as it is shipped: small, and running where there is nothing but JavaScript. */
import { build } from 'esbuild'
import { createContext, runInContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { recordingClient } from './recording-client.js'

async function bundle(contents: string, format: 'esm' | 'iife'): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    minify: true,
    platform: 'browser',
    target: 'es2022',
    format,
    ...(format === 'iife' && { globalName: 'bundle' }),
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

test('runs in a browser: without any global of Node or of the web', async () => {
  const code = await bundle(
    `
    import { Plugin } from '../../src/runtime/index.js'
    const spec = {
      name: 'crm',
      version: '1.0.0',
      configuration: { properties: { list: { default: [1, { a: 2 }] } } },
      states: { session: { type: 'user', payload: { properties: { n: { default: 1 } } } } },
    }
    export const plugin = new Plugin({
      actions: {
        async run({ configuration, states, users, logger, interfaces, ...rest }) {
          logger.forBot().info('running')
          const listed = await users.list().takeAll()
          const stored = await states.session.get({ id: 'u1' })
          const output = await interfaces.creatable.createItem({})
          return { configuration, listed: listed.length, payload: stored.state.payload, output, keys: Object.keys(rest) }
        },
        async fail({ states }) {
          return states.nothing
        },
      },
    }, spec)`,
    'iife',
  )
  const context = createContext()
  expect(
    runInContext(
      'typeof process + typeof Buffer + typeof require + typeof setTimeout + typeof structuredClone + typeof URL',
      context,
    ),
  ).toBe('undefined'.repeat(6))
  runInContext(code, context)

  const plugin = runInContext('bundle.plugin', context)
  plugin.initialize({ alias: 'crm', interfaces: { creatable: { integrationAlias: 'gh' } } })
  const { client } = recordingClient()
  const logged: unknown[] = []
  const logger = { info: (...args: unknown[]) => logged.push(args) }
  const host = { client, logger, ctx: {}, input: {} }
  const output = await plugin.actionHandlers.run(host)
  expect(JSON.parse(JSON.stringify(output))).toEqual({
    configuration: { list: [1, { a: 2 }] },
    listed: 4,
    payload: { count: 3, n: 1 },
    output: { type: 'gh:createItem', input: {} },
    keys: expect.arrayContaining(['client', 'ctx', 'alias', 'actions', 'tables']),
  })
  expect(logged).toEqual([['running']])
  await expect(plugin.actionHandlers.fail(host)).rejects.toMatchObject({ reason: 'unknown_state' })
})

test.each([
  ['an empty plugin', 4000, `new LeanPlugin({}, spec)`],
  [
    'a plugin with states that have defaults',
    4900,
    `new LeanPlugin({}, spec, { applyFill, states })`,
  ],
  ['a plugin with everything', 6600, `new Plugin({}, spec)`],
])('%s is at most %d bytes, minified and gzipped', async (_, limit, plugin) => {
  const code = await bundle(
    `
    import { applyFill, LeanPlugin, Plugin, states } from '../../src/runtime/index.js'
    const spec = { name: 'small', version: '1.0.0' }
    export default ${plugin}`,
    'esm',
  )
  expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(limit)
})
