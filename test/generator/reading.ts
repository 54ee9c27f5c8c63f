/** What stages of tests say that a definition was made from. */
import type { Input, Reading } from '../../src/generator/input.js'

export const readingOf = (inputs: readonly Input[]): Reading => ({
  inputs,
  variables: { names: [], isListed: false },
  usesFolder: false,
  isRepeatable: true,
})
