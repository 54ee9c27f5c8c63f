/**
 * Shows a message as what it is. Nothing is loaded from elsewhere: images, sounds and films of other
 * servers are links.
 */
import type { ComponentChildren } from 'preact'
import type { Message } from '../../runtime/index.js'
import { Json } from './json.js'

/** What a message's buttons do. */
export interface MessageActions {
  /** Sends a text in the name of the user. */
  readonly say: (text: string) => void
  /** Sends what a postback button holds. */
  readonly postback: (value: string) => void
}

type Payload = Readonly<Record<string, unknown>>

/** One message's content; of unknown types, and of known ones with another payload, the JSON. */
export function Content({ message, actions }: { message: Message; actions: MessageActions }) {
  return contentOf(message.type, message.payload, actions) ?? <Json value={message.payload} open />
}

/** `undefined` if the payload is not what the type asks for. */
function contentOf(type: string, payload: Payload, actions: MessageActions): ComponentChildren {
  const text = (name: string): string | undefined =>
    typeof payload[name] === 'string' && payload[name] !== '' ? payload[name] : undefined
  switch (type) {
    case 'text':
      return text('text') && <p class="text">{text('text')}</p>
    case 'markdown':
      return text('markdown') && <p class="text">{text('markdown')}</p>
    case 'image':
    case 'audio':
    case 'video':
    case 'file': {
      const url = text(`${type}Url`)
      return url && <Media type={type} url={url} title={text('title')} />
    }
    case 'location': {
      const { latitude, longitude } = payload
      if (typeof latitude !== 'number' || typeof longitude !== 'number') return undefined
      return (
        <p class="text">
          {[text('title'), text('address'), `${latitude}, ${longitude}`]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )
    }
    case 'card':
      return text('title') && <Card payload={payload} actions={actions} />
    case 'carousel': {
      const items = recordsOf(payload.items)
      return (
        items && (
          <ul class="carousel" tabIndex={0} aria-label="Carousel">
            {items.map((item, index) => (
              <li key={index}>
                <Card payload={item} actions={actions} />
              </li>
            ))}
          </ul>
        )
      )
    }
    case 'choice':
    case 'dropdown': {
      const options = recordsOf(payload.options)
      if (!text('text') || !options) return undefined
      return (
        <>
          <p class="text">{text('text')}</p>
          <div class="buttons">
            {options.map(({ label, value }, index) => (
              <button type="button" key={index} onClick={() => actions.say(String(value))}>
                {String(label)}
              </button>
            ))}
          </div>
        </>
      )
    }
    case 'bloc': {
      const items = recordsOf(payload.items)
      return (
        items && (
          <ul class="bloc">
            {items.map((item, index) => (
              <li key={index}>
                {contentOf(String(item.type), recordOf(item.payload) ?? {}, actions) ?? (
                  <Json value={item} />
                )}
              </li>
            ))}
          </ul>
        )
      )
    }
    default:
      return undefined
  }
}

function Card({ payload, actions }: { payload: Payload; actions: MessageActions }) {
  const { title, subtitle, imageUrl } = payload
  return (
    <article class="card">
      {typeof imageUrl === 'string' && imageUrl !== '' && <Media type="image" url={imageUrl} />}
      <h3>{String(title ?? '')}</h3>
      {typeof subtitle === 'string' && <p class="text">{subtitle}</p>}
      <div class="buttons">
        {(recordsOf(payload.actions) ?? []).map(({ action, label, value }, index) => {
          if (action === 'url') return <Link key={index} url={String(value)} text={String(label)} />
          const press = () =>
            action === 'postback' ? actions.postback(String(value)) : actions.say(String(value))
          return (
            <button type="button" key={index} onClick={press}>
              {String(label)}
            </button>
          )
        })}
      </div>
    </article>
  )
}

const names = { image: 'Image', audio: 'Audio', video: 'Video', file: 'File' }

function Media({
  type,
  url,
  title,
}: {
  type: keyof typeof names
  url: string
  title?: string | undefined
}) {
  const isOwn = url.startsWith('data:') || url.startsWith(`${location.origin}/`)
  if (isOwn && type === 'image') return <img class="media" src={url} alt={title ?? 'Image'} />
  if (isOwn && type === 'audio')
    return <audio class="media" controls src={url} aria-label={title} />
  if (isOwn && type === 'video')
    return <video class="media" controls src={url} aria-label={title} />
  return (
    <p>
      {names[type]}: <Link url={url} text={title ?? url} />
    </p>
  )
}

/** Only the web is linked to: `javascript:` and the like are shown as text. */
function Link({ url, text }: { url: string; text: string }) {
  if (!/^https?:\/\//i.test(url)) return <span class="text">{`${text} (${url})`}</span>
  return (
    <a class="text" href={url} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  )
}

function recordOf(value: unknown): Payload | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Payload)
    : undefined
}

function recordsOf(value: unknown): readonly Payload[] | undefined {
  return Array.isArray(value) ? value.map((item) => recordOf(item) ?? {}) : undefined
}
