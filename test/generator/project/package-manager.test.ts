import { expect, test } from 'vitest'
import { packageManagerOf } from '../../../src/generator/project/package-manager.js'
import { project, type Files } from '../load/project.js'

const pnpm = '{ "packageManager": "pnpm@10.4.0+sha512.abc" }'

test.each<[what: string, files: Files, name: string]>([
  ['no trace of any', {}, 'npm'],
  ['what package.json demands', { 'a/package.json': pnpm }, 'pnpm'],
  ['what a package.json above demands', { 'package.json': pnpm, 'a/package.json': '{}' }, 'pnpm'],
  [
    'what package.json demands before a lock file',
    { 'a/package.json': '{ "packageManager": "yarn@4.6.0" }', 'a/package-lock.json': '' },
    'yarn',
  ],
  [
    'what npm is told to demand',
    { 'a/package.json': '{ "devEngines": { "packageManager": { "name": "bun" } } }' },
    'bun',
  ],
  ['the lock file of npm', { 'package-lock.json': '' }, 'npm'],
  ['the lock file of Yarn', { 'a/yarn.lock': '', 'package-lock.json': '' }, 'yarn'],
  ['the lock file of pnpm', { 'pnpm-lock.yaml': '', 'a/package.json': '{ "name": ' }, 'pnpm'],
  ['the lock files of Bun', { 'bun.lock': '' }, 'bun'],
  ['the older lock file of Bun', { 'bun.lockb': '' }, 'bun'],
  ['a tool that is not known', { 'package.json': '{ "packageManager": "vlt@1.0.0" }' }, 'npm'],
  ['something else of that name', { 'package.json': '{ "packageManager": 5 }' }, 'npm'],
])('%s', (_, files, name) => {
  expect(packageManagerOf(`${project({ 'a/b.ts': '', ...files })}/a`).name).toBe(name)
})

test.each([
  ['npm@11.0.0', ['npm install', 'npm install x', 'npm install --save-dev x']],
  ['pnpm@10.0.0', ['pnpm install', 'pnpm add x', 'pnpm add --save-dev x']],
  ['yarn@4.0.0', ['yarn install', 'yarn add x', 'yarn add --dev x']],
  ['bun@1.2.0', ['bun install', 'bun add x', 'bun add --dev x']],
])('commands of %s', (packageManager, commands) => {
  const { install, add, addDev } = packageManagerOf(
    project({ 'package.json': JSON.stringify({ packageManager }) }),
  )
  expect([install, add('x'), addDev('x')]).toEqual(commands)
})
