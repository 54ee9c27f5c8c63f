/** Checks the entries of the plugin's own sections, and its configuration. */
import { type Form, forms } from './expected-forms.js'
import { checkKeyColumn } from './key-column.js'
import { type Path, type Values, choice, describe, docOf, quote } from './text.js'
import { isStateType, stateTypes } from './types.js'
import type { Checker } from './checker.js'
import type {
  ActionModel,
  Entry,
  PayloadModel,
  Slot,
  StateModel,
  TableModel,
  TagOwner,
  WorkflowModel,
} from './types.js'

export function action(
  check: Checker,
  entry: Values,
  name: string,
  path: Path,
  form: Form,
): ActionModel | undefined {
  check.properties(entry, form, path)
  const side = (key: 'input' | 'output'): Slot | undefined => {
    if (entry[key] !== undefined) return check.slot(entry[key], [...path, key], forms.slot)
    if (!check.intends(entry, form, key)) {
      const hint = `Add \`${key}: { schema: z.object({ … }) }\``
      check.error(`missing_${key}`, [...path, key], `${quote(path)} has no \`${key}\``, hint)
    }
    return undefined
  }
  const input = side('input')
  const output = side('output')
  return input && output && { name, doc: docOf(entry), input, output }
}

/** An event, an entity or a message. */
export function payload(
  check: Checker,
  entry: Values,
  name: string,
  path: Path,
  form: Form,
): PayloadModel | undefined {
  const found = check.slot(entry, path, form)
  return found && { name, doc: docOf(entry), payload: found }
}

export function state(
  check: Checker,
  entry: Values,
  name: string,
  path: Path,
  form: Form,
): StateModel | undefined {
  const { type, expiry } = entry
  if (!isStateType(type) && !(type === undefined && check.intends(entry, form, 'type'))) {
    check.error(
      'invalid_state_type',
      [...path, 'type'],
      type === undefined
        ? `${quote(path)} has no \`type\``
        : `The type of ${quote(path)} is ${describe(type)}, which no state has`,
      choice(type, stateTypes),
    )
  }
  if (expiry !== undefined && !(typeof expiry === 'number' && expiry > 0)) {
    check.error(
      'invalid_expiry',
      [...path, 'expiry'],
      `${quote([...path, 'expiry'])} must be a positive number, but it is ${describe(expiry)}`,
      'Give milliseconds: an hour is `3_600_000`',
    )
  }
  const found = payload(check, entry, name, path, form)
  return found && isStateType(type)
    ? { ...found, type, ...(typeof expiry === 'number' && { expiry }) }
    : undefined
}

export function table(
  check: Checker,
  entry: Values,
  name: string,
  path: Path,
  form: Form,
): TableModel | undefined {
  const found = payload(check, entry, name, path, form)
  if (found === undefined) return undefined
  const keyColumn = checkKeyColumn(check, entry, found.payload, path)
  return keyColumn === undefined ? found : { ...found, keyColumn }
}

export function workflow(
  check: Checker,
  entry: Values,
  name: string,
  path: Path,
  form: Form,
): WorkflowModel | undefined {
  const tags = check.entries(entry, 'tags', forms.tag, tag, path)
  const found = action(check, entry, name, path, form)
  return found && { ...found, tags }
}

function tag(check: Checker, entry: Values, name: string, path: Path, form: Form): Entry {
  check.properties(entry, form, path)
  return { name, doc: docOf(entry) }
}

/** The tags that a plugin puts on users, conversations or messages. */
export function tags(check: Checker, values: Values, owner: TagOwner): Entry[] {
  const value = values[owner]
  if (value === undefined || value === null) return []
  const holder = check.record(value, [owner], forms.tagged) ?? {}
  check.properties(holder, forms.tagged, [owner])
  return check.entries(holder, 'tags', forms.tag, tag, [owner])
}

export function configuration(check: Checker, values: Values): { configuration?: Slot } {
  if (values.configuration === undefined) return {}
  const found = check.slot(values.configuration, ['configuration'], forms.slot)
  return found ? { configuration: found } : {}
}
