/** What the platform's own tool asks a definition for, beside what it says. */

/** How the tool turns schemas into JSON Schema. */
export interface Advanced {
  /** The transformer of earlier versions. */
  readonly useLegacyZuiTransformer?: boolean
  /** Options of the transformer. */
  readonly toJSONSchemaOptions?: {
    readonly unionStrategy?: 'oneOf' | 'anyOf'
    readonly discriminatedUnionStrategy?: 'oneOf' | 'anyOf'
    readonly discriminator?: boolean
  }
}

/** The SDK whose rules this package's runtime follows. */
const sdkVersion = '7.2.2'

/** A definition that the tool can read and deploy. */
export abstract class Deployable<Props extends object> {
  /** What the constructor was given, untouched. */
  readonly props: Props
  readonly __advanced: Advanced | undefined

  constructor(props: Props & { readonly __advanced?: Advanced }) {
    this.props = props
    this.__advanced = props?.__advanced
  }

  /** For the platform: which SDK the definition goes with. */
  get metadata(): { readonly sdkVersion: string } {
    return { sdkVersion }
  }

  /** The same definition, with some of its props replaced: the tool deploys it under a name with a handle. */
  clone(overrides: Partial<Props> = {}): this {
    const Definition = this.constructor as new (props: Props) => this
    return new Definition({ ...this.props, ...overrides })
  }
}
