/** From what is handed over to what is received: keys with defaults are there. */
import type { Fill } from '../runtime/index.js'

type Schema = { readonly [keyword: string]: unknown }

/**
 * @param schema what is handed over, without references
 * @param fill where the defaults go
 * @returns what is received, once they have been filled in
 */
export function filledSchema(schema: unknown, fill: Fill | undefined): unknown {
  if (fill === undefined || !isSchema(schema)) return schema
  if ('default' in fill) return filledSchema(schema, fill.of)
  // What may be `null` has its defaults where it is not.
  if (Array.isArray(schema.anyOf)) {
    return { ...schema, anyOf: schema.anyOf.map((member) => filledSchema(member, fill)) }
  }
  if ('all' in fill) {
    if (!Array.isArray(schema.allOf)) return schema
    const fillAll = (member: unknown) => fill.all.reduce(filledSchema, member)
    return { ...schema, allOf: schema.allOf.map(fillAll) }
  }
  if ('properties' in fill) return filledObject(schema, fill)
  if ('values' in fill) {
    const { additionalProperties: values } = schema
    return isSchema(values)
      ? { ...schema, additionalProperties: filledSchema(values, fill.values) }
      : schema
  }
  if ('items' in fill) return { ...schema, items: filledSchema(schema.items, fill.items) }
  if ('tuple' in fill && Array.isArray(schema.prefixItems)) {
    return {
      ...schema,
      prefixItems: schema.prefixItems.map((item, index) =>
        filledSchema(item, fill.tuple[index] ?? undefined),
      ),
    }
  }
  return schema
}

function filledObject(schema: Schema, { properties: fills }: Extract<Fill, { properties: unknown }>): Schema {
  const { properties, required } = schema
  if (!isSchema(properties)) return schema
  const own = (key: string) => (Object.hasOwn(fills, key) ? fills[key] : undefined)
  const filled = Object.keys(properties).filter((key) => 'default' in (own(key) ?? {}))
  const all = new Set([...(Array.isArray(required) ? (required as string[]) : []), ...filled])
  return {
    ...schema,
    properties: Object.fromEntries(
      Object.entries(properties).map(([key, value]) => [key, filledSchema(value, own(key))]),
    ),
    ...(all.size > 0 && { required: [...all] }),
  }
} // prettier-ignore

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
