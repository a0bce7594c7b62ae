import { emit } from '#db/outbox.ts'
import { hasRole, isSelf, operates, requireOperator, requireUser } from '#lib/access.ts'
import type { Caller, UserCaller } from '#lib/auth.ts'
import { findStation, partnerOf } from './projection.queries.ts'
import { changeSession, lockByTransaction } from './session.queries.ts'
import type { Session, Trx } from './tables.ts'

/** That the session has changed. */
export const changed = ({ id, user_id }: Pick<Session, 'id' | 'user_id'>) =>
  ({ name: 'charging.session.updated', aggregateId: id, data: { sessionId: id, userId: user_id } }) as const

/** Says that the session has changed. */
export async function touch(trx: Trx, session: Pick<Session, 'id' | 'user_id'>): Promise<void> {
  const { name, aggregateId, data } = changed(session)
  await emit(trx, name, aggregateId, data)
}

/** Gives up a start that is still under way. If the charger begins all the same, it is asked to stop at once. */
export async function callOff(trx: Trx, { id }: Session): Promise<Session> {
  const cancelled = { status: 'FAILED', failure: 'CANCELLED', expires_at: null, stop_requested_at: new Date() } as const
  const session = await changeSession(trx, id, cancelled)
  await touch(trx, session)
  return session
}

/** Who may ask to end a session: whoever has signed in may have one of their own, and a partner's key needs the scope. */
export const requireDriverOrOperator = (caller: Caller): UserCaller =>
  caller.kind === 'client' ? requireOperator(caller, 'chargers:command') : requireUser(caller)

/** The driver of a session, the partner whose customer charges, the operator of its station, admins. */
export const mayStop = async (trx: Trx, caller: UserCaller, session: Session): Promise<boolean> =>
  isSelf(caller, session.user_id) ||
  (hasRole(caller, 'PARTNER') && (await partnerOf(trx, session.user_id)) === caller.userId) ||
  (await mayOperate(trx, caller, session))

/** The operator of a session's station, admins. */
export async function mayOperate(trx: Trx, caller: UserCaller, { station_id }: Session): Promise<boolean> {
  if (hasRole(caller, 'ADMIN')) return true
  return operates(caller, (await findStation(trx, station_id))?.operator_id ?? null)
}

/** The session of a transaction whose start was heard of. */
export async function knownSession(trx: Trx, transactionId: string): Promise<Session> {
  const session = await lockByTransaction(trx, transactionId)
  if (!session) throw unheardOf(transactionId)
  return session
}

export const unheardOf = (transactionId: string): Error =>
  new Error(`Transaction ${transactionId} has no session: its start was never heard of.`)
