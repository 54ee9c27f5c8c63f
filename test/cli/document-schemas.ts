/** The JSON Schemas of `schemas/`, made from the types of the documents and their doc comments. */
import { join } from 'node:path'
import { Node, Project, type Type } from 'ts-morph'
import { root } from './plugin-kit.js'

type Schema = { readonly [keyword: string]: unknown }

/** What a schema says at its top. */
interface Head {
  readonly title: string
  readonly description: string
  /** Where the types are: the function that returns one, or the interface. */
  readonly types: readonly (readonly [file: string, name: string])[]
}

const gen = 'What `plugin-kit gen --json` prints; one line for each run with `--watch`.'

/** By command. */
export const heads: Readonly<Record<string, Head>> = {
  gen: {
    title: 'plugin-kit gen --json',
    description: `${gen} All paths but those of changes are absolute.`,
    types: [['src/cli/json.ts', 'jsonOf']],
  },
  build: {
    title: 'plugin-kit build --json',
    description: `${gen.replace('gen', 'build')} All paths but those of changes and bundles are absolute.`,
    types: [['src/cli/json.ts', 'buildJsonOf']],
  },
  schema: {
    title: 'plugin-kit schema',
    description: 'What `plugin-kit schema` prints. All paths are absolute.',
    types: [['src/cli/json.ts', 'schemaJsonOf']],
  },
  diff: {
    title: 'plugin-kit diff --json',
    description:
      'What `plugin-kit diff --json` prints. All paths but that of the base, which is as the call names it, are absolute.',
    types: [['src/cli/json.ts', 'diffJsonOf']],
  },
  dev: {
    title: 'plugin-kit dev --json',
    description:
      'A line that `plugin-kit dev --json` prints: first where it is, then what happens. For a wrong call, the whole output.',
    types: [
      ['src/cli/dev.ts', 'addressOf'],
      ['src/dev/protocol.ts', 'TimelineEntry'],
      ['src/cli/json.ts', 'failedJsonOf'],
    ],
  },
}

/** Numbers that are whole, which TypeScript has no word for. */
const integers: ReadonlySet<string> = new Set(['line', 'column', 'id', 'size', 'gzip'])

const project = new Project({
  tsConfigFilePath: join(root, 'tsconfig.json'),
  skipAddingFilesFromTsConfig: true,
})

/** @returns the schema of a command's documents, by what the types say */
export function documentSchema(command: string): Schema {
  const { title, description, types } = heads[command]!
  const definitions = new Map<string, Schema>()
  const [only, ...others] = types.map((place) => objectOf(typeAt(...place), definitions))
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title,
    description,
    ...(others.length === 0 ? only : { anyOf: [only, ...others] }),
    $defs: Object.fromEntries([...definitions].sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}

function typeAt(file: string, name: string): Type {
  const source = project.addSourceFileAtPath(join(root, file))
  const type =
    source.getFunction(name)?.getReturnType() ?? source.getInterfaceOrThrow(name).getType()
  if (type.isAny()) throw new Error(`${file} has no type for ${name}`)
  return type
}

/** Objects are closed: what a document has, its type has. */
function objectOf(type: Type, definitions: Map<string, Schema>): Schema {
  const properties: Record<string, Schema> = {}
  const required: string[] = []
  for (const property of type.getProperties()) {
    const name = property.getName()
    const [declaration] = property.getDeclarations()
    if (declaration === undefined) throw new Error(`${type.getText()} has ${name} from nowhere`)
    const value = property.getTypeAtLocation(declaration)
    // What the words of a union mean is said at its own declaration.
    const [alias] = value.getAliasSymbol()?.getDeclarations() ?? []
    const description = commentOf(declaration) || commentOf(alias)
    if (description === '') throw new Error(`${type.getText()}: ${name} has no doc comment`)
    const own = schemaOf(value, definitions)
    const whole = own.type === 'number' && integers.has(name) ? { type: 'integer' } : own
    properties[name] = { description, ...whole }
    if (!property.isOptional()) required.push(name)
  }
  return { type: 'object', properties, required, additionalProperties: false }
}

/** With what an optional property may be besides left away. */
function schemaOf(written: Type, definitions: Map<string, Schema>): Schema {
  const type = written.getNonNullableType()
  if (type.isUnknown() || written.isUnknown()) return {}
  if (written.getAliasSymbol()?.getName() === 'JsonSchema') {
    return { $ref: 'https://json-schema.org/draft/2020-12/schema' }
  }
  if (type.isString()) return { type: 'string' }
  if (type.isNumber()) return { type: 'number' }
  if (type.isBoolean()) return { type: 'boolean' }
  if (type.isUnion()) {
    // The compiler's own order depends on what else it has read.
    return {
      enum: type
        .getUnionTypes()
        .map((member) => member.getLiteralValueOrThrow())
        .sort(),
    }
  }
  const element = type.getArrayElementType()
  if (element?.isNever()) return { type: 'array', maxItems: 0 }
  if (element) return { type: 'array', items: schemaOf(element, definitions) }
  const value = type.getStringIndexType()
  if (value) return { type: 'object', additionalProperties: schemaOf(value, definitions) }
  if (!type.isObject() && !type.isIntersection()) throw new Error(`No rule for ${type.getText()}`)
  const symbol = type.getSymbol()
  const declaration = symbol?.getDeclarations().find((node) => Node.isInterfaceDeclaration(node))
  if (symbol === undefined || declaration === undefined) return objectOf(type, definitions)
  const name = symbol.getName()
  if (!definitions.has(name)) {
    definitions.set(name, {})
    const schema = objectOf(type, definitions)
    definitions.set(name, { description: commentOf(declaration), ...schema })
  }
  return { $ref: `#/$defs/${name}` }
}

/** The doc comment of a declaration in one line, but for lists; empty without one. */
function commentOf(node: Node | undefined): string {
  if (!Node.isJSDocable(node)) return ''
  const text = node.getJsDocs().map((doc) => doc.getDescription())
  return text
    .join('\n')
    .trim()
    .replace(/\s*\n(- )?\s*/g, (_, item) => (item ? '\n- ' : ' '))
}
