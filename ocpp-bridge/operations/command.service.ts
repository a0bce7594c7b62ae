import { audit } from '#db/audit.ts'
import { requireOperator } from '#lib/access.ts'
import { badInput, notFound, refuse } from '#lib/errors.ts'
import { liveStream } from '#lib/graphql/live.ts'
import { newId } from '#lib/id.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import { lockOwnChargePoint, owns } from '../charge-point.ts'
import type { ChargePointRow } from '../charge-point.queries.ts'
import type { Context } from '../context.ts'
import type { Trx } from '../tables.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { sayChanged } from './command.handler.ts'
import {
  commands,
  countOpen,
  findByKey,
  insertCommand,
  listCommands,
  moveCommand,
  type ChargePointCommand,
  type CommandFilter,
} from './command.queries.ts'
import { lacks, type Operation } from './operation.ts'
import { OPERATIONS, type CommandKind, type InputOf } from './operations.ts'

/** What every command's mutation takes. */
export interface Asked {
  chargePointId: string
  idempotencyKey: string
  waitSeconds?: number | null | undefined
}

/**
 * Asks something of a charger of the caller's. Returns at once; what becomes of it changes the command. The same key again gives the same
 * command.
 */
export function requestCommand<Kind extends CommandKind>(
  ctx: Context,
  kind: Kind,
  { chargePointId, idempotencyKey, waitSeconds }: Asked,
  input: InputOf<Kind>,
): Promise<ChargePointCommand> {
  const caller = requireOperator(ctx.caller, 'chargers:command')
  return ctx.db.transaction().execute(async (trx) => {
    const chargePoint = await lockOwnChargePoint(trx, caller, chargePointId)
    const before = await findByKey(trx, caller.userId, idempotencyKey)
    if (before !== undefined) return sameCommand(before, kind, chargePointId)
    refuseUnknownTo(chargePoint, kind)
    refuseUnknownPlace(chargePoint, input)
    await refuseFull(trx, chargePointId)
    const wait = waitSeconds ?? OCPP_LIMITS.commandWaitSeconds.usual
    const row = await insertCommand(trx, {
      id: newId(),
      kind,
      station_id: chargePointId,
      input: JSON.stringify(input),
      requested_by: caller.userId,
      idempotency_key: idempotencyKey,
      expires_at: new Date(Date.now() + wait * 1000),
    })
    if (row === undefined)
      throw refuse('CONFLICT', 'The same is being asked by another request. Try again.', ['input', 'idempotencyKey'])
    await audit(trx, caller.userId, 'charge-point.commanded', chargePointId, { commandId: row.id, kind })
    await sayChanged(trx, row)
    return row
  })
}

/** A key belongs to one command. */
function sameCommand(before: ChargePointCommand, kind: string, stationId: string): ChargePointCommand {
  if (before.kind === kind && before.station_id === stationId) return before
  throw refuse('CONFLICT', 'This key was used for another command.', ['input', 'idempotencyKey'])
}

/** Refused at once where that is known; a charger that never booted is asked. */
function refuseUnknownTo({ ocpp_version: version }: ChargePointRow, kind: CommandKind): void {
  const operation: Pick<Operation<never>, 'actions' | 'instead'> = OPERATIONS[kind]
  if (version !== null && operation.actions[version] === undefined)
    throw refuse('CONFLICT', lacks(version, operation), ['input', 'chargePointId'])
}

/** Refuses an EVSE or a connector that the station does not have. 0 is the whole charger. */
function refuseUnknownPlace(
  { evses }: ChargePointRow,
  input: { evseNumber?: number | null; connectorNumber?: number | null },
): void {
  const { evseNumber, connectorNumber } = input
  if (evseNumber == null || evseNumber === 0) return
  const evse = evses.find(({ number }) => number === evseNumber)
  if (evse === undefined) throw badInput(['input', 'evseNumber'], `The station has no such EVSE. ${numbersOf('EVSEs', evses)}`)
  if (connectorNumber != null && !evse.connectors.some(({ number }) => number === connectorNumber))
    throw badInput(['input', 'connectorNumber'], `The EVSE has no such connector. ${numbersOf('Connectors', evse.connectors)}`)
}

const numbersOf = (what: string, all: readonly { number: number }[]): string =>
  `${what}: ${all.map(({ number }) => number).join(', ') || 'none'}.`

async function refuseFull(trx: Trx, stationId: string): Promise<void> {
  if ((await countOpen(trx, stationId)) < OCPP_LIMITS.openCommands) return
  throw refuse('RATE_LIMITED', `${OCPP_LIMITS.openCommands} commands wait for this charger already.`, ['input', 'chargePointId'])
}

/** Calls a command off that has not been sent. One that is over stays as it is; one on its way can no longer be stopped. */
export function cancelCommand(ctx: Context, commandId: string): Promise<ChargePointCommand> {
  const caller = requireOperator(ctx.caller, 'chargers:command')
  return ctx.db.transaction().execute(async (trx) => {
    const [command] = await commands(trx, [commandId])
    if (command === undefined) throw notFound('command', ['input', 'commandId'])
    await lockOwnChargePoint(trx, caller, command.station_id, notFound('command', ['input', 'commandId']))
    const cancelled = await moveCommand(trx, commandId, 'PENDING', { state: 'CANCELLED', message: 'It was called off.' })
    if (cancelled === undefined) return (await commands(trx, [commandId]))[0] ?? command
    await audit(trx, caller.userId, 'charge-point.command-cancelled', command.station_id, { commandId })
    await sayChanged(trx, cancelled)
    return cancelled
  })
}

/** A command of a charger of the caller's; null if there is none. */
export async function visibleCommand(ctx: Context, id: string): Promise<ChargePointCommand | null> {
  requireOperator(ctx.caller, 'chargers:read')
  const command = await ctx.loaders.command.load(id)
  const chargePoint = command && (await ctx.loaders.chargePoint.load(command.station_id))
  return chargePoint && owns(ctx.caller, chargePoint) ? command : null
}

/** The commands of a charger that the caller was shown, the newest first. */
export function commandsOf(
  { db, caller }: Context,
  stationId: string,
  filter: CommandFilter,
  args: PageArgs,
): Promise<Page<ChargePointCommand>> {
  requireOperator(caller, 'chargers:read')
  return idPage(args, (page) => listCommands(db, stationId, filter, page))
}

const OPEN: readonly string[] = ['PENDING', 'SENT']

/** A command as it is, and again at each change, until it is over. */
export async function watchCommand(ctx: Context, commandId: string): Promise<AsyncGenerator<ChargePointCommand, void, void>> {
  requireOperator(ctx.caller, 'chargers:read')
  if ((await visibleCommand(ctx, commandId)) === null) throw notFound('command', ['commandId'])
  return liveStream({
    bus: ctx.bus,
    names: ['ocpp.charge-point-command.changed'],
    matches: ({ data }) => data.commandId === commandId,
    read: () => visibleCommand(ctx, commandId),
    isLast: ({ state }) => !OPEN.includes(state),
  })
}
