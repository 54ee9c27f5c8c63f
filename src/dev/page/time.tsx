/** Shows times of the bot's clock. */

const shape = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: 'UTC' })
const dated = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  timeZone: 'UTC',
})

/** The time of day, with the date behind it for who asks. */
export function Time({ at, withDate = false }: { at: string; withDate?: boolean }) {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return <time>{at}</time>
  return (
    <time dateTime={at} title={`${dated.format(date)} UTC`}>
      {(withDate ? dated : shape).format(date)}
    </time>
  )
}
