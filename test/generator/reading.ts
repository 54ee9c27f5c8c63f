/** What stages of tests say that a definition was made from. */
import type { Reading } from '../../src/generator/freshness.js'
import type { Input } from '../../src/generator/inputs.js'

export const readingOf = (inputs: readonly Input[]): Reading => ({
  inputs,
  variables: { names: [], isListed: false },
  usesFolder: false,
  isRepeatable: true,
})
