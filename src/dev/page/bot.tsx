/** What the bot holds as it is now, and what one can do to it. */
import { signal } from '@preact/signals'
import type { Form, StateView } from '../protocol.js'
import { EntryForm } from './form.js'
import { Json } from './json.js'
import { chosenConversation, chosenUser } from './selection.js'
import { send } from './server.js'
import { collections, singles } from './store.js'
import { Time } from './time.js'

const tabs = ['Actions', 'Events', 'States', 'Tags', 'Workflows', 'Tables', 'Files'] as const
const tab = signal<(typeof tabs)[number]>('Actions')

export function Bot() {
  return (
    <section class="panel bot" aria-labelledby="bot-title">
      <h2 id="bot-title">Bot</h2>
      <div role="tablist" aria-label="What the bot holds" class="tabs" onKeyDown={moveTab}>
        {tabs.map((name) => (
          <button
            type="button"
            role="tab"
            key={name}
            id={`tab-${name}`}
            aria-selected={tab.value === name}
            aria-controls="bot-tab"
            tabIndex={tab.value === name ? 0 : -1}
            onClick={() => (tab.value = name)}
          >
            {name}
          </button>
        ))}
      </div>
      <div id="bot-tab" role="tabpanel" aria-labelledby={`tab-${tab.value}`} tabIndex={0}>
        <Tab />
      </div>
    </section>
  )
}

/** Arrow keys move between tabs: https://www.w3.org/WAI/ARIA/apg/patterns/tabs/ */
function moveTab(event: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (step === undefined) return
  const next = tabs[(tabs.indexOf(tab.value) + step + tabs.length) % tabs.length]
  if (next === undefined) return
  tab.value = next
  document.getElementById(`tab-${next}`)?.focus()
}

function Tab() {
  switch (tab.value) {
    case 'Actions':
      return (
        <Forms
          forms={singles.value.plugin?.actions ?? []}
          none="The plugin declares no actions."
          verb="Call"
          submit={(name, input) => send('callAction', { name, input: Object(input) })}
        />
      )
    case 'Events':
      return (
        <Forms
          forms={singles.value.plugin?.events ?? []}
          none="The plugin declares no events."
          verb="Emit"
          submit={(name, payload) =>
            send('emitEvent', { name, payload: Object(payload), ...chosen() })
          }
        />
      )
    case 'States':
      return <States />
    case 'Tags':
      return <Tags />
    case 'Workflows':
      return <Workflows />
    case 'Tables':
      return <Tables />
    case 'Files':
      return <Files />
  }
}

/** Who is chosen on the page, as far as somebody is. */
function chosen(): { userId?: string; conversationId?: string } {
  return {
    ...(chosenUser.value !== '' && { userId: chosenUser.value }),
    ...(chosenConversation.value !== '' && { conversationId: chosenConversation.value }),
  }
}

function Forms({
  forms,
  none,
  verb,
  submit,
}: {
  forms: readonly Form[]
  none: string
  verb: string
  submit: (name: string, input: unknown) => ReturnType<typeof send>
}) {
  if (forms.length === 0) return <p class="empty">{none}</p>
  return (
    <>
      {forms.map((form) => (
        <details class="item" key={`${form.name} ${JSON.stringify(form.schema)}`}>
          <summary>
            <code>{form.name}</code> {form.title}
          </summary>
          <EntryForm form={form} verb={verb} submit={(input) => submit(form.name, input)} />
        </details>
      ))}
    </>
  )
}

function States() {
  const states = [...collections.states.value.values()]
  if (states.length === 0) return <p class="empty">No state has been stored.</p>
  return (
    <>
      {states.map((state) => (
        <StateItem key={state.id} state={state} />
      ))}
    </>
  )
}

function StateItem({ state: { type, ownerId, name, payload, expiresAt } }: { state: StateView }) {
  return (
    <div class="item">
      <p>
        <code>{name}</code> of {type} <code>{ownerId}</code>
      </p>
      <Json value={payload} />
      <p>
        {expiresAt && (
          <>
            Expires <Time at={expiresAt} withDate />{' '}
          </>
        )}
        <button type="button" onClick={() => void send('expireState', { type, ownerId, name })}>
          Expire now
        </button>
      </p>
    </div>
  )
}

function Tags() {
  const owners = (['users', 'conversations', 'messages'] as const).flatMap((kind) =>
    [...collections[kind].value.values()].flatMap(({ id, tags }) =>
      Object.keys(tags).length === 0 ? [] : [{ kind, id, tags }],
    ),
  )
  if (owners.length === 0) return <p class="empty">Nothing is tagged.</p>
  return (
    <>
      {owners.slice(-200).map(({ kind, id, tags }) => (
        <div class="item" key={`${kind} ${id}`}>
          <p>
            {kind.slice(0, -1)} <code>{id}</code>
          </p>
          <Json value={tags} />
        </div>
      ))}
    </>
  )
}

function Workflows() {
  const workflows = [...collections.workflows.value.values()]
  return (
    <>
      <Forms
        forms={singles.value.plugin?.workflows ?? []}
        none="The plugin declares no workflows."
        verb="Start"
        submit={(name, input) => send('startWorkflow', { name, input: Object(input), ...chosen() })}
      />
      {workflows.map(({ id, name, status, input, output, timeoutAt, failureReason }) => (
        <div class="item" key={id}>
          <p>
            <code>{name}</code> <code>{id}</code> <strong>{status}</strong>
          </p>
          <p>
            Input <Json value={input} />
          </p>
          <p>
            Output <Json value={output} />
          </p>
          {failureReason && <p class="invalid">{failureReason}</p>}
          <p>
            Times out <Time at={timeoutAt} withDate />
          </p>
        </div>
      ))}
    </>
  )
}

function Tables() {
  const rows = [...collections.rows.value.values()]
  const names = [...new Set(rows.map(({ table }) => table))]
  if (names.length === 0) return <p class="empty">No table has rows.</p>
  return (
    <>
      {names.map((name) => {
        const own = rows.filter(({ table }) => table === name)
        const columns = [...new Set(own.flatMap(({ row }) => Object.keys(row)))]
        return (
          <div class="item" key={name}>
            <p>
              <code>{name}</code>, {own.length} rows
            </p>
            <div class="scroll" tabIndex={0} role="group" aria-label={`Rows of ${name}`}>
              <table>
                <thead>
                  <tr>
                    {columns.map((column) => (
                      <th scope="col" key={column}>
                        {column}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {own.slice(-200).map(({ id, row }) => (
                    <tr key={id}>
                      {columns.map((column) => (
                        <td key={column}>{cell(row[column])}</td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </div>
        )
      })}
    </>
  )
}

function cell(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

function Files() {
  const files = [...collections.files.value.values()]
  if (files.length === 0) return <p class="empty">No file has been uploaded.</p>
  return (
    <>
      {files.map(({ id, key, size, contentType, status, tags }) => (
        <div class="item" key={id}>
          <p>
            <code>{key}</code> {contentType}, {size ?? '?'} bytes, {status}
          </p>
          {Object.keys(tags).length > 0 && <Json value={tags} />}
        </div>
      ))}
    </>
  )
}
