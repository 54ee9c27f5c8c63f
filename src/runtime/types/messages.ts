/** The platform's own message types and what each carries. All strings are non-empty. */

type TextPayload = {
  text: string
}

type MarkdownPayload = {
  markdown: string
}

type ImagePayload = {
  imageUrl: string
  title?: string
}

type AudioPayload = {
  audioUrl: string
  title?: string
}

type VideoPayload = {
  videoUrl: string
  title?: string
}

type FilePayload = {
  fileUrl: string
  title?: string
}

type LocationPayload = {
  latitude: number
  longitude: number
  address?: string
  title?: string
}

type CardPayload = {
  title: string
  subtitle?: string
  imageUrl?: string
  actions: { action: 'postback' | 'url' | 'say'; label: string; value: string }[]
}

type ChoicePayload = {
  text: string
  options: { label: string; value: string }[]
}

type BlocItem =
  | { type: 'text'; payload: TextPayload }
  | { type: 'image'; payload: ImagePayload }
  | { type: 'audio'; payload: AudioPayload }
  | { type: 'video'; payload: VideoPayload }
  | { type: 'file'; payload: FilePayload }
  | { type: 'location'; payload: LocationPayload }

/** Message type → payload, for the messages that every bot may receive. */
export type DefaultMessages = {
  text: TextPayload
  image: ImagePayload
  audio: AudioPayload
  video: VideoPayload
  file: FilePayload
  location: LocationPayload
  card: CardPayload
  carousel: { items: CardPayload[] }
  choice: ChoicePayload
  dropdown: ChoicePayload
  bloc: { items: BlocItem[] }
  /** @deprecated Send `text`: it is rendered as Markdown. */
  markdown: MarkdownPayload
}
