/** Everything that happened, newest last: what it was, what went in and out, and what went wrong. */
import { computed, signal } from '@preact/signals'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { TimelineEntry } from '../protocol.js'
import { Json } from './json.js'
import { ProblemCard } from './problem.js'
import { collections } from './store.js'
import { Time } from './time.js'

const kinds = [
  'message',
  'event',
  'hook',
  'handler',
  'action',
  'call',
  'log',
  'error',
  'dev',
] as const satisfies readonly TimelineEntry['kind'][]

const hidden = signal<ReadonlySet<TimelineEntry['kind']>>(new Set())
const search = signal('')

const shownEntries = computed(() => {
  const wanted = search.value.toLowerCase()
  return [...collections.timeline.value.values()].filter(
    (entry) =>
      !hidden.value.has(entry.kind) &&
      (wanted === '' ||
        `${entry.title} ${JSON.stringify(entry.detail) ?? ''}`.toLowerCase().includes(wanted)),
  )
})

/** How many entries are shown at first, and how many more at a time. */
const step = 200

export function Timeline() {
  const [limit, setLimit] = useState(step)
  const list = useRef<HTMLOListElement>(null)
  const isAtEnd = useRef(true)
  const entries = shownEntries.value
  const shown = entries.slice(-limit)
  useLayoutEffect(() => {
    if (list.current && isAtEnd.current) list.current.scrollTop = list.current.scrollHeight
  }, [entries.at(-1)?.id])
  return (
    <section class="panel timeline" aria-labelledby="timeline-title">
      <h2 id="timeline-title">Timeline</h2>
      <div class="filters">
        <div class="kinds" role="group" aria-label="Kinds that are shown">
          {kinds.map((kind) => (
            <button
              type="button"
              key={kind}
              class={`chip ${kind}`}
              aria-pressed={!hidden.value.has(kind)}
              onClick={() => toggle(kind)}
            >
              {kind}
            </button>
          ))}
        </div>
        <label>
          <span class="hidden">Search the timeline</span>
          <input
            type="search"
            placeholder="Search"
            value={search.value}
            onInput={({ currentTarget }) => (search.value = currentTarget.value)}
          />
        </label>
      </div>
      {entries.length > shown.length && (
        <button type="button" class="more" onClick={() => setLimit(limit + step)}>
          Show {Math.min(step, entries.length - shown.length)} earlier of{' '}
          {entries.length - shown.length}
        </button>
      )}
      <ol
        ref={list}
        tabIndex={0}
        aria-label="What happened"
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          isAtEnd.current = scrollHeight - scrollTop - clientHeight < 40
        }}
      >
        {shown.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
      {entries.length === 0 && <p class="empty">Nothing has happened yet.</p>}
    </section>
  )
}

function toggle(kind: TimelineEntry['kind']): void {
  const next = new Set(hidden.value)
  if (!next.delete(kind)) next.add(kind)
  hidden.value = next
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const { kind, title, at, level, duration, detail, problem } = entry
  return (
    <li class={`entry ${kind} ${level ?? ''}`}>
      <header>
        <span class={`kind ${kind}`}>{kind}</span> <span class="title">{title}</span>{' '}
        {duration !== undefined && <span class="duration">{duration.toFixed(1)} ms</span>}{' '}
        <Time at={at} />
      </header>
      {problem && <ProblemCard problem={problem} />}
      {detail !== undefined && <Json value={detail} />}
    </li>
  )
}
