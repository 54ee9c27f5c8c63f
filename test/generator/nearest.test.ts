import { expect, test } from 'vitest'
import { nearest } from '../../src/generator/nearest.js'

const options = ['check', 'dry-run', 'watch', 'out-dir', 'quiet', 'format', 'force']

test.each([
  ['chekc', 'check'],
  ['chck', 'check'],
  ['checks', 'check'],
  ['dryrun', 'dry-run'],
  ['outdir', 'out-dir'],
  ['fromat', 'format'],
  ['forca', 'force'],
  ['x', undefined],
  ['', undefined],
  ['clean', undefined],
  ['constructor', undefined],
])('%j → %j', (word, want) => expect(nearest(word, options)).toBe(want))
