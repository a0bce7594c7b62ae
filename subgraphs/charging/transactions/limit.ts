import { emit } from '#db/outbox.ts'
import type { LimitStep } from '#lib/events.ts'
import type { Rules } from '../context.ts'
import { changeSession } from '../session.queries.ts'
import { touch } from '../session.ts'
import type { Session, Trx } from '../tables.ts'
import { requestStop } from './command.ts'

/** True of a session whose charger is asked to stop: however often that is, and whatever it costs, it stays so. */
export const isToStop = ({ limit_step: step }: Pick<Session, 'limit_step'>): boolean => step === 'REACHED' || step === 'GONE'

/** A session has come to a step of its limit, once: its driver learns of it, and its charger is asked to stop. */
export async function meet(trx: Trx, session: Session, step: LimitStep, costMinor: number, rules: Rules): Promise<void> {
  if (step === session.limit_step) return
  const stops = step !== 'NEAR'
  if (stops) await requestStop(trx, session, rules)
  const stopAt = session.limit_stop_at ?? (stops ? new Date() : null)
  const { id: sessionId, user_id: userId, hold_id: holdId, limit_minor: limitMinor, limit_currency: currency } = session
  await touch(trx, await changeSession(trx, sessionId, { limit_step: step, limit_stop_at: stopAt }))
  // Who has left is told nothing.
  if (limitMinor === null || holdId === null || userId === null || currency === null) return
  await emit(trx, 'charging.limit.met', sessionId, { sessionId, userId, holdId, step, costMinor, limitMinor, currency })
}
