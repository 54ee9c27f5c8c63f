/** Version ranges of packages and definitions. */
import { expect, test } from 'vitest'
import { InterfaceDefinition, version } from '../../src/definition/index.js'

test.each([
  ['1.4.2', '>=1.0.0 <2.0.0', '>=1.4.0 <1.5.0'],
  ['0.0.1', '>=0.0.0 <1.0.0', '>=0.0.0 <0.1.0'],
  ['10.20.30', '>=10.0.0 <11.0.0', '>=10.20.0 <10.21.0'],
  ['2.1.0-rc.1', '>=2.0.0 <3.0.0', '>=2.1.0 <2.2.0'],
  ['2.1.0+build.7', '>=2.0.0 <3.0.0', '>=2.1.0 <2.2.0'],
  ['2.1.0-rc.1+build.7', '>=2.0.0 <3.0.0', '>=2.1.0 <2.2.0'],
])('%s: %s, %s', (given, major, minor) => {
  const pkg = { type: 'interface' as const, name: 'x', version: given, definition: {} }
  expect(version.allWithinMajorOf(pkg)).toEqual({ ...pkg, version: major })
  expect(version.allWithinMinorOf(pkg)).toEqual({ ...pkg, version: minor })
  expect(pkg.version).toBe(given)
})

test('a definition stays a definition', () => {
  const definition = new InterfaceDefinition({ name: 'x', version: '1.2.3' })
  const ranged = version.allWithinMajorOf(definition)
  expect(ranged).toBeInstanceOf(InterfaceDefinition)
  expect(ranged).toEqual(
    Object.assign(Object.create(InterfaceDefinition.prototype), definition, {
      version: '>=1.0.0 <2.0.0',
    }),
  )
  expect(definition.version).toBe('1.2.3')
})

test.each([
  '1',
  '1.2',
  'v1.2.3',
  '01.2.3',
  '1.2.3.4',
  '>=1.0.0 <2.0.0',
  '',
  ' 1.2.3',
  '1.2.3\n',
  undefined,
  null,
  1,
])('%j is no version', (given) => {
  const pkg = { name: 'x', version: given as string }
  const message = `The version of "x" is ${JSON.stringify(given)}, which is not a semantic version such as "1.4.2"`
  expect(() => version.allWithinMajorOf(pkg)).toThrow(message)
  expect(() => version.allWithinMinorOf(pkg)).toThrow(message)
})
