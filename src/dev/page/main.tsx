/** The page of `plugin-kit dev`: the conversation, the timeline, the bot and its clock. */
import { render } from 'preact'
import { Bot } from './bot.js'
import { Chat } from './chat.js'
import { Clock } from './clock.js'
import { ProblemCard } from './problem.js'
import { chosenPanel, panels } from './selection.js'
import { follow, send } from './server.js'
import { isConnected, singles } from './store.js'
import { Timeline } from './timeline.js'

const names = { chat: 'Chat', timeline: 'Timeline', bot: 'Bot' } as const

function Page() {
  const { plugin, problems } = singles.value
  return (
    <>
      <header class="top">
        <h1>
          {plugin?.title ?? plugin?.name ?? 'plugin-kit dev'}{' '}
          {plugin && <small>{`${plugin.name} ${plugin.version}`}</small>}
        </h1>
        <Clock />
        <button type="button" class="reset" onClick={() => void reset()}>
          Start anew
        </button>
        <span role="status" class={isConnected.value ? 'connected' : 'away'}>
          {isConnected.value ? 'Connected' : 'Not connected'}
        </span>
      </header>
      {problems.length > 0 && (
        <div class="problems" role="alert">
          {problems.map((problem) => (
            <ProblemCard key={JSON.stringify(problem)} problem={problem} />
          ))}
        </div>
      )}
      <nav class="panels" aria-label="Parts of the page">
        {panels.map((panel) => (
          <button
            type="button"
            key={panel}
            aria-current={chosenPanel.value === panel ? 'page' : undefined}
            onClick={() => (chosenPanel.value = panel)}
          >
            {names[panel]}
          </button>
        ))}
      </nav>
      <main class={`shows-${chosenPanel.value}`}>
        <Chat />
        <Timeline />
        <Bot />
      </main>
    </>
  )
}

async function reset(): Promise<void> {
  if (confirm('Forget all users, conversations, states and files of this bot?')) {
    await send('reset', {})
  }
}

const root = document.getElementById('app')
if (root) render(<Page />, root)
void follow()
