import type { CommandFailure } from '#lib/events.ts'
import { groupIdToken } from '#lib/id-token.ts'
import { within } from '#lib/tracing/trace.ts'
import { CallFailed, NoAnswer } from '../wire/call-outcome.ts'
import type { ChargePointConnection } from './charge-point.ts'
import { settle } from '../commands/command.handler.ts'
import { claimCommand, returnCommand, type CommandRow } from '../commands/command.queries.ts'
import type { Services } from '../context.ts'
import { sendCost } from '../costs/cost.handler.ts'
import { claimCommand as claimOperation } from '../operations/command.queries.ts'
import { outcomePatience, sendOperation } from '../operations/send.ts'
import { patiently } from '../patience.ts'
import type { Json } from '../wire/frame.ts'

/** Sends what is pending for a charger, one command after the other, and notes what became of each. */
export async function sendCommands(ctx: Services, connection: ChargePointConnection): Promise<void> {
  const { identity, epoch, stationId, version } = connection
  if (stationId === null) return
  for (;;) {
    if (!connection.isOpen) return
    const mine = { identity, epoch, stationId }
    const claim = <T>(work: () => Promise<T>) =>
      patiently(
        () => ctx.inTurn('connections', work),
        () => connection.isOpen,
      )
    // A driver waits for a start or a stop, so these come before all else.
    const command = await claim(() => claimCommand(ctx.db, mine))
    if (command !== undefined) {
      await within(command.traceparent, () => sendCommand(ctx, connection, command))
      continue
    }
    const operation = await claim(() => claimOperation(ctx.db, mine))
    if (operation !== undefined) await within(operation.traceparent, () => sendOperation(ctx, connection, operation))
    else if (version === '1.6' || !(await sendCost(ctx, connection, stationId))) return
  }
}

async function sendCommand(ctx: Services, connection: ChargePointConnection, command: CommandRow): Promise<void> {
  const noted = outcomePatience(ctx, connection)
  let outcome: { failure: CommandFailure | null; message: string }
  try {
    const request = await patiently(
      () => requestFor(ctx, connection, command),
      () => connection.isOpen,
    )
    if (request === null) outcome = { failure: 'REJECTED', message: 'The transaction is over.' }
    else {
      const reply = await connection.call(request.action, request.payload)
      const accepted = reply['status'] === 'Accepted'
      outcome = accepted ? { failure: null, message: '' } : { failure: 'REJECTED', message: 'The charger refused.' }
    }
  } catch (error) {
    if (!(error instanceof NoAnswer || error instanceof CallFailed)) throw error
    // A stop does no harm twice. A start that may have been heard is never sent again.
    if (error instanceof NoAnswer && command.kind === 'STOP' && error.why === 'disconnected')
      return noted(() => returnCommand(ctx.db, command.id))
    outcome = { failure: failureOf(error), message: sentenceFor(error) }
  }
  await noted(() => ctx.db.transaction().execute((trx) => settle(trx, command.id, outcome)))
}

/** A charger need not describe its error. The code alone tells much. */
function sentenceFor(error: NoAnswer | CallFailed): string {
  if (error instanceof NoAnswer) return error.message
  return `The charger answered with the error ${[error.code.slice(0, 50), error.message.slice(0, 255)].filter(Boolean).join(': ')}.`
}

function failureOf(error: NoAnswer | CallFailed): CommandFailure {
  if (error instanceof CallFailed) return 'REJECTED'
  return error.why === 'timeout' ? 'TIMEOUT' : 'OFFLINE'
}

/** The command in the words of the charger's version; null if there is nothing left to command. */
async function requestFor(
  { db }: Services,
  { version, identity }: ChargePointConnection,
  command: CommandRow,
): Promise<{ action: string; payload: Json } | null> {
  if (command.kind === 'START') {
    const { evse_number: evse, id_token: idToken, remote_start_id: remoteStartId } = command
    if (version === '1.6') return { action: 'RemoteStartTransaction', payload: { connectorId: evse, idTag: idToken } }
    const { user_id: userId, station_id: stationId } = command
    const group = userId === null ? {} : { groupIdToken: central(groupIdToken({ userId, name: null, stationId })) }
    return {
      action: 'RequestStartTransaction',
      payload: { remoteStartId, evseId: evse, idToken: central(idToken), ...group },
    }
  }
  const transaction = await db
    .selectFrom('transaction')
    .select(['number', 'charger_transaction_id', 'state'])
    .where('id', '=', command.transaction_id)
    .where('identity', '=', identity)
    .executeTakeFirst()
  if (transaction === undefined || transaction.state === 'ended') return null
  if (version === '1.6') return { action: 'RemoteStopTransaction', payload: { transactionId: transaction.number } }
  return { action: 'RequestStopTransaction', payload: { transactionId: transaction.charger_transaction_id } }
}

/** 2.0.1's type for tokens that the central system has made. */
const central = (idToken: string | null): Json => ({ idToken, type: 'Central' })
