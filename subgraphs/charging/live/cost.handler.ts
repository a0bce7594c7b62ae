import { emit } from '#db/outbox.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import type { Session, Trx } from '../tables.ts'

/**
 * Tells what a session costs if its charger shows that: once in each span of time while it runs, and when it is over. The spans are those of
 * the clock, so nothing need be remembered.
 */
export async function sayCost(trx: Trx, before: Pick<Session, 'cost_until'>, session: Session): Promise<void> {
  const {
    id: sessionId,
    transaction_id: transactionId,
    cost_minor: amountMinor,
    currency,
    shows_cost,
    status,
    record_waits_since,
  } = session
  if (!shows_cost || transactionId === null || amountMinor === null || currency === null) return
  const final = status === 'COMPLETED' && record_waits_since === null
  if (final || spanOf(session) !== spanOf(before))
    await emit(trx, 'charging.cost.changed', sessionId, { sessionId, transactionId, amountMinor, currency, final })
}

const spanOf = ({ cost_until }: Pick<Session, 'cost_until'>): number =>
  Math.floor((cost_until?.getTime() ?? 0) / CHARGING_LIMITS.costEveryMs)
