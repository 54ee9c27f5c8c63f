/** Shows JSON: what is short in one line, what is long behind a summary. */

const maximumLength = 80

/** Text only: whatever a payload holds, it is never markup. */
export function Json({ value, open = false }: { value: unknown; open?: boolean }) {
  const line = JSON.stringify(value) ?? 'undefined'
  if (line.length <= maximumLength && !open) return <code class="json">{line}</code>
  return (
    <details class="json" open={open}>
      <summary>
        <code>{line.slice(0, 4 * maximumLength)}</code>
      </summary>
      {/* Scrolls sideways, and so has to be reachable by the keyboard. */}
      <pre tabIndex={0}>{JSON.stringify(value, null, 2)}</pre>
    </details>
  )
}
