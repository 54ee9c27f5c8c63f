/** Identifies contents. */
import { createHash } from 'node:crypto'

/**
 * Identifies a content.
 *
 * @param content Line endings of a text do not matter: a checkout with `\r\n` is the same text.
 * @returns a SHA-256, in base64url
 */
export function hash(content: string | Uint8Array): string {
  const exact = typeof content === 'string' ? withoutCarriageReturns(content) : content
  return createHash('sha256').update(exact).digest('base64url')
}

/** `text` with `\n` for every `\r\n`. */
export function withoutCarriageReturns(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r\n', '\n') : text
}
