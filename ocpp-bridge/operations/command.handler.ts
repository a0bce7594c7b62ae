import { emit } from '#db/outbox.ts'
import { newId } from '#lib/id.ts'
import type { Services } from '../context.ts'
import type { Trx } from '../tables.ts'
import { OCPP_LIMITS } from '../limits.ts'
import {
  expireCommands,
  insertCommand,
  lostCommands,
  moveCommand,
  returnCommand,
  type ChargePointCommand,
} from './command.queries.ts'
import { operationOf, type CommandKind, type InputOf } from './operations.ts'

/** Asks something of a charger on behalf of the platform, once for each id. */
export async function takeCommand<Kind extends CommandKind>(
  trx: Trx,
  command: { id?: string; kind: Kind; stationId: string; input: InputOf<Kind>; expiresAt: Date },
): Promise<void> {
  const { id = newId(), kind, stationId, input, expiresAt } = command
  const row = await insertCommand(trx, {
    id,
    kind,
    station_id: stationId,
    input: JSON.stringify(input),
    requested_by: null,
    expires_at: expiresAt,
  })
  if (row !== undefined) await sayChanged(trx, row)
}

/** Every change of a command ends here. */
export async function sayChanged(trx: Trx, command: ChargePointCommand): Promise<void> {
  const { id, station_id: stationId, kind, state, status } = command
  await emit(trx, 'ocpp.charge-point-command.changed', id, { commandId: id, stationId, kind, state, status })
  await operationOf(command.kind)?.changed?.(trx, command, command.input)
}

/** What became of a command that was sent. Nothing happens if that is known already. */
export async function settleCommand(
  trx: Trx,
  id: string,
  outcome: Parameters<typeof moveCommand>[3],
): Promise<ChargePointCommand | undefined> {
  const row = await moveCommand(trx, id, 'SENT', outcome)
  if (row !== undefined) await sayChanged(trx, row)
  return row
}

/** Nobody knows whether the charger heard it: it is sent again if that does no harm, and else nobody will ever know. */
export async function settleUnanswered(trx: Trx, command: ChargePointCommand, message: string): Promise<void> {
  const again = operationOf(command.kind)?.repeatable === true && command.expires_at > new Date()
  if (again) await returnCommand(trx, command.id)
  else await settleCommand(trx, command.id, { state: 'UNANSWERED', message })
}

/** Ends what has waited long enough, and what was sent of which nobody noted the end. Every process may do it at any time. */
export async function sweepCommands(trx: Trx, { config }: Services): Promise<void> {
  for (const command of await expireCommands(trx)) await sayChanged(trx, command)
  const longest = Math.max(config.callTimeoutMs, OCPP_LIMITS.longestCallMs)
  for (const command of await lostCommands(trx, 3 * longest))
    await settleUnanswered(
      trx,
      command,
      'No answer was noted in time. The process that asked the charger may have ended, or the database been away.',
    )
}
