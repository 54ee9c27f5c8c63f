/** The `logger` that handlers get: the host's, with `forBot` on it and on all loggers made from it. */
import { overlay } from './overlay.js'
import type { AnyRecord, Logger } from './types/index.js'

/** The host's logger itself if it has `forBot`. */
export function pluginLogger(logger: Logger): Logger {
  if ('forBot' in logger) return logger
  const host: AnyRecord = logger
  const plugged: Logger = overlay(logger, (key) => {
    if (key === 'forBot') return () => plugged
    if (typeof key !== 'string' || !key.startsWith('with') || !(key in host)) return undefined
    return (...args: readonly unknown[]) => pluginLogger(host[key](...args))
  })
  return plugged
}
