/** Talks to the server: its address carries the token, so that all addresses are relative. */
import type { Answer, Commands, Update } from '../protocol.js'
import { applyUpdate, isConnected } from './store.js'

/** Asks for something; a server that cannot be reached is an answer like others. */
export async function send<K extends keyof Commands>(
  command: K,
  input: Commands[K],
): Promise<Answer> {
  try {
    const response = await fetch(`api/${command}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    })
    return (await response.json()) as Answer
  } catch {
    return {
      ok: false,
      problem: {
        severity: 'error',
        code: 'not_connected',
        message: 'plugin-kit dev cannot be reached',
        hint: 'Look at the terminal in which it was started',
      },
    }
  }
}

/** Follows what happens, and connects again when the server is back. */
export async function follow(): Promise<never> {
  for (let pause = 250; ; pause = Math.min(pause * 2, 4000)) {
    try {
      for await (const update of updates()) {
        pause = 250
        isConnected.value = true
        applyUpdate(update)
      }
    } catch {
      // Away for now: asked again below.
    }
    isConnected.value = false
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}

/** One JSON document a line, for as long as the connection lasts. */
async function* updates(): AsyncGenerator<Update> {
  const response = await fetch('api/updates')
  if (!response.ok || response.body === null) throw new Error(String(response.status))
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const lines = (rest + value).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line !== '') yield JSON.parse(line) as Update
  }
}
