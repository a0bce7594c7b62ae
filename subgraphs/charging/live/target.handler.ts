import { emit } from '#db/outbox.ts'
import type { Session, Trx } from '../tables.ts'
import { progressOf } from './progress.ts'

/** Tells others what the driver of a session wants, as soon as there is a transaction to which it applies. */
export async function sayTarget(trx: Trx, session: Session): Promise<void> {
  const { id: sessionId, transaction_id: transactionId, ready_by: readyBy } = session
  if (transactionId === null) return
  const remainingWh = progressOf(session)?.remainingWh ?? null
  await emit(trx, 'charging.target.changed', sessionId, {
    sessionId,
    transactionId,
    energyWh: remainingWh === null ? null : session.energy_wh + remainingWh,
    readyBy: readyBy?.toISOString() ?? null,
  })
}
