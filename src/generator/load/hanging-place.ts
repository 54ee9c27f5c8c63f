/** Finds the line that a hanging thread is at. */
import { Session } from 'node:inspector'
import type { Worker } from 'node:worker_threads'

/** A place in the module that was evaluated. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** How long (in ms) to wait for an answer: who waits for the system does not give any. */
const patience = 3000

interface Message {
  readonly method?: string
  readonly id?: number
  readonly params?: {
    readonly callFrames?: readonly {
      readonly location: {
        readonly scriptId: string
        readonly lineNumber: number
        readonly columnNumber?: number
      }
    }[]
    readonly scriptId?: string
    readonly url?: string
  }
}

/**
 * Stops a thread for a moment, and looks.
 *
 * @param name of the module to find, as its `sourceURL` says
 * @returns the innermost place that is in it; `undefined` if the thread is not at work
 */
export async function placeOf(worker: Worker, name: string): Promise<Place | undefined> {
  const session = new Session()
  session.connect()
  const scripts = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let send = (_: string): void => {}
  try {
    return await new Promise((resolve) => {
      timer = setTimeout(resolve, patience, undefined)
      let id = 0
      session.on('NodeWorker.attachedToWorker', ({ params: { sessionId, workerInfo } }) => {
        // Its `workerId` counts the workers of this session; only the title says which thread it is.
        if (/^\[worker (\d+)\]/.exec(workerInfo.title)?.[1] !== String(worker.threadId)) return
        send = (method) => {
          const message = JSON.stringify({ id: ++id, method })
          session.post('NodeWorker.sendMessageToWorker', { sessionId, message })
        }
        send('Debugger.enable')
        send('Debugger.pause')
      })
      session.on('NodeWorker.receivedMessageFromWorker', ({ params }) => {
        const { method, params: told } = JSON.parse(params.message) as Message
        if (method === 'Debugger.scriptParsed' && told?.url?.endsWith(name)) {
          scripts.add(told.scriptId!)
        }
        if (method !== 'Debugger.paused') return
        const frame = told?.callFrames?.find(({ location }) => scripts.has(location.scriptId))
        resolve(
          frame && {
            line: frame.location.lineNumber + 1,
            column: (frame.location.columnNumber ?? 0) + 1,
          },
        )
      })
      session.post('NodeWorker.enable', { waitForDebuggerOnStart: false })
    })
  } finally {
    clearTimeout(timer)
    // A thread that stands still, now or later, cannot be ended.
    send('Debugger.disable')
    session.disconnect()
  }
}
