/** See sdk-folder.mjs. */
export const sdkFixtures: readonly string[]
export function writeSdkFolder(from: string, to: string): void
