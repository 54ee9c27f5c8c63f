/** Both versions of zui that make JSON Schema of schemas, and what they make. */
import * as zui1 from '@bpinternal/zui'
import * as zui2 from 'zui-2'

interface Transforms {
  toJSONSchema(schema: unknown): unknown
  toJSONSchemaLegacy(schema: unknown, options: object): unknown
}

export const versions = [
  { name: 'zui 1.3.3', z: zui1.z as unknown, transforms: zui1.transforms as unknown as Transforms },
  {
    name: 'zui 2.1.1',
    z: zui2.z as unknown,
    transforms: zui2.z.transforms as unknown as Transforms,
  },
] as const

export type Version = (typeof versions)[number]

/**
 * @returns the JSON that both transformers make of a schema, or their complaints; the older one's
 *   references within it are resolved, as the tool does
 */
export function jsonSchemas(schema: unknown, { transforms }: Version): Record<string, unknown> {
  return {
    current: attempt(() => transforms.toJSONSchema(schema)),
    legacy: attempt(() => transforms.toJSONSchemaLegacy(schema, { target: 'jsonSchema7' })),
    openApi: attempt(() => transforms.toJSONSchemaLegacy(schema, { target: 'openApi3' })),
  }
}

function attempt(make: () => unknown): unknown {
  try {
    const json = JSON.parse(JSON.stringify(make())) as unknown
    return dereference(json, json)
  } catch (error) {
    return { refused: (error as Error).message }
  }
}

/** @returns the schema that a text describes, `z` being a library */
export function schemaOf(source: string, z: unknown): unknown {
  return new Function('z', `return ${source}`)(z) as unknown
}

function dereference(value: unknown, document: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => dereference(item, document))
  const { $ref, ...rest } = value as { readonly $ref?: unknown }
  if (typeof $ref === 'string' && $ref.startsWith('#/')) {
    const keys = $ref.slice(2).split('/')
    const found = keys.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], document)
    return { ...(dereference(found, document) as object), ...rest }
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, dereference(member, document)]),
  )
}
