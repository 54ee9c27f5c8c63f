/** The text of a stub: an implementation of an action that says that there is none. */
import { propertyKey, stringLiteral } from '../generator/print/index.js'
import type { MemberText } from './insertion.js'
import type { SourceStyle } from './source-style.js'

/** How stubs are written beside their neighbours. */
export interface StubForm {
  readonly style: SourceStyle
  /** `async name(props) { … }` or `name: async (props) => { … }` */
  readonly as: 'method' | 'arrow'
  /** Whether names stand in quotes that need none. */
  readonly isQuoted: boolean
  /** What the parameter is called; unused ones may be mistakes, unless they begin with `_`. */
  readonly parameter: string
  /**
   * The type of the actions' handlers, where the compiler does not know it from around the object:
   * `bp.ActionHandlers`. `none` if it has no name there: then a stub takes nothing.
   */
  readonly handlers: string | 'known' | 'none'
}

/** @param name of the action: any string */
export function stubOf(name: string, form: StubForm): MemberText {
  const { quote, semicolon, newline, indent } = form.style
  const literal = stringLiteral(name, quote)
  const key = form.isQuoted && name !== '__proto__' ? literal : propertyKey(name, 'value', quote)
  const parameter = parameterOf(literal, form)
  const head =
    form.as === 'arrow' ? `${key}: async (${parameter}) => {` : `async ${key}(${parameter}) {`
  const message = stringLiteral(`The action ${name} is not implemented yet`, quote)
  const body = `throw new Error(${message})${semicolon}`
  return {
    flat: `${head} ${body} }`,
    broken: (indentation) =>
      [head, `${indentation}${indent}${body}`, `${indentation}}`].join(newline),
  }
}

function parameterOf(literal: string, { parameter, handlers }: StubForm): string {
  if (handlers === 'none') return ''
  return handlers === 'known' ? parameter : `${parameter}: Parameters<${handlers}[${literal}]>[0]`
}

/** The property `actions`, for a plugin that has none yet. */
export function actionsOf(stubs: readonly MemberText[], style: SourceStyle): MemberText {
  const { newline, indent, trailingCommas } = style
  const end = trailingCommas ? ',' : ''
  return {
    flat: `actions: { ${stubs.map(({ flat }) => flat).join(', ')} }`,
    broken: (indentation) => {
      const inner = indentation + indent
      const list = stubs.map((stub) => inner + stub.broken(inner)).join(`,${newline}`)
      return [`actions: {`, list + end, `${indentation}}`].join(newline)
    },
  }
}
