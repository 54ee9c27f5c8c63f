/** What sections have in common: payloads of entries, and inputs and outputs of actions. */
import type { ActionModel, PayloadModel, Slot } from '../model/index.js'
import { compoundName } from '../names.js'
import type { ObjectMember } from '../print/index.js'
import type { Doc, Type } from '../schema/index.js'
import type { SectionFile, SlotNames } from './section-file.js'
import { hasText, member, object, ref } from './type-builders.js'

/** A slot whose own schema says nothing takes its entry's words. */
function withDoc(slot: Slot, doc: Doc): Slot {
  return hasText(slot.doc) || !hasText(doc) ? slot : { ...slot, doc: { ...doc, ...slot.doc } }
}

/** Declares the payloads of entries, and the maps of their names by what is read and written. */
export function payloadMaps(
  file: SectionFile,
  entries: readonly PayloadModel[],
  names: { readonly map: string; readonly words: (name: string) => readonly string[] },
): { readonly differ: boolean; readonly slots: readonly SlotNames[] } {
  const slots = entries.map((entry) => ({
    entry,
    names: file.slot(compoundName(...names.words(entry.name)), withDoc(entry.payload, entry.doc)),
  }))
  const differ = slots.some(({ names: slot }) => slot.read !== slot.write)
  const map = (direction: keyof SlotNames) =>
    slots.map(({ entry, names: slot }) => member(entry.name, ref(slot[direction]), entry.doc))
  file.object({ name: names.map, members: map('read') })
  if (differ) file.object({ name: `${names.map}Write`, members: map('write') })
  return { differ, slots: slots.map(({ names: slot }) => slot) }
}

/**
 * Declares the inputs and outputs of actions, and returns the members of their map.
 *
 * @param more further members of an action's types, or others in the place of the usual ones
 */
export function actionMembers(
  file: SectionFile,
  actions: readonly ActionModel[],
  words: (name: string) => readonly string[],
  more: (
    action: ActionModel,
    at: number,
    slots: ActionSlots,
  ) => readonly (readonly [key: string, type: Type])[] = () => [],
): { readonly members: readonly ObjectMember[]; readonly slots: readonly ActionSlots[] } {
  const slots = actions.map(({ name, input, output }) => ({
    name,
    input: file.slot(compoundName(...words(name), 'input'), input),
    output: file.slot(compoundName(...words(name), 'output'), output),
  }))
  const members = actions.map((action, at) => {
    const { input, output } = slots[at] as ActionSlots
    const members = new Map<string, Type>([
      ['input', ref(input.read)],
      ['inputWrite', ref(input.write)],
      ['output', ref(output.read)],
      ['outputWrite', ref(output.write)],
      ...more(action, at, slots[at] as ActionSlots),
    ])
    const type = object([...members])
    return member(action.name, type, action.doc)
  })
  return { members, slots }
}

/** The names of an action's types. */
export interface ActionSlots {
  readonly name: string
  readonly input: SlotNames
  readonly output: SlotNames
}
