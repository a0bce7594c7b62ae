import { violates } from '#db/faults.ts'
import { emit } from '#db/outbox.ts'
import { callersPartner, isSelfOr, operates, requirePartner, requireRole, requireUserOrScope } from '#lib/access.ts'
import type { Caller, Scope } from '#lib/auth.ts'
import { notFound } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { newIdToken } from '#lib/id-token.ts'
import { worldOf } from '#lib/partners/sandbox.ts'
import { liveStream } from '#lib/graphql/live.ts'
import { isMomentPart, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import { audit } from '#db/audit.ts'
import { requestStop, startTimes } from './transactions/command.ts'
import type { Context } from './context.ts'
import { refuse } from './errors.ts'
import { paymentOf, refuseUsed } from './holds/payment.ts'
import { knows } from './knows.ts'
import { listMeterValues } from './metering/meter-value.queries.ts'
import { targetColumns, type Target } from './live/target.ts'
import { sessionsOfAll } from './loaders.ts'
import { findConnector, findStation, findVehicle, mayCharge, reportedStatus } from './projection.queries.ts'
import { busyReason } from './busy.ts'
import { findByIdempotencyKey, findLiveAt, hasStarting, insertSession, lockSession } from './session.queries.ts'
import { callOff, mayStop, requireDriverOrOperator, touch } from './session.ts'
import { slotForStart } from './slots/slot.ts'
import { TERMINAL, type Connector, type Hold, type MeterValue, type Place, type Session, type Trx } from './tables.ts'

export interface StartInput {
  connectorId: string
  /** For this customer of the partner's, not for the caller. */
  customerId?: string | null | undefined
  vehicleId?: string | null | undefined
  target?: Target | null | undefined
  /** What was blocked for it. */
  holdId?: string | null | undefined
  idempotencyKey: string
}

/**
 * Asks the charger to start. The session is there at once, PENDING. What becomes of it comes by the charger's own word. The same
 * idempotency key again gives the same session.
 */
export async function startCharging(ctx: Context, input: StartInput): Promise<Session> {
  const { userId, partnerId } = await whoCharges(ctx, input)
  const target = targetColumns(input.target)
  const started = ctx.db.transaction().execute(async (trx) => {
    const before = await startedBefore(trx, userId, input)
    if (before) return before
    const connector = await usableConnector(trx, ctx.caller, input.connectorId, partnerId)
    const battery = await batteryOf(trx, userId, input.vehicleId)
    if (!(await mayCharge(trx, userId)))
      throw refuse('ID_TOKEN_UNUSABLE', 'You have no identity that may charge. It was blocked, or has not been issued yet.')
    const slot = await slotForStart(trx, userId, connector)
    const hold = await paymentOf(trx, { userId, partnerId }, connector, input.holdId ?? null)
    const { commandExpiresAt, givenUpAt } = startTimes(ctx.config)
    const [id, commandId, idToken] = [newId(), newId(), newIdToken()]
    const session = await insertSession(trx, {
      ...target,
      id,
      status: 'PENDING',
      user_id: userId,
      station_id: connector.station_id,
      evse_number: connector.evse_number,
      connector_number: connector.connector_number,
      connector_id: connector.id,
      id_token: idToken,
      vehicle_id: input.vehicleId ?? null,
      battery_capacity_wh: battery,
      idempotency_key: input.idempotencyKey,
      opened_at: new Date(),
      expires_at: givenUpAt,
      start_command_id: commandId,
      ...(hold && { hold_id: hold.id, limit_minor: hold.amount_minor, limit_currency: hold.currency }),
      ...slot,
    })
    if (!session) return (await startedBefore(trx, userId, input)) ?? refused(trx, userId, connector, hold)
    await emit(trx, 'charging.start.requested', id, {
      commandId,
      sessionId: id,
      stationId: connector.station_id,
      evseNumber: connector.evse_number,
      connectorNumber: connector.connector_number,
      // No charger sees the driver's own identity: it could start with that wherever it likes.
      idToken,
      userId,
      ...(hold && { holdId: hold.id }),
      ...(slot.reservation_id != null && { reservationId: slot.reservation_id }),
      expiresAt: commandExpiresAt.toISOString(),
    })
    await emit(trx, 'charging.session.updated', id, { sessionId: id, userId })
    return session
  })
  return started.catch((error: unknown) => Promise.reject(violates(error, 'session_concurrent') ? tooMany() : error))
}

const tooMany = () =>
  refuse(
    'CONCURRENT_SESSIONS',
    'You charge as often at once as your identity allows. Stop that session with stopCharging; if its charger does not answer, end it with endSession.',
  )

/**
 * Asks the charger to stop. A start that is still under way is called off. A session that is over, or is asked to stop already, stays as it
 * is.
 */
export async function stopCharging(ctx: Context, sessionId: string): Promise<Session> {
  const caller = requireDriverOrOperator(ctx.caller)
  return ctx.db.transaction().execute(async (trx) => {
    const session = await lockSession(trx, sessionId)
    if (!session || !(await mayStop(trx, caller, session))) throw notFound('session', ['input', 'sessionId'])
    if (TERMINAL.includes(session.status)) return session
    if (session.user_id !== caller.userId) await audit(trx, caller.userId, 'session.stop-requested', sessionId)
    if (session.transaction_id === null) return callOff(trx, session)
    const stopped = await requestStop(trx, session, ctx.config)
    await touch(trx, stopped)
    return stopped
  })
}

/**
 * A session that the caller may see: their own, one at a station they operate or operated when it began, one of a customer of theirs, any
 * for an admin. Null for others.
 */
export async function visibleSession({ caller, loaders }: Context, id: string, look = loaders.session): Promise<Session | null> {
  requireUserOrScope(caller, 'sessions:read')
  const session = await look.load(id)
  if (!session) return null
  if (isSelfOr(caller, session.user_id, 'ADMIN')) return session
  if (operates(caller, session.operator_id)) return session
  const operator = await loaders.operatorOfStation.load(session.station_id)
  if (operates(caller, operator?.operator_id ?? null)) return session
  return (await customerOf({ caller, loaders }, session, 'sessions:read')) === null ? null : session
}

/** The customer of the caller's whom something is of: everybody else is told that there is none. */
export async function customerOf(
  { caller, loaders }: Pick<Context, 'caller' | 'loaders'>,
  { user_id: userId }: { user_id: string | null },
  scope: Scope,
): Promise<{ id: string } | null> {
  const partnerId = callersPartner(caller, scope)
  if (userId === null || partnerId === null) return null
  return (await loaders.partnerOfUser.load(userId))?.partner_id === partnerId ? { id: userId } : null
}

/** The user with an account whom something is of. It is for everybody who may see that. */
export async function accountOf(
  { loaders }: Context,
  { user_id: userId }: { user_id: string | null },
): Promise<{ id: string } | null> {
  return userId === null || (await loaders.partnerOfUser.load(userId)) ? null : { id: userId }
}

/**
 * The session as it is, and again at each change, until it is over and its reward is there. It waits for the reward, because the gateway
 * joins it when a state is shown, and rewards hears of the end after us.
 */
export async function watchSession(ctx: Context, sessionId: string): Promise<AsyncGenerator<Session, void, void>> {
  if (!(await visibleSession(ctx, sessionId))) throw notFound('session', ['sessionId'])
  let rewarded = false
  return liveStream({
    bus: ctx.bus,
    names: ['charging.session.updated', 'charging.session.completed', 'charging.cdr.issued', 'rewards.reward.earned'],
    matches: ({ data }) => {
      if ('sessionId' in data) return data.sessionId === sessionId
      const ours = data.sourceId === sessionId
      rewarded ||= ours
      return ours
    },
    read: () => visibleSession(ctx, sessionId, sessionsOfAll(ctx.db)),
    // A completed session is settled at once, unless its price is still open. Then its record is waited for.
    isLast: (session) => isOver(session) && (rewarded || rewardWaitMs(ctx, session) <= 0),
    lingers: (session) => (isOver(session) ? rewardWaitMs(ctx, session) : null),
  })
}

const isOver = ({ status, settled_at, held, record_waits_since }: Session): boolean =>
  TERMINAL.includes(status) && (status !== 'COMPLETED' || settled_at !== null || (held && record_waits_since === null))

/** How much longer the reward of a session that is over is waited for. It may earn nothing, and nothing says so. */
function rewardWaitMs({ config }: Context, { user_id, energy_wh, held, settled_at }: Session): number {
  if (settled_at === null || user_id === null || energy_wh === 0 || held) return 0
  // The clock of another process may be ahead.
  return Math.min(config.rewardWaitMs, settled_at.getTime() + config.rewardWaitMs - Date.now())
}

/** The meter values of a session that the caller may see; NOT_FOUND for all others. */
export async function meterValuesOf(ctx: Context, sessionId: string, args: PageArgs): Promise<Page<MeterValue>> {
  if (!(await visibleSession(ctx, sessionId))) throw notFound('session')
  return keysetPage({
    args,
    fetch: (page) => listMeterValues(ctx.db, sessionId, page),
    key: (value) => [value.at.toISOString()],
    parts: [isMomentPart],
  })
}

async function startedBefore(trx: Trx, userId: string, input: StartInput): Promise<Session | undefined> {
  const session = await findByIdempotencyKey(trx, userId, input.idempotencyKey)
  if (session && session.connector_id !== input.connectorId)
    throw refuse('CONFLICT', 'This key was used for another connector.', ['input', 'idempotencyKey'])
  if (session && session.hold_id !== (input.holdId ?? null))
    throw refuse('CONFLICT', 'This key was used with another hold.', ['input', 'idempotencyKey'])
  return session
}

async function refused(trx: Trx, userId: string, connector: Connector, hold: Hold | null): Promise<never> {
  if (hold) await refuseUsed(trx, hold)
  if (await hasStarting(trx, userId)) throw refuse('START_PENDING', 'Another start of yours is under way.')
  const there = await findLiveAt(trx, placeOf(connector))
  const why = there ? await busyReason(trx, there, userId) : 'Somebody charged there until just now. Try again.'
  throw refuse('CONNECTOR_BUSY', why, ['input', 'connectorId'])
}

/** Who is to charge: the caller, or a customer of the partner whose program calls. */
async function whoCharges({ caller, loaders }: Context, { customerId }: StartInput) {
  if (customerId == null) return { userId: requireRole(caller, 'DRIVER').userId, partnerId: null }
  const { userId: partnerId } = requirePartner(caller, 'chargers:command')
  if ((await loaders.partnerOfUser.load(customerId))?.partner_id !== partnerId) throw notFound('customer', ['input', 'customerId'])
  return { userId: customerId, partnerId }
}

async function usableConnector(trx: Trx, caller: Caller, connectorId: string, partnerId: string | null): Promise<Connector> {
  const path = ['input', 'connectorId']
  const connector = await findConnector(trx, connectorId)
  const station = connector && (await findStation(trx, connector.station_id))
  // Nobody of the real world charges in a sandbox, and nobody of a sandbox in the real world.
  if (!connector || worldOf(station?.operator_id ?? null) !== worldOf(partnerId)) throw notFound('connector', path)
  if (station && !knows(caller, station)) throw notFound('connector', path)
  if (connector.retired) throw refuse('CONNECTOR_UNAVAILABLE', 'The connector has been taken out of use for good.', path)
  // A start is only refused if we know for sure; otherwise the charger decides.
  if (station?.online === false) throw refuse('STATION_OFFLINE', 'The station is offline.', path)
  const status = await reportedStatus(trx, placeOf(connector))
  if ([status.connector, status.station].some((word) => word === 'UNAVAILABLE' || word === 'FAULTED'))
    throw refuse('CONNECTOR_UNAVAILABLE', 'The connector is out of use.', path)
  return connector
}

const placeOf = (connector: Connector): Place => ({
  stationId: connector.station_id,
  evseNumber: connector.evse_number,
  connectorNumber: connector.connector_number,
})

async function batteryOf(trx: Trx, userId: string, vehicleId: string | null | undefined): Promise<number | null> {
  if (vehicleId == null) return null
  const vehicle = await findVehicle(trx, vehicleId)
  if (vehicle?.user_id !== userId) throw notFound('vehicle', ['input', 'vehicleId'])
  return vehicle.battery_capacity_wh
}
