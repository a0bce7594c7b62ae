import type { Repeat } from '#lib/work/repeat.ts'
import type { Principal } from './caller.ts'
import { RECENT_DENIALS, type Denied } from './denied.ts'
import type { Send } from './execution/execute.ts'
import { GATEWAY_LIMITS } from './limits.ts'
import type { Keys } from './partners/keys.ts'
import { ask } from './subgraphs/asking.ts'
import type { OperationContext } from './subgraphs/data-source.ts'

/** A notice of the bus may have passed while nobody listened, and without a bus none comes. */
export const askingForDenials = (
  accounts: () => Send<OperationContext> | undefined,
  itself: Principal,
  denied: Denied,
  told: boolean,
): Repeat => ({
  what: 'asking for denied logins',
  everyMs: GATEWAY_LIMITS.denialsEveryMs[told ? 'told' : 'untold'],
  task: async () => {
    const send = accounts()
    if (send) denied.learn(await ask(send, itself, RECENT_DENIALS))
  },
})

/** The same of keys that have opened sockets and streams. */
export const checkingKeys = (keys: Keys, told: boolean): Repeat => ({
  what: 'checking keys that are in use',
  everyMs: GATEWAY_LIMITS.keys.checkEveryMs[told ? 'told' : 'untold'],
  task: () => keys.checkWatched(),
})
