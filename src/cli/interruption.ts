/** Ctrl+C ends a watching command at once, even in the middle of its work. */
import { setTimeout as sleep } from 'node:timers/promises'
import { endEvaluators } from '../generator/index.js'

/** Resolves when the user interrupts the program. */
export function interrupted(): Promise<void> {
  return new Promise((resolve) => process.once('SIGINT', () => resolve()))
}

/** How long (in ms) definitions that are being evaluated may take to end. */
const patience = 500

/** Stops the evaluation of definitions. A thread that waits for a child process cannot be stopped: then the program exits. */
export async function endEvaluations(): Promise<void> {
  const isEnded = await Promise.race([endEvaluators().then(() => true), sleep(patience, false)])
  // Nobody listens to the signal any more: it ends the program, with all its threads.
  if (!isEnded) process.kill(process.pid, 'SIGINT')
}
