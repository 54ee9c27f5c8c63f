import { util } from 'prettier'
import { expect, test } from 'vitest'
import { textWidth } from '../../../src/generator/print/width.js'

test('every code point is as wide as prettier has it', () => {
  const different: string[] = []
  for (let code = 0; code <= 0x10ffff; code += 1) {
    const char = String.fromCodePoint(code)
    if (textWidth(char) !== util.getStringWidth(char)) different.push(`U+${code.toString(16)}`)
  }
  expect(different).toEqual([])
})
