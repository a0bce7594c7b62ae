import { emit } from '#db/outbox.ts'
import type { CommandFailure, EventEnvelope } from '#lib/events.ts'
import { newIdToken } from '#lib/id-token.ts'
import type { Services } from '../context.ts'
import type { Trx } from '../tables.ts'
import { insertCommand, settleCommand, type CommandRow } from './command.queries.ts'

/** Somebody wants to charge: makes a command for the process that holds the charger's socket. */
export const takeStart = (trx: Trx, { data }: EventEnvelope<'charging.start.requested'>, { config }: Services): Promise<void> =>
  insertCommand(trx, {
    id: data.commandId,
    kind: 'START',
    session_id: data.sessionId,
    station_id: data.stationId,
    evse_number: data.evseNumber,
    connector_number: data.connectorNumber,
    user_id: data.userId ?? null,
    // Older events have no user, and the driver's permanent identity, which no charger may see.
    id_token: data.userId === undefined ? newIdToken() : data.idToken,
    // A charger that hears it at the last moment still waits for the cable.
    id_token_expires_at: new Date(Date.parse(data.expiresAt) + config.connectionTimeoutMs),
    expires_at: data.expiresAt,
  })

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
