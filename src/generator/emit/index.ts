/** Turns a model into the files of the output. Pure: the same model gives the same text. */
import renderHeader from '../../../templates/header.ts.hbs'
import type { Model } from '../model/index.js'
import { integrationsSection, interfacesSection } from './dependencies.js'
import { emitIndex } from './index-file.js'
import type { Sections } from './index-file.js'
import {
  actionsSection,
  configurationSection,
  eventsSection,
  statesSection,
  tablesSection,
  tagsSection,
  workflowsSection,
} from './sections.js'

/** One file of the output. */
export interface File {
  /** Relative to the output folder, with forward slashes. */
  readonly path: string
  readonly content: string
}

/** What the output says about where it came from. */
export interface EmitContext {
  /** The definition's file name, as the headers show it. */
  readonly definitionFile: string
}

/** @returns the files, `index.ts` last, each with a header and formatted */
export function emit(model: Model, { definitionFile }: EmitContext): readonly File[] {
  const sections: Sections = {
    configuration: configurationSection(model),
    actions: actionsSection(model),
    events: eventsSection(model),
    states: statesSection(model),
    tables: tablesSection(model),
    workflows: workflowsSection(model),
    tags: tagsSection(model),
    interfaces: interfacesSection(model),
    integrations: integrationsSection(model),
  }
  const header = renderHeader({ definitionFile: comment(definitionFile) })
  const files = Object.values(sections).flatMap((section): File[] => {
    if (section === undefined) return []
    return [{ path: `${section.name}.ts`, content: `${header}${section.body}` }]
  })
  return [...files, { path: 'index.ts', content: `${header}${emitIndex(model, sections)}` }]
}

/** A file name for a line comment. */
function comment(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
}
