/** The platform's own message types, which every plugin can handle. */
import type { DefaultMessages } from '../../runtime/index.js'

/** Their names; the compiler holds the list against the runtime's types. */
export const platformMessages: readonly string[] = Object.keys({
  text: true,
  image: true,
  audio: true,
  video: true,
  file: true,
  location: true,
  card: true,
  carousel: true,
  choice: true,
  dropdown: true,
  bloc: true,
  markdown: true,
} satisfies Record<keyof DefaultMessages, true>)
