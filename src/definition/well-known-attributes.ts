/** Attributes that the platform itself knows. */

/**
 * Attributes with a meaning to the platform, to put into `attributes` of an action:
 * `attributes: { ...WELL_KNOWN_ATTRIBUTES.HIDDEN_IN_STUDIO }`.
 */
export const WELL_KNOWN_ATTRIBUTES = {
  /** The action does not show up in Botpress Studio. */
  HIDDEN_IN_STUDIO: { bpActionHiddenInStudio: 'true' },
  /** The caller waits until the action has returned. */
  AWAIT_RETURN: { bpActionAwaitReturn: 'true' },
} as const
