import { emit } from '#db/outbox.ts'
import { audit } from '#db/audit.ts'
import { notFound } from '#lib/errors.ts'
import type { Context } from './context.ts'
import { refuse } from './errors.ts'
import { mayHaveEnded } from './busy.ts'
import { lockSession } from './session.queries.ts'
import { callOff, mayStop, requireDriverOrOperator } from './session.ts'
import { TERMINAL, type Session } from './tables.ts'
import { endTransaction } from './transactions/transaction-end.handler.ts'

/**
 * Ends a session that its charger does not end, at its last sample. For its driver, the operator of its station and admins. A start that is
 * still under way is called off. A session that is over stays as it is. What the charger says of it later corrects the bill.
 */
export async function endSession(
  ctx: Context,
  { sessionId, reason }: { sessionId: string; reason?: string | null | undefined },
): Promise<Session> {
  const caller = requireDriverOrOperator(ctx.caller)
  return ctx.db.transaction().execute(async (trx) => {
    const path = ['input', 'sessionId']
    const session = await lockSession(trx, sessionId)
    if (!session || !(await mayStop(trx, caller, session))) throw notFound('session', path)
    if (TERMINAL.includes(session.status)) return session
    const { transaction_id: transactionId, started_at: startedAt, station_id: stationId } = session
    if (transactionId !== null && !(await mayHaveEnded(trx, session)))
      throw refuse(
        'STILL_CHARGING',
        'The charger is connected and charges: ask it to stop with stopCharging. If it refuses, or does not stop in a minute, the session can be ended here.',
        path,
      )
    if (session.user_id !== caller.userId) await audit(trx, caller.userId, 'session.ended', sessionId, { reason: reason ?? null })
    if (transactionId === null || startedAt === null) return callOff(trx, session)
    const endedAt = (session.last_sample_at ?? startedAt).toISOString()
    const end = { transactionId, endedAt, receivedAt: new Date().toISOString(), meterStopWh: session.register_wh, samples: [] }
    await endTransaction(trx, { ...end, reason: 'Other', offline: false, inferredFrom: 'PERSON' }, ctx.config)
    await emit(trx, 'charging.session.closed', sessionId, { sessionId, transactionId, stationId, endedAt })
    return (await lockSession(trx, sessionId)) ?? session
  })
}
