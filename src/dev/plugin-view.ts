/** What the page shows of a plugin: its entries, with a form for each that one can hand something to. */
import type { Model, Slot } from '../generator/index.js'
import { typeSchema } from '../schema/index.js'
import type { Form, FormSchema, PluginView } from './protocol.js'

/**
 * @param model the checked definition
 * @param alias the name under which the bot has installed the plugin
 * @param configuration as the bot has it
 */
export function pluginView(model: Model, alias: string, configuration: unknown): PluginView {
  const form = (name: string, doc: Form | object, slot: Slot): Form => {
    const { title, description } = doc as Partial<Form>
    return {
      name,
      ...(title !== undefined && { title }),
      ...(description !== undefined && { description }),
      // A form is filled in by who hands something over.
      schema: typeSchema({
        type: slot.write,
        fill: slot.fill,
        doc: slot.doc,
        named: model.named,
        fills: model.fills,
      }) as FormSchema,
    }
  }
  const { title, description } = model.doc
  return {
    name: model.name,
    version: model.version,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    alias,
    configuration,
    actions: model.actions.map(({ name, doc, input }) => form(name, doc, input)),
    events: model.events.map(({ name, doc, payload }) => form(name, doc, payload)),
    workflows: model.workflows.map(({ name, doc, input }) => form(name, doc, input)),
  }
}
