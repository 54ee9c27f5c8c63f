/**
 * Version ranges of dependencies: `version.allWithinMajorOf(pkg)`. Without `semver`, which would be in
 * the bundle of every plugin that passes its definition.
 */

interface Versioned {
  readonly name?: string
  readonly version: string
}

/**
 * The same package or definition, accepted in every version with the major number of its own.
 * `1.4.2` becomes `>=1.0.0 <2.0.0`.
 * @throws Error if `dependency.version` is not a semantic version
 */
export function allWithinMajorOf<T extends Versioned>(dependency: T): T {
  const { major } = parse(dependency)
  return withVersion(dependency, `>=${major}.0.0 <${major + 1n}.0.0`)
}

/**
 * The same package or definition, accepted in every version with the major and minor number of its
 * own. `1.4.2` becomes `>=1.4.0 <1.5.0`.
 * @throws Error if `dependency.version` is not a semantic version
 */
export function allWithinMinorOf<T extends Versioned>(dependency: T): T {
  const { major, minor } = parse(dependency)
  return withVersion(dependency, `>=${major}.${minor}.0 <${major}.${minor + 1n}.0`)
}

/** As https://semver.org has it: three numbers without leading zeros, a prerelease, build metadata. */
const semanticVersion =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?(?:\+[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?$/

function parse(dependency: Versioned): { readonly major: bigint; readonly minor: bigint } {
  const [, major, minor] = semanticVersion.exec(dependency.version) ?? []
  if (major === undefined || minor === undefined) {
    const name = dependency.name === undefined ? 'the dependency' : JSON.stringify(dependency.name)
    throw new Error(
      `The version of ${name} is ${JSON.stringify(dependency.version)}, which is not a semantic version such as "1.4.2"`,
    )
  }
  return { major: BigInt(major), minor: BigInt(minor) }
}

/** A copy that is of the same class, as a definition may have more than its own properties. */
function withVersion<T extends Versioned>(dependency: T, version: string): T {
  const copy = Object.create(Object.getPrototypeOf(dependency) as object | null) as T
  return Object.assign(copy, dependency, { version })
}
