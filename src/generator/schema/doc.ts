/** Takes what authors say about their schemas out of whatever they put there. */
import { toJson } from './json.js'
import type { Doc } from './type.js'

/**
 * @param meta the fields of a schema's metadata, of any type
 * @returns those that make a doc comment, if there are any
 */
export function docFrom(meta: {
  readonly title?: unknown
  readonly description?: unknown
  readonly deprecated?: unknown
  readonly examples?: unknown
}): Doc | undefined {
  const { title, description, deprecated } = meta
  const examples = Array.isArray(meta.examples)
    ? meta.examples.filter((example) => toJson(example) !== undefined)
    : []
  const doc: Doc = {
    ...(isText(title) && { title }),
    ...(isText(description) && { description }),
    ...((deprecated === true || isText(deprecated)) && { deprecated }),
    ...(examples.length && { examples }),
  }
  return Object.keys(doc).length ? doc : undefined
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}
