import { emit } from '#db/outbox.ts'
import type { CommandFailure, EventCatalogue, EventEnvelope } from '#lib/events.ts'
import { newIdToken } from '#lib/id-token.ts'
import type { Services } from '../context.ts'
import type { Trx } from '../tables.ts'
import { tokenOfSlot } from '../reservations/reservation.queries.ts'
import { freeToken, insertCommand, settleCommand, type CommandRow } from './command.queries.ts'

/** Somebody wants to charge: makes a command for the process that holds the charger's socket. */
export async function takeStart(
  trx: Trx,
  { data }: EventEnvelope<'charging.start.requested'>,
  { config }: Services,
): Promise<void> {
  await insertCommand(trx, {
    id: data.commandId,
    kind: 'START',
    session_id: data.sessionId,
    station_id: data.stationId,
    evse_number: data.evseNumber,
    connector_number: data.connectorNumber,
    user_id: data.userId ?? null,
    id_token: await tokenFor(trx, data),
    // A charger that hears it at the last moment still waits for the cable.
    id_token_expires_at: new Date(Date.parse(data.expiresAt) + config.connectionTimeoutMs),
    expires_at: data.expiresAt,
  })
}

/** On a slot that the charger holds it knows the driver by that token alone: a remote start of 1.6 tells no group. */
async function tokenFor(trx: Trx, data: EventCatalogue['charging.start.requested']): Promise<string> {
  const { commandId, reservationId, stationId, evseNumber, userId, idToken } = data
  const held = reservationId === undefined ? undefined : await tokenOfSlot(trx, reservationId, stationId, evseNumber)
  if (held !== undefined && (await freeToken(trx, held, commandId))) return held
  // Older events have no user, and the driver's permanent identity, which no charger may see.
  return userId === undefined ? newIdToken() : idToken
}

/** Somebody wants their charging to end. */
export const takeStop = (trx: Trx, { data }: EventEnvelope<'charging.stop.requested'>): Promise<void> =>
  insertCommand(trx, {
    id: data.commandId,
    kind: 'STOP',
    session_id: data.sessionId,
    station_id: data.stationId,
    transaction_id: data.transactionId,
    expires_at: data.expiresAt,
  })

/** Moves a sent command to its outcome and says so. Does nothing if it has one already. */
export async function settle(
  trx: Trx,
  commandId: string,
  outcome: { failure: CommandFailure | null; message: string },
): Promise<void> {
  const command = await settleCommand(trx, commandId, outcome.failure)
  if (command !== undefined) await sayOutcome(trx, command, outcome.message)
}

/** The event for what became of a command. */
export async function sayOutcome(trx: Trx, command: CommandRow, message: string): Promise<void> {
  const { id: commandId, session_id: sessionId, kind, failure: reason } = command
  if (reason === null) await emit(trx, 'ocpp.command.accepted', sessionId, { commandId, sessionId, kind })
  else await emit(trx, 'ocpp.command.failed', sessionId, { commandId, sessionId, kind, reason, message })
}
