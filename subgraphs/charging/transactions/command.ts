import { emit } from '#db/outbox.ts'
import { newId } from '#lib/id.ts'
import type { Rules } from '../context.ts'
import { changeSession } from '../session.queries.ts'
import type { Session, Trx } from '../tables.ts'

/** How long the bridge may be silent on a command whose time is up. Then we give it up ourselves. */
const BRIDGE_SILENT_MS = 15_000

/** The times of a start that is asked for now. */
export function startTimes(rules: Rules, now = Date.now()): { commandExpiresAt: Date; givenUpAt: Date } {
  return {
    commandExpiresAt: new Date(now + rules.commandTimeoutMs),
    givenUpAt: new Date(now + rules.commandTimeoutMs + BRIDGE_SILENT_MS),
  }
}

/** Asks the charger to end a running transaction. Does nothing while an earlier request may still be heard. */
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
