import { emit } from '#db/outbox.ts'
import { hasRole, isSelf, operates, requireOperator, requireUser } from '#lib/access.ts'
import type { Caller, UserCaller } from '#lib/auth.ts'
import type { EventCatalogue } from '#lib/events.ts'
import { isOfSandbox } from '#lib/partners/sandbox.ts'
import { findStation, partnerOf } from './projection.queries.ts'
import { changeSession, lockByTransaction } from './session.queries.ts'
import type { Failure, Session, Trx } from './tables.ts'

/** That the session has changed. */
export const changed = ({ id, user_id }: Pick<Session, 'id' | 'user_id'>) =>
  ({ name: 'charging.session.updated', aggregateId: id, data: { sessionId: id, userId: user_id } }) as const

/** Says that the session has changed. */
export async function touch(trx: Trx, session: Pick<Session, 'id' | 'user_id'>): Promise<void> {
  const { name, aggregateId, data } = changed(session)
  await emit(trx, name, aggregateId, data)
}

/**
 * Ends a start of which no session came, and says so: what was blocked for it can be let go. Nothing is blocked in the sandbox. To others a
 * partner's customer is nobody.
 */
export async function fail(
  trx: Trx,
  id: string,
  change: { status: 'FAILED' | 'EXPIRED'; failure: Failure; stop_requested_at?: Date },
): Promise<Session> {
  const session = await changeSession(trx, id, { ...change, expires_at: null })
  await touch(trx, session)
  const station = await findStation(trx, session.station_id)
  if (station && isOfSandbox(station.operator_id)) return session
  await emit(trx, 'charging.session.failed', id, failed(session, await partnerOf(trx, session.user_id)))
  return session
}

/** Says that a session has begun. To others a partner's customer is nobody, and nothing begins in the sandbox. */
export async function sayBegun(
  trx: Trx,
  { id, user_id, station_id, connector_id, started_at }: Session,
  offline: boolean,
): Promise<void> {
  if (started_at === null) return
  const station = await findStation(trx, station_id)
  if (station && isOfSandbox(station.operator_id)) return
  const userId = (await partnerOf(trx, user_id)) === null ? user_id : null
  const place = { stationId: station_id, ...(connector_id !== null && { connectorId: connector_id }) }
  await emit(trx, 'charging.session.started', id, { sessionId: id, userId, ...place, startedAt: started_at.toISOString(), offline })
}

/** A start that failed, as the other boxes know it. */
export const failed = (
  { id, user_id, hold_id, failure, station_id }: Pick<Session, 'id' | 'user_id' | 'hold_id' | 'failure' | 'station_id'>,
  partnerId: string | null,
): EventCatalogue['charging.session.failed'] => ({
  sessionId: id,
  userId: partnerId === null ? user_id : null,
  holdId: hold_id,
  failure: failure ?? 'EXPIRED',
  stationId: station_id,
})

/** Gives up a start that is still under way. If the charger begins all the same, it is asked to stop at once. */
export const callOff = (trx: Trx, { id }: Session): Promise<Session> =>
  fail(trx, id, { status: 'FAILED', failure: 'CANCELLED', stop_requested_at: new Date() })

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

/** Who operated its station when a session began, admins: whoever does by now has nothing from its bill. */
export async function mayBill(trx: Trx, caller: UserCaller, session: Session): Promise<boolean> {
  if (session.operator_id === null || hasRole(caller, 'ADMIN')) return mayOperate(trx, caller, session)
  return operates(caller, session.operator_id)
}

/** The session of a transaction whose start was heard of. */
export async function knownSession(trx: Trx, transactionId: string): Promise<Session> {
  const session = await lockByTransaction(trx, transactionId)
  if (!session) throw unheardOf(transactionId)
  return session
}

export const unheardOf = (transactionId: string): Error =>
  new Error(`Transaction ${transactionId} has no session: its start was never heard of.`)
