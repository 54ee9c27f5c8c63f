/** Shows what is wrong: what, where in the author's source, and the way out. */
import type { Problem } from '../protocol.js'

export function ProblemCard({ problem }: { problem: Problem }) {
  const { severity, code, message, hint, place } = problem
  return (
    <div class={`problem ${severity}`}>
      <p>
        <strong>{severity === 'error' ? 'Error' : 'Warning'}</strong> <code>{code}</code>
      </p>
      <p class="text">{message}</p>
      {place && (
        <p>
          <code class="place">
            {place.file}:{place.line}:{place.column}
          </code>
        </p>
      )}
      {place?.frame && (
        <pre tabIndex={0} class="frame">
          {place.frame}
        </pre>
      )}
      {hint && <p class="text">→ {hint}</p>}
    </div>
  )
}
