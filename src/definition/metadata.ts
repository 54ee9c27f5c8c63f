/** What definitions and their entries say about themselves, for people and for the platform. */
import type { Advanced } from './deployable.js'

/** Free text by name; some names have a meaning to the platform, see `WELL_KNOWN_ATTRIBUTES`. */
export interface Attributes {
  readonly [name: string]: string
}

/** The texts that people see. */
export interface Described {
  /** A short name. */
  readonly title?: string
  /** What it is for, in a sentence or two. Becomes the doc comment of the generated type. */
  readonly description?: string
}

/** The texts that people see, and attributes for the platform. */
export interface Attributed extends Described {
  readonly attributes?: Attributes
}

/** What every definition starts with. */
export interface Metadata extends Attributed {
  /** What the definition is called on the platform. */
  readonly name: string
  /** A semantic version, such as `1.4.2`. */
  readonly version: string
  /** Path of an image file, relative to the definition. */
  readonly icon?: string
  /** Path of a Markdown file, relative to the definition. */
  readonly readme?: string
  /** How the platform's tool makes JSON Schema of the schemas. */
  readonly __advanced?: Advanced
}

/** A tag. Its values are strings. */
export type TagDefinition = Described

/** Something that carries tags. */
export interface Tagged {
  /** By name. On the platform a plugin's tags are stored as `<alias>#<tag>`. */
  readonly tags?: { readonly [tag: string]: TagDefinition }
}
