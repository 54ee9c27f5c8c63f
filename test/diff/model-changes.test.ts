/** What is said of each kind of change: read by a person, and kept in `expected/`. */
import { describe, expect, test } from 'vitest'
import { describeChanges } from '../../src/cli/diff-messages.js'
import { type Paint } from '../../src/cli/terminal.js'
import { modelChanges, versionCall } from '../../src/diff/index.js'
import { modelOf } from '../../src/generator/index.js'
import { cases } from './cases.js'

const plain = new Proxy({}, { get: () => (text: string) => text }) as Paint

describe('given / want', () => {
  test.each(Object.entries(cases))('%s', async (name, [before, after]) => {
    const changes = modelChanges(await modelOf(before), await modelOf(after))
    const { level, version } = versionCall(before.version, after.version, changes)
    const text = `${describeChanges(changes, plain)}\n${level ?? 'nothing'}: ${version}\n`
    await expect(text.trimStart()).toMatchFileSnapshot(`expected/${name.replaceAll(' ', '-')}.txt`)
  })
})

describe('the version that is called for', () => {
  const change = (level: 'major' | 'minor' | 'patch') =>
    [{ path: [], kind: 'changed', verdict: 'compatible', level, affects: '', why: '' }] as const

  test.each([
    ['1.2.3', 'major', '2.0.0'],
    ['1.2.3', 'minor', '1.3.0'],
    ['1.2.3', 'patch', '1.2.4'],
    ['0.2.3', 'major', '0.3.0'],
    ['0.2.3', 'minor', '0.3.0'],
    ['0.2.3', 'patch', '0.2.4'],
    ['2.0.0-rc.1', 'major', '2.0.0'],
  ] as const)('%s, %s → %s', (before, level, version) => {
    expect(versionCall(before, before, change(level))).toMatchObject({ version, isEnough: false })
    expect(versionCall(before, version, change(level)).isEnough).toBe(true)
  })

  test('a prerelease of it will do, and a lower version never', () => {
    expect(versionCall('1.2.3', '2.0.0-rc.1', change('major')).isEnough).toBe(true)
    expect(versionCall('2.0.0-rc.1', '2.0.0-rc.2', change('major')).isEnough).toBe(true)
    expect(versionCall('1.2.3', '1.9.9', change('major')).isEnough).toBe(false)
    expect(versionCall('1.2.3', '1.2.2', []).isEnough).toBe(false)
    expect(versionCall('1.2.3', '1.2.3', [])).toEqual({ version: '1.2.3', isEnough: true })
  })
})
