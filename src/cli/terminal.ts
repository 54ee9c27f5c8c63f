/**
 * What the command line prints to: two streams, and the colours that each of them shows. A library of
 * colours would be loaded in runs that have nothing to do; node's `styleText` came with 20.12.
 */

/** A text in a colour, or as it is where colours are not shown. */
export type Paint = Readonly<Record<keyof typeof codes, (text: string) => string>>

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 }

/** One of the standard streams. */
export interface Output {
  readonly hasColors: boolean
  readonly paint: Paint
  /** Prints a line, or several. */
  print(text: string): void
}

/** Where results and where complaints go. */
export interface Terminal {
  readonly out: Output
  readonly err: Output
  /** Shows a line until something is printed; on a terminal only. */
  progress(text: string): void
}

/**
 * Connects to this process' streams.
 *
 * @param noColor whether colours were turned off for this call; the environment is asked otherwise
 * @param reserved whether stdout is kept for a machine-readable report: results go to stderr, too
 */
export function openTerminal(noColor: boolean, reserved = false): Terminal {
  let hasProgress = false
  const clear = (): void => {
    if (hasProgress) process.stderr.write('\r\u001b[K')
    hasProgress = false
  }
  const outputOf = (stream: NodeJS.WriteStream): Output => {
    const hasColors = !noColor && showsColors(stream)
    return {
      hasColors,
      paint: paintOf(hasColors),
      print: (text) => {
        clear()
        stream.write(`${text}\n`)
      },
    }
  }
  const err = outputOf(process.stderr)
  return {
    err,
    out: reserved ? err : outputOf(process.stdout),
    progress: (text) => {
      if (!process.stderr.isTTY) return
      clear()
      hasProgress = true
      // Some terminals do not know how wide they are.
      process.stderr.write(text.slice(0, (process.stderr.columns || 80) - 1))
    },
  }
}

function showsColors(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env
  if (NO_COLOR) return false
  if (FORCE_COLOR) return FORCE_COLOR !== '0'
  return stream.isTTY && TERM !== 'dumb'
}

function paintOf(isOn: boolean): Paint {
  const paints = Object.entries(codes).map(([name, code]) => [
    name,
    (text: string) => (isOn ? `\u001b[${code}m${text}\u001b[0m` : text),
  ])
  return Object.fromEntries(paints) as Paint
}

/**
 * Makes a text of the author's safe to print: what would move the cursor, change colours or reorder
 * the line is shown as an escape instead.
 */
export function printable(text: string): string {
  return text.replace(
    /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Ends the process once all output has arrived: what user code left running must not keep it. */
export async function leave(code: number): Promise<never> {
  const streams = [process.stdout, process.stderr]
  await Promise.all(streams.map((stream) => new Promise((done) => stream.write('', done))))
  process.exit(code)
}
