/** Checks that what a whole slot carries is an object, which is all that the platform takes. */
import { rootKind } from '../schema/index.js'
import { quote } from './text.js'
import type { IssueCollector } from './issue-collector.js'
import type { Path } from './text.js'

/** Reports a schema that is none of an object, a record or a reference to an entity. */
export function checkRoot(check: IssueCollector, schema: unknown, path: Path): void {
  const { kind, name } = rootKind(schema)
  if (kind === 'object') return
  const what = called[name] ?? `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`
  if (kind === 'objects') {
    check.warn(
      'root_not_one_object',
      path,
      `${quote(path)} is ${what} of objects: the platform's own types take an object or a record`,
      'Write one z.object({ … }), and put what differs under a key of it',
    )
    return
  }
  check.error(
    'root_not_an_object',
    path,
    `${quote(path)} must be an object schema, but it is ${what}`,
    wayOut[name] ?? 'Put it under a key: z.object({ value: … })',
  )
}

const called: { readonly [name: string]: string | undefined } = {
  custom: 'a schema of z.custom() or z.instanceof()',
  default: 'one with .default()',
  enum: 'an enum',
  literal: 'a literal',
  nullable: 'one with .nullable()',
  optional: 'one with .optional()',
  prefault: 'one with .prefault()',
  discriminatedunion: 'a union',
  union: 'a union',
}

const wayOut: { readonly [name: string]: string | undefined } = {
  default: 'Give each key its own default: z.object({ key: z.string().default(…) })',
  prefault: 'Give each key its own default: z.object({ key: z.string().default(…) })',
  map: 'Use z.record(key, value)',
  nullable: 'Leave .nullable() out',
  optional: 'Leave .optional() out, and make the keys optional that may be missing',
}
