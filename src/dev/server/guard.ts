/**
 * Decides who is answered: only who has the token, from this server's own origin and by its own
 * address. A page of another origin, or a name that resolves to loopback (DNS rebinding), gets nothing.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** A new token: 256 random bits, in characters that need no escape in a URL. */
export function createToken(): string {
  return randomBytes(32).toString('base64url')
}

/** Whether a given token is the wanted one, in a time that tells nothing about either. */
export function isToken(given: string, wanted: string): boolean {
  // Digests have one length, which the comparison asks for.
  return timingSafeEqual(digest(given), digest(wanted))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/**
 * Whether a request was sent to this server by its own address and, if a browser sent it, from a
 * page of this server.
 *
 * @param host `127.0.0.1:<port>`
 */
export function isOwnRequest(headers: IncomingHttpHeaders, host: string): boolean {
  if (headers.host !== host) return false
  if (headers.origin !== undefined && headers.origin !== `http://${host}`) return false
  const site = headers['sec-fetch-site']
  // `none`: typed in the address bar, or opened from the terminal.
  return site === undefined || site === 'same-origin' || site === 'none'
}

/** The token of an `Authorization: Bearer …` header; `''` without one. */
export function bearerToken({ authorization = '' }: IncomingHttpHeaders): string {
  return /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? ''
}
