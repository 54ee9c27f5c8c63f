/** What references to entities mean, which `@botpress/sdk` writes as texts. */
import { isRecord } from './text.js'

/** The schema behind a reference of the SDK's: `interface:<alias>/entities/<entity>`, or `<entity>`. */
export function resolveEntity(
  definition: unknown,
  uri: string,
  scope: string | undefined,
): unknown {
  const [, alias = scope, entity = uri] = /^interface:(.*)\/entities\/(.*)$/s.exec(uri) ?? []
  const at = (value: unknown, key: string | undefined): unknown =>
    key !== undefined && isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined
  const interfaces = isRecord(definition) ? definition.interfaces : undefined
  const dependency = at(interfaces, alias)
  const body = at(dependency, 'definition') ?? dependency
  const entities = isRecord(body) ? body.entities : undefined
  const found = at(entities, entity)
  return isRecord(found) ? found.schema : undefined
}
