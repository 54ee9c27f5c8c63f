/**
 * The platform's own message types, as schemas: `messages.defaults.text.schema`.
 * Shapes and rules are those that `messages` of `@botpress/sdk` 5.4.3 has.
 */
import * as z from './z.js'

const filled = z.string().min(1)

const text = z.object({ text: filled })
const image = z.object({ imageUrl: filled, title: filled.optional() })
const audio = z.object({ audioUrl: filled, title: filled.optional() })
const video = z.object({ videoUrl: filled, title: filled.optional() })
const file = z.object({ fileUrl: filled, title: filled.optional() })
const location = z.object({
  latitude: z.number(),
  longitude: z.number(),
  address: filled.optional(),
  title: filled.optional(),
})
const card = z.object({
  title: filled,
  subtitle: filled.optional(),
  imageUrl: filled.optional(),
  actions: z.array(
    z.object({ action: z.enum(['postback', 'url', 'say']), label: filled, value: filled }),
  ),
})
const carousel = z.object({ items: z.array(card) })
const choice = z.object({
  text: filled,
  options: z.array(z.object({ label: filled, value: filled })),
})
const markdownPayload = z.object({ markdown: filled })

const blocItems = [
  z.object({ type: z.literal('text'), payload: text }),
  z.object({ type: z.literal('image'), payload: image }),
  z.object({ type: z.literal('audio'), payload: audio }),
  z.object({ type: z.literal('video'), payload: video }),
  z.object({ type: z.literal('file'), payload: file }),
  z.object({ type: z.literal('location'), payload: location }),
] as const

/**
 * The message types that every channel knows, by name. Use them as they are:
 * `channels: { channel: { messages: { ...messages.defaults } } }`.
 */
export const defaults = {
  /** `{ text }` */
  text: { schema: text },
  /** `{ imageUrl, title? }` */
  image: { schema: image },
  /** `{ audioUrl, title? }` */
  audio: { schema: audio },
  /** `{ videoUrl, title? }` */
  video: { schema: video },
  /** `{ fileUrl, title? }` */
  file: { schema: file },
  /** `{ latitude, longitude, address?, title? }`, in degrees. */
  location: { schema: location },
  /** `{ items }`: cards side by side. */
  carousel: { schema: carousel },
  /** `{ title, subtitle?, imageUrl?, actions }` */
  card: { schema: card },
  /** `{ text, options }`, shown as a list to open. */
  dropdown: { schema: choice },
  /** `{ text, options }`, shown as buttons. */
  choice: { schema: choice },
  /** `{ items }`: several messages in one. */
  bloc: { schema: z.object({ items: z.array(z.union(blocItems)) }) },
}

/**
 * `{ markdown }`
 * @deprecated The platform renders Markdown in `text` messages.
 */
export const markdown = { schema: markdownPayload }

/**
 * A `bloc` that may also contain `markdown`.
 * @deprecated Use `defaults.bloc`.
 */
export const markdownBloc = {
  schema: z.object({
    items: z.array(
      z.union([...blocItems, z.object({ type: z.literal('markdown'), payload: markdownPayload })]),
    ),
  }),
}
