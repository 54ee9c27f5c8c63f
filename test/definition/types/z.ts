/** `z` is zod 4 as a value and as a namespace, and takes `z.record(value)`. */
import { messages, z } from '../../../src/definition/index.js'

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const same = <A, B>(..._: Same<A, B> extends true ? [] : ['the types differ']): void => {}

const record = z.record(z.number())
same<z.infer<typeof record>, Record<string, number>>()
const described = z.record(z.number(), 'numbers, please')
same<z.infer<typeof described>, Record<string, number>>()
const keyed = z.record(z.enum(['a', 'b']), z.number())
same<z.infer<typeof keyed>, Record<'a' | 'b', number>>()
const nested = z.object({ a: z.record(z.array(z.record(z.unknown()))).optional() })
same<z.infer<typeof nested>, { a?: Record<string, Record<string, unknown>[]> | undefined }>()

// @ts-expect-error a record has values
z.record()
// @ts-expect-error keys are strings, numbers or symbols
z.record(z.boolean(), z.number())
// @ts-expect-error not a schema
z.record('string')

export const any: z.ZodType = z.string()
export const typed: z.ZodType<string> = z.string()
export type Out = z.output<typeof nested>
export type In = z.input<typeof nested>
export const object: z.ZodObject<{ a: z.ZodString }> = z.object({ a: z.string() })
export const issues = (error: z.ZodError): z.core.$ZodIssue[] => error.issues
export const iso = z.iso.datetime()
export const coerced = z.coerce.number()
export const locale = z.locales.en

same<z.infer<typeof messages.defaults.text.schema>, { text: string }>()
same<
  z.infer<typeof messages.defaults.location.schema>,
  { latitude: number; longitude: number; address?: string | undefined; title?: string | undefined }
>()
same<
  z.infer<typeof messages.defaults.bloc.schema>['items'][number]['type'],
  'text' | 'image' | 'audio' | 'video' | 'file' | 'location'
>()
