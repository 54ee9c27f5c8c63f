/** The HTTP routes of the platform's runtime, files and tables APIs, as `@botpress/client` calls them. */
import type { ClientOperation } from '../../runtime/index.js'

/** Method and path of each operation; `:name` is a parameter, whose value is URL-encoded. */
const routes = {
  getConversation: 'GET /v1/chat/conversations/:id',
  listConversations: 'GET /v1/chat/conversations',
  createConversation: 'POST /v1/chat/conversations',
  getOrCreateConversation: 'POST /v1/chat/conversations/get-or-create',
  updateConversation: 'PUT /v1/chat/conversations/:id',
  deleteConversation: 'DELETE /v1/chat/conversations/:id',
  listParticipants: 'GET /v1/chat/conversations/:id/participants',
  addParticipant: 'POST /v1/chat/conversations/:id/participants',
  getParticipant: 'GET /v1/chat/conversations/:id/participants/:userId',
  removeParticipant: 'DELETE /v1/chat/conversations/:id/participants/:userId',
  createEvent: 'POST /v1/chat/events',
  getEvent: 'GET /v1/chat/events/:id',
  listEvents: 'GET /v1/chat/events',
  createMessage: 'POST /v1/chat/messages',
  getOrCreateMessage: 'POST /v1/chat/messages/get-or-create',
  getMessage: 'GET /v1/chat/messages/:id',
  updateMessage: 'PUT /v1/chat/messages/:id',
  listMessages: 'GET /v1/chat/messages',
  deleteMessage: 'DELETE /v1/chat/messages/:id',
  createUser: 'POST /v1/chat/users',
  getOrCreateUser: 'POST /v1/chat/users/get-or-create',
  getUser: 'GET /v1/chat/users/:id',
  listUsers: 'GET /v1/chat/users',
  updateUser: 'PUT /v1/chat/users/:id',
  deleteUser: 'DELETE /v1/chat/users/:id',
  getState: 'GET /v1/chat/states/:type/:id/:name',
  setState: 'POST /v1/chat/states/:type/:id/:name',
  getOrSetState: 'POST /v1/chat/states/:type/:id/:name/get-or-set',
  patchState: 'PATCH /v1/chat/states/:type/:id/:name',
  callAction: 'POST /v1/chat/actions',
  trackAnalytics: 'POST /v1/chat/analytics',
  createWorkflow: 'POST /v1/chat/workflows',
  getOrCreateWorkflow: 'POST /v1/chat/workflows/get-or-create',
  getWorkflow: 'GET /v1/chat/workflows/:id',
  updateWorkflow: 'PUT /v1/chat/workflows/:id',
  deleteWorkflow: 'DELETE /v1/chat/workflows/:id',
  listWorkflows: 'GET /v1/chat/workflows',
  upsertFile: 'PUT /v1/files',
  searchFiles: 'GET /v1/files/search',
  listFiles: 'GET /v1/files',
  getFile: 'GET /v1/files/:id',
  updateFileMetadata: 'PUT /v1/files/:id',
  deleteFile: 'DELETE /v1/files/:id',
  getTableRow: 'GET /v1/tables/:table/row',
  createTableRows: 'POST /v1/tables/:table/rows',
  findTableRows: 'POST /v1/tables/:table/rows/find',
  updateTableRows: 'PUT /v1/tables/:table/rows',
  upsertTableRows: 'POST /v1/tables/:table/rows/upsert',
  deleteTableRows: 'POST /v1/tables/:table/rows/delete',
  // `uploadFile` is not among them: the client makes it of `upsertFile` and a PUT to its `uploadUrl`.
} as const satisfies { readonly [K in Exclude<ClientOperation, 'uploadFile'>]: string }

/** An operation with a route of its own. */
export type RoutedOperation = keyof typeof routes

/** What a request asks for. */
export interface Match {
  readonly operation: RoutedOperation
  /** The path's parameters, decoded. */
  readonly params: Readonly<Record<string, string>>
}

const matchers = Object.entries(routes).map(([operation, route]) => {
  const [method, path = ''] = route.split(' ')
  const pattern = path.replace(/:(\w+)/g, '(?<$1>[^/]+)')
  return { operation: operation as RoutedOperation, method, path: new RegExp(`^${pattern}$`) }
})

/**
 * @param path the URL's path, still encoded
 * @returns `undefined` where no operation has that route
 * @throws URIError for a path with a broken escape
 */
export function matchRoute(method: string, path: string): Match | undefined {
  for (const matcher of matchers) {
    const groups = matcher.method === method ? matcher.path.exec(path) : null
    if (groups === null) continue
    const params = Object.entries(groups.groups ?? {}).map(
      ([name, value]) => [name, decodeURIComponent(value)] as const,
    )
    return { operation: matcher.operation, params: Object.fromEntries(params) }
  }
  return undefined
}
