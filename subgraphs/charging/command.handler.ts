import { emit } from '#db/outbox.ts'
import type { EventCatalogue } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import type { Rules, Services } from './context.ts'
import { changeSession, lockExpired, lockSession } from './session.queries.ts'
import type { Session, Trx } from './tables.ts'

/** The bridge speaks first of a command whose time is up; we do when it does not speak. */
const BRIDGE_SILENT_MS = 15_000

/** The times of a start that is asked for now. */
export function startTimes(rules: Rules, now = Date.now()): { commandExpiresAt: Date; givenUpAt: Date } {
  return {
    commandExpiresAt: new Date(now + rules.commandTimeoutMs),
    givenUpAt: new Date(now + rules.commandTimeoutMs + BRIDGE_SILENT_MS),
  }
}

/** Asks the charger to end a running transaction; once while an earlier request may still be heard. */
export async function requestStop(trx: Trx, session: Session, rules: Rules): Promise<Session> {
  if (session.transaction_id === null) throw new Error(`Session ${session.id} has no transaction to stop.`)
  const now = new Date()
  if (session.stop_command_id !== null && session.stop_expires_at !== null && session.stop_expires_at > now) return session
  const [commandId, expiresAt] = [newId(), new Date(now.getTime() + rules.commandTimeoutMs)]
  await emit(trx, 'charging.stop.requested', session.id, {
    commandId,
    sessionId: session.id,
    transactionId: session.transaction_id,
    stationId: session.station_id,
    expiresAt: expiresAt.toISOString(),
  })
  return changeSession(trx, session.id, {
    stop_requested_at: session.stop_requested_at ?? now,
    stop_command_id: commandId,
    stop_expires_at: expiresAt,
    stop_failure: null,
  })
}

export async function acceptCommand(
  trx: Trx,
  { commandId, sessionId, kind }: EventCatalogue['ocpp.command.accepted'],
  rules: Rules,
): Promise<void> {
  const session = await lockSession(trx, sessionId)
  // The transaction itself may have been heard of before; then there is nothing left to wait for.
  if (!session || kind !== 'START' || session.start_command_id !== commandId || session.status !== 'PENDING') return
  await updated(
    trx,
    await changeSession(trx, sessionId, { status: 'STARTING', expires_at: new Date(Date.now() + rules.plugInTimeoutMs) }),
  )
}

export async function failCommand(
  trx: Trx,
  { commandId, sessionId, kind, reason }: EventCatalogue['ocpp.command.failed'],
): Promise<void> {
  const session = await lockSession(trx, sessionId)
  if (!session) return
  if (kind === 'STOP' && session.stop_command_id === commandId) {
    // It may be asked for again.
    await updated(
      trx,
      await changeSession(trx, sessionId, {
        stop_command_id: null,
        stop_expires_at: null,
        stop_requested_at: null,
        stop_failure: reason,
      }),
    )
  }
  if (
    kind === 'START' &&
    session.start_command_id === commandId &&
    (session.status === 'PENDING' || session.status === 'STARTING')
  ) {
    const status = reason === 'EXPIRED' || reason === 'TIMEOUT' ? 'EXPIRED' : 'FAILED'
    await updated(trx, await changeSession(trx, sessionId, { status, failure: reason, expires_at: null }))
  }
}

/** Gives up starts whose time has run out with no word from the bridge. Returns how many. */
export async function expireStarts({ db }: Services, now = new Date()): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const expired = await lockExpired(trx, now)
    for (const { id } of expired)
      await updated(trx, await changeSession(trx, id, { status: 'EXPIRED', failure: 'EXPIRED', expires_at: null }))
    return expired.length
  })
}

const updated = (trx: Trx, { id, user_id }: Session) =>
  emit(trx, 'charging.session.updated', id, { sessionId: id, userId: user_id })
