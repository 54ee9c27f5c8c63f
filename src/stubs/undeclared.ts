/** Finds handlers for what the definition does not declare, or no longer: nobody calls them. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { CallExpression, Identifier, Node, SourceFile } from 'ts-morph'
import { type Issue, type Model, nearest } from '../generator/index.js'
import type { NamedMember, SourceReader } from '../generator/locate/index.js'
import { platformMessages } from '../generator/model/index.js'

/** What handlers can be registered for, by the method that registers them. */
type Declared = ReadonlyMap<string, { readonly what: string; readonly names: readonly string[] }>

function declaredBy(model: Model): Declared {
  const dependencies = [...model.interfaces, ...model.integrations]
  const namesOf = (entries: readonly { readonly name: string }[]) => entries.map(({ name }) => name)
  const ofDependencies = (section: 'actions' | 'events') =>
    dependencies.flatMap((one) => one[section].map(({ name }) => `${one.name}:${name}`))
  const actions = namesOf(model.actions)
  const events = [...namesOf(model.events), ...ofDependencies('events')]
  const messages = [
    ...platformMessages,
    ...dependencies.flatMap(({ channels }) => channels.flatMap((one) => namesOf(one.messages))),
  ]
  const kinds = [
    ['event', events, ['event', 'beforeIncomingEvent', 'afterIncomingEvent']],
    [
      'message type',
      messages,
      [
        ...['message', 'beforeIncomingMessage', 'afterIncomingMessage'],
        ...['beforeOutgoingMessage', 'afterOutgoingMessage'],
      ],
    ],
    ['state', namesOf(model.states), ['stateExpired']],
    ['action', actions, ['beforeIncomingCallAction', 'afterIncomingCallAction']],
    [
      'action',
      [...actions, ...ofDependencies('actions')],
      ['beforeOutgoingCallAction', 'afterOutgoingCallAction'],
    ],
    [
      'workflow',
      namesOf(model.workflows),
      ['workflowStart', 'workflowContinue', 'workflowTimeout'],
    ],
  ] as const
  return new Map(
    kinds.flatMap(([what, names, methods]) => methods.map((method) => [method, { what, names }])),
  )
}

/**
 * @param implemented the members of the actions object
 * @returns a warning for each member that is no action of the definition
 */
export function undeclaredActions(
  model: Model,
  implemented: readonly NamedMember[],
  reader: SourceReader,
): readonly Issue[] {
  const names = model.actions.map(({ name }) => name)
  // An action that is not implemented is more likely to be what was meant.
  const missing = names.filter((name) => !implemented.some((member) => member.name === name))
  return implemented.flatMap(({ name, key }) =>
    name === undefined || names.includes(name)
      ? []
      : [
          {
            ...undeclared('action', name, nearest(name, missing) ?? nearest(name, names)),
            path: ['actions', name],
            location: reader.locationOf(key),
          },
        ],
  )
}

/**
 * @param folder of the author's sources, as an absolute path
 * @param is `Node` of ts-morph
 * @returns a warning for each handler that is registered for what is not declared
 */
export function undeclaredHandlers(
  model: Model,
  folder: string,
  reader: SourceReader,
  is: typeof Node,
): readonly Issue[] {
  const declared = declaredBy(model)
  const mentions = new RegExp(`\\b(?:${[...declared.keys()].join('|')})\\s*\\(`)
  return sourcesIn(folder)
    .filter((path) => mentions.test(readFileSync(path, 'utf8')))
    .flatMap((path) => callsIn(reader.source(path), is))
    .flatMap((call) => {
      const callee = call.getExpression()
      const [given] = call.getArguments()
      if (!is.isPropertyAccessExpression(callee) || !is.isStringLiteral(given)) return []
      const kind = declared.get(callee.getName())
      const name = given.getLiteralText()
      if (kind === undefined || name === '*' || kind.names.includes(name)) return []
      if (!isRegistrar(callee.getExpression(), is)) return []
      return [
        {
          ...undeclared(kind.what, name, nearest(name, kind.names)),
          path: [],
          location: reader.locationOf(given),
        },
      ]
    })
}

function undeclared(what: string, name: string, meant: string | undefined): Issue {
  return {
    severity: 'warning',
    code: 'not_declared',
    path: [],
    message: `The definition has no ${what} ${name}: nothing calls this`,
    ...(meant !== undefined && { hint: `Did you mean \`${meant}\`?` }),
  }
}

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.[cm]?[jt]sx?$/.test(path) && !/(?:^|[\\/])node_modules[\\/]/.test(path))
    .sort()
    .map((path) => join(folder, path))
}

function callsIn(source: SourceFile | undefined, is: typeof Node): readonly CallExpression[] {
  return source?.getDescendants().filter((node) => is.isCallExpression(node)) ?? []
}

/** Whether an expression is `plugin.on`, or what the function given as `on` receives. */
function isRegistrar(node: Node, is: typeof Node): boolean {
  if (is.isPropertyAccessExpression(node)) return node.getName() === 'on'
  return is.isIdentifier(node) && (node.getText() === 'on' || isParameter(node, is))
}

function isParameter(name: Identifier, is: typeof Node): boolean {
  for (const scope of name.getAncestors()) {
    if (!is.isParametered(scope)) continue
    const parameter = scope.getParameter(name.getText())
    if (parameter === undefined) continue
    const holder = is.isMethodDeclaration(scope) ? scope : scope.getParent()
    const isOn =
      (is.isPropertyAssignment(holder) || is.isMethodDeclaration(holder)) &&
      holder.getName() === 'on'
    return isOn || /Plugin/.test(parameter.getTypeNode()?.getText() ?? '')
  }
  return false
}
