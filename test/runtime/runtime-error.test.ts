import { isApiError, RuntimeError as PlatformError } from '@botpress/client'
import { expect, test } from 'vitest'
import { RuntimeError } from '../../src/runtime/index.js'

test('is an error with a message, a name and a stable code', () => {
  const error = new RuntimeError('no more quota')
  expect(error).toBeInstanceOf(Error)
  expect(error.message).toBe('no more quota')
  expect(error.name).toBe('RuntimeError')
  expect(error.code).toBe('runtime_error')
  expect('cause' in error).toBe(false)
  expect(String(error)).toBe('RuntimeError: no more quota')
})

test('takes a code, a cause and issues', () => {
  const cause = new TypeError('x')
  const issues = [{ path: ['a'], message: 'b' }]
  const error = new RuntimeError('m', { code: 'own_code', cause, issues })
  expect(error).toMatchObject({ code: 'own_code', issues })
  expect(error.cause).toBe(cause)
})

test('takes an error as its cause, like the one of the platform', () => {
  const cause = Object.assign(new Error('x'), { code: 'ENOENT' })
  const error = new RuntimeError('m', cause)
  expect(error.cause).toBe(cause)
  expect(error.code).toBe('runtime_error')
  expect(new PlatformError('m', cause).error).toBe(cause)
})

test('is recognised by the platform, and not taken for its own', () => {
  const error = new RuntimeError('m')
  expect(isApiError(error)).toBe(true)
  expect(error.type).not.toBe('Runtime')
})

test('keeps its message on the wire', () => {
  const error = new RuntimeError('m', { code: 'c', issues: [{ path: ['a', 0], message: 'b' }] })
  expect(JSON.parse(JSON.stringify(error))).toMatchObject({
    message: 'm',
    code: 'c',
    issues: [{ path: ['a', 0], message: 'b' }],
  })
})
