/** The conversation: who speaks, what was said, and what to say next. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Message } from '../../runtime/index.js'
import { Json } from './json.js'
import { Content, type MessageActions } from './message.js'
import { ProblemCard } from './problem.js'
import { chosenConversation, chosenUser, shownMessages } from './selection.js'
import { send } from './server.js'
import { collections } from './store.js'
import { Time } from './time.js'
import type { Answer } from '../protocol.js'

/** How many messages are shown at first, and how many more at a time: the page stays quick. */
const step = 200

export function Chat() {
  const [failure, setFailure] = useState<Extract<Answer, { ok: false }>>()
  const say = async (type: string, payload: unknown): Promise<boolean> => {
    const answer = await send('sendMessage', {
      type,
      payload,
      ...(chosenUser.value !== '' && { userId: chosenUser.value }),
      ...(chosenConversation.value !== '' && { conversationId: chosenConversation.value }),
    })
    setFailure(answer.ok ? undefined : answer)
    if (answer.ok) follow(answer.output)
    return answer.ok
  }
  const actions: MessageActions = {
    say: (text) => void say('text', { text }),
    // As the platform's webchat does: the user says what the button holds.
    postback: (value) => void say('text', { text: value }),
  }
  return (
    <section class="panel chat" aria-labelledby="chat-title">
      <h2 id="chat-title">Chat</h2>
      <Speakers />
      <Messages actions={actions} />
      {failure && (
        <div role="alert">
          <ProblemCard problem={failure.problem} />
        </div>
      )}
      <Composer say={say} />
    </section>
  )
}

/** After the first message, the user and the conversation that were made for it are chosen. */
function follow(output: unknown): void {
  const { userId, conversationId } = Object(output)
  if (typeof userId === 'string') chosenUser.value = userId
  if (typeof conversationId === 'string') chosenConversation.value = conversationId
}

function Speakers() {
  const users = [...collections.users.value.values()]
  const conversations = [...collections.conversations.value.values()]
  return (
    <div class="speakers">
      <div>
        <label for="user">User</label>
        <select
          id="user"
          value={chosenUser.value}
          onChange={({ currentTarget }) => (chosenUser.value = currentTarget.value)}
        >
          <option value="">New user</option>
          {users.map(({ id, name }) => (
            <option key={id} value={id}>
              {name ? `${name} (${id})` : id}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="conversation">Conversation</label>
        <select
          id="conversation"
          value={chosenConversation.value}
          onChange={({ currentTarget }) => (chosenConversation.value = currentTarget.value)}
        >
          <option value="">New conversation</option>
          {conversations.map(({ id, channel, integration }) => (
            <option key={id} value={id}>
              {`${id} · ${integration}/${channel}`}
            </option>
          ))}
        </select>
      </div>
    </div>
  )
}

function Messages({ actions }: { actions: MessageActions }) {
  const [limit, setLimit] = useState(step)
  const list = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  const all = shownMessages.value
  const shown = all.slice(-limit)
  useLayoutEffect(() => {
    // Follows what is said, unless the reader has scrolled away.
    if (list.current && isAtEnd.current) list.current.scrollTop = list.current.scrollHeight
  }, [all.length, all.at(-1)?.id])
  return (
    <div
      class="messages"
      ref={list}
      tabIndex={0}
      role="log"
      aria-label="Messages"
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < 40
      }}
    >
      {all.length > shown.length && (
        <button type="button" class="more" onClick={() => setLimit(limit + step)}>
          Show {Math.min(step, all.length - shown.length)} earlier of {all.length - shown.length}
        </button>
      )}
      {all.length === 0 && <p class="empty">Say something: the plugin hears it.</p>}
      {shown.map((message) => (
        <Bubble key={message.id} message={message} actions={actions} />
      ))}
    </div>
  )
}

function Bubble({ message, actions }: { message: Message; actions: MessageActions }) {
  const { direction, userId, createdAt, tags, type } = message
  const user = collections.users.value.get(userId)
  const isUsers = direction === 'incoming'
  return (
    <article class={`bubble ${direction}`} aria-label={isUsers ? 'User' : 'Bot'}>
      <header>
        <span class="who">{isUsers ? (user?.name ?? userId) : 'Bot'}</span>{' '}
        {type !== 'text' && <code>{type}</code>} <Time at={createdAt} />
      </header>
      <Content message={message} actions={actions} />
      {Object.keys(tags).length > 0 && (
        <footer>
          <Json value={tags} />
        </footer>
      )}
    </article>
  )
}

/** Examples of payloads, by message type: a start for who writes one. */
const examples: Readonly<Record<string, object>> = {
  image: { imageUrl: 'https://example.com/image.png' },
  audio: { audioUrl: 'https://example.com/audio.mp3' },
  video: { videoUrl: 'https://example.com/video.mp4' },
  file: { fileUrl: 'https://example.com/file.pdf', title: 'A file' },
  location: { latitude: 45.5, longitude: -73.6, title: 'Here' },
  choice: { text: 'Which one?', options: [{ label: 'One', value: '1' }] },
}

function Composer({ say }: { say: (type: string, payload: unknown) => Promise<boolean> }) {
  const [type, setType] = useState('text')
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const isText = type === 'text'
  const submit = async () => {
    if (text.trim() === '') return
    let payload: unknown
    try {
      payload = isText ? { text } : JSON.parse(text)
    } catch (error) {
      setProblem(`The payload is not JSON: ${(error as Error).message}`)
      return
    }
    setProblem(undefined)
    if (await say(type, payload)) setText('')
  }
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <label>
        <span class="hidden">Type of message</span>
        <select
          value={type}
          onChange={({ currentTarget: { value } }) => {
            setType(value)
            setProblem(undefined)
            setText(examples[value] ? JSON.stringify(examples[value], null, 2) : '')
          }}
        >
          {['text', ...Object.keys(examples)].map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <label class="grow">
        <span class="hidden">{isText ? 'Message' : 'Payload as JSON'}</span>
        <textarea
          rows={isText ? 1 : 5}
          placeholder={isText ? 'Write a message' : 'Payload as JSON'}
          value={text}
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : 'composer-problem'}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing || !isText) return
            event.preventDefault()
            void submit()
          }}
        />
      </label>
      <button type="submit" class="primary">
        Send
      </button>
      {problem && (
        <p id="composer-problem" class="invalid" role="alert">
          {problem}
        </p>
      )}
    </form>
  )
}
