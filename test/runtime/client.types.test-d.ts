/** Checked by the compiler: the clients that hosts have are clients to us. */
import type { Client as RealClient } from '@botpress/client'
import type { BotSpecificClient } from '@botpress/sdk'
import type { Client } from '../../src/runtime/index.js'

/** An error where `T` is not assignable to `Wanted`. */
type Assignable<T extends Wanted, Wanted> = T

type Without = Omit<RealClient, 'getUser'>
type OtherInput = Without & { getUser(id: number): Promise<never> }
type OtherOutput = Without & { getUser(): Promise<{ user: string }> }

export type Proofs = [
  Assignable<RealClient, Client>,
  Assignable<BotSpecificClient<any>, Client>,
  // Since SDK 6.4, hosts have none.
  Assignable<Omit<RealClient, 'getOrCreateMessage'>, Client>,
  // @ts-expect-error an operation is missing
  Assignable<Without, Client>,
  // @ts-expect-error an operation has to take what the platform takes
  Assignable<OtherInput, Client>,
  // @ts-expect-error an operation has to answer with what the platform answers with
  Assignable<OtherOutput, Client>,
]
