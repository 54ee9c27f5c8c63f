/** The Chromium that the page is tested in. */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/**
 * Its path: what `CHROMIUM` names, which then has to be there, or the first that is installed;
 * `undefined` if there is none.
 */
export const chromiumPath =
  process.env.CHROMIUM ||
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path))

/** How it is started. Containers give it no sandbox of its own. */
export const chromiumArgs = ['--no-sandbox', '--host-resolver-rules=MAP *.example 127.0.0.1']
