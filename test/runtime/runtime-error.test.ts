import {
  errorFrom,
  isApiError,
  RuntimeError as PlatformError,
  type ApiError,
} from '@botpress/client'
import { expect, test } from 'vitest'
import { RuntimeError } from '../../src/runtime/index.js'

test('is an error with a message, a name and a reason', () => {
  const error = new RuntimeError('no more quota')
  expect(error).toBeInstanceOf(Error)
  expect(error.message).toBe('no more quota')
  expect(error.name).toBe('RuntimeError')
  expect(error.reason).toBe('runtime_error')
  expect('cause' in error).toBe(false)
  expect(error.error).toBeUndefined()
  expect(String(error)).toBe('RuntimeError: no more quota')
})

test('takes a reason, a cause, issues and data', () => {
  const cause = new TypeError('x')
  const issues = [{ path: ['a'], message: 'b' }]
  const error = new RuntimeError('m', {
    reason: 'own_reason',
    cause,
    issues,
    metadata: { left: 0 },
  })
  expect(error).toMatchObject({ reason: 'own_reason', issues, metadata: { left: 0 } })
  expect(error.cause).toBe(cause)
})

test('takes an error as its cause, like the one of the platform', () => {
  const cause = Object.assign(new Error('x'), { reason: 'other', code: 'ENOENT' })
  const error = new RuntimeError('m', cause)
  expect(error.cause).toBe(cause)
  expect(error.error).toBe(cause)
  expect(error).toMatchObject({ reason: 'runtime_error', code: 400 })
  expect(new PlatformError('m', cause).error).toBe(cause)
})

test('is what hosts take for an error of the platform, of the type that they pass on', () => {
  const error = new RuntimeError('m')
  // By its shape, without the words that describe the type.
  const like: Omit<ApiError, 'description'> = error
  expect(isApiError(like)).toBe(true)
  const platform = new PlatformError('m')
  for (const key of ['isApiError', 'type', 'code', 'message'] as const) {
    expect(error[key]).toBe(platform[key])
  }
  for (const key in platform) expect(key in error).toBe(key !== 'description')
  expect(error.id).not.toBe(new RuntimeError('m').id)
  expect(error.format()).toBe(`RuntimeError: m (${error.id})`)
})

test('keeps on the wire what it says, and not what caused it', () => {
  const issues = [{ path: ['a', 0], message: 'b' }]
  const cause = new Error('secret')
  const error = new RuntimeError('m', { reason: 'own_reason', issues, cause, metadata: { n: 1 } })
  const wire = JSON.stringify(error)
  const { code, id, type } = error
  expect(JSON.parse(wire)).toMatchObject({
    id,
    code,
    type,
    message: 'm',
    reason: 'own_reason',
    issues,
  })
  expect(wire).not.toContain('secret')
})

test('is found again by the client of whoever called', () => {
  const issues = [{ path: ['a', 0], message: 'b' }]
  const error = new RuntimeError('m', { reason: 'own_reason', issues, metadata: { n: 1 } })
  const received = errorFrom(JSON.parse(JSON.stringify(error)))
  expect(received).toBeInstanceOf(PlatformError)
  expect(received).toMatchObject({
    message: 'm',
    id: error.id,
    metadata: { reason: 'own_reason', issues, n: 1 },
  })
})
