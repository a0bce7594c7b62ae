import type { EventEnvelope, HoldState } from '#lib/events.ts'
import type { Rules } from '../context.ts'
import { callOff } from '../session.ts'
import { TERMINAL, type Trx } from '../tables.ts'
import { meet } from '../transactions/limit.ts'
import { lockByHold, saveHold } from './hold.queries.ts'

/** In these nothing is blocked any more and nothing was taken, or a provider is about to let it go, which may be slow. */
const GONE: readonly HoldState[] = ['RELEASING', 'RELEASED', 'EXPIRED', 'FAILED', 'ABANDONED']

/**
 * Learns of a hold. Its driver may have let it go at the moment at which they started, or their bank ends it while they charge: then nothing
 * pays for what flows, and the start is called off, or the session stopped. Its driver learns of it.
 */
export async function learnHold(trx: Trx, event: EventEnvelope<'payments.hold.changed'>, rules: Rules): Promise<void> {
  if (!(await saveHold(trx, event)) || !GONE.includes(event.data.state)) return
  const session = await lockByHold(trx, event.data.holdId)
  if (!session || TERMINAL.includes(session.status)) return
  if (session.transaction_id === null) await callOff(trx, session)
  else await meet(trx, session, 'GONE', session.cost_minor ?? 0, rules)
}
