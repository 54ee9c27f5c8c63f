/** What generated code has under the names of sections that the definition does not declare. */
import type { NoTags, None } from './proxies.js'

export declare namespace NoConfiguration {
  export type Configuration = None
}

export declare namespace NoStates {
  export type States = None
}

export declare namespace NoEvents {
  export type Events = None
}

export declare namespace NoActions {
  export type Actions = None
}

export declare namespace NoTables {
  export type Tables = None
}

export declare namespace NoWorkflows {
  export type Workflows = None
}

export declare namespace NoInterfaces {
  export type Interfaces = None
}

export declare namespace NoIntegrations {
  export type Integrations = None
}

export declare namespace NoUser {
  export type User = { tags: NoTags }
}

export declare namespace NoConversation {
  export type Conversation = { tags: NoTags }
}

export declare namespace NoMessage {
  export type Message = { tags: NoTags }
}
