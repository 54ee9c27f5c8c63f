/** A text that a pattern takes: of those that `typeSchema` makes of template literal types. */

/**
 * @param pattern a regular expression of literals, `\d`, classes, groups and the quantifiers `?`, `*`
 *   and `+`, between `^` and `$`
 * @returns the shortest text that it takes; of alternatives, the first
 */
export function sampleOf(pattern: string): string {
  return sequence(pattern.replace(/^\^|\$$/g, ''), 0).text
}

interface Part {
  readonly text: string
  /** Where the pattern goes on. */
  readonly end: number
}

/** Up to the end of the pattern, or of a group. */
function sequence(pattern: string, start: number): Part {
  let text = ''
  let at = start
  while (at < pattern.length && pattern[at] !== ')' && pattern[at] !== '|') {
    const part = atom(pattern, at)
    const quantifier = pattern[part.end] ?? ''
    const isOptional = quantifier === '?' || quantifier === '*'
    if (!isOptional) text += part.text
    at = part.end + (isOptional || quantifier === '+' ? 1 : 0)
  }
  return { text, end: at }
}

function atom(pattern: string, at: number): Part {
  if (pattern.startsWith('(?:', at)) {
    const chosen = sequence(pattern, at + 3)
    let end = chosen.end
    while (pattern[end] === '|') end = sequence(pattern, end + 1).end
    return { text: chosen.text, end: end + 1 }
  }
  if (pattern[at] === '[') {
    const end = pattern.indexOf(']', at) + 1
    const [first = '', second = ''] = pattern.slice(at + 1)
    return { text: first === '\\' ? ofClass(second) : first, end }
  }
  if (pattern[at] === '\\') return { text: ofClass(pattern[at + 1] ?? ''), end: at + 2 }
  const char = String.fromCodePoint(pattern.codePointAt(at)!)
  return { text: char, end: at + char.length }
}

/** What follows a backslash: a class, or itself. */
function ofClass(char: string): string {
  return char === 'd' ? '1' : char === 's' ? ' ' : char
}
