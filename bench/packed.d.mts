/**
 * Installs this package, built, from its own tarball.
 *
 * @param folder an absolute path that ends in `node_modules`; made
 * @param others packages of this repository's installation that are wanted, too
 * @returns the absolute path of the tarball
 */
export function installPacked(folder: string, others: readonly string[]): string
