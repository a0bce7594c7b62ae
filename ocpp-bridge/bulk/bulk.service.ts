import type { Updateable } from 'kysely'
import { audit } from '#db/audit.ts'
import { hasRole, operates, requireOperator } from '#lib/access.ts'
import { badInput, notFound, refuse } from '#lib/errors.ts'
import { liveStream } from '#lib/graphql/live.ts'
import { newId } from '#lib/id.ts'
import { idPage, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { ChargePointFilter } from '../charge-point.queries.ts'
import type { Context } from '../context.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { sayChanged } from '../operations/command.handler.ts'
import { moveCommand, type ChargePointCommand } from '../operations/command.queries.ts'
import { visibleCommand } from '../operations/command.service.ts'
import { operationOf } from '../operations/operations.ts'
import type { BulkCommandTable, ChargePointCommandState, Trx } from '../tables.ts'
import { noteProgress } from './bulk.handler.ts'
import {
  bulkCommands,
  countChosen,
  countOpenBulk,
  findBulkByKey,
  fixChargers,
  insertBulk,
  listBulk,
  lockBulk,
  resultsOf,
  tallyOf,
  unsentCommands,
  type BulkCommandRow,
  type ChargerResult,
} from './bulk.queries.ts'
import { outcomesOf } from './outcomes.ts'

const { bulk: limits } = OCPP_LIMITS

/** What is to be asked of many. */
export interface BulkInput {
  commandId: string
  idempotencyKey: string
  filter: ChargePointFilter
  expectedCount?: number | null | undefined
  perMinute?: number | null | undefined
  atOnce?: number | null | undefined
  pauseAtFailedPercent?: number | null | undefined
  waitSeconds?: number | null | undefined
}

/**
 * Asks what was asked of one charger of all others that fit. Returns at once with the number of chargers, which is fixed. The same key
 * again gives the same bulk command.
 */
export async function startBulk(ctx: Context, input: BulkInput): Promise<BulkCommandRow> {
  const caller = requireOperator(ctx.caller, 'chargers:command')
  const like = await visibleCommand(ctx, input.commandId)
  if (like === null) throw notFound('command', ['input', 'commandId'])
  refuseAlone(like)
  const operatorId = hasRole(caller, 'ADMIN') ? null : caller.userId
  return ctx.db.transaction().execute(async (trx) => {
    const before = await findBulkByKey(trx, caller.userId, input.idempotencyKey)
    if (before !== undefined) return sameBulk(before, like.id)
    if ((await countOpenBulk(trx, caller.userId)) >= limits.open)
      throw refuse('RATE_LIMITED', `${limits.open} bulk commands of yours are not over yet.`)
    const of = { operatorId, without: like.station_id }
    const chargers = await countChosen(trx, input.filter, of)
    refuseCount(chargers, input.expectedCount)
    const row = await insertBulk(trx, {
      id: newId(),
      kind: like.kind,
      input: JSON.stringify(like.input),
      like_command_id: like.id,
      requested_by: caller.userId,
      operator_id: operatorId,
      idempotency_key: input.idempotencyKey,
      chargers,
      per_minute: input.perMinute ?? limits.perMinute.usual,
      at_once: input.atOnce ?? limits.atOnce.usual,
      pause_at_failed_percent: input.pauseAtFailedPercent ?? limits.pauseAtFailedPercent,
      counts: JSON.stringify({ PENDING: chargers }),
      expires_at: new Date(Date.now() + (input.waitSeconds ?? limits.waitSeconds.usual) * 1000),
    })
    const fixed = row && (await fixChargers(trx, row.id, input.filter, of))
    if (row === undefined || fixed !== chargers)
      throw refuse('CONFLICT', 'Something has changed meanwhile. Try again.', ['input', 'idempotencyKey'])
    await audit(trx, caller.userId, 'bulk-command.started', row.id, { kind: row.kind, chargers, filter: input.filter })
    return row
  })
}

/** Refuses what can be asked of one charger alone. */
function refuseAlone({ kind, requested_by: requestedBy, input }: ChargePointCommand): void {
  const path = ['input', 'commandId']
  if (requestedBy === null) throw refuse('CONFLICT', 'The platform itself has asked this; name a command of a person.', path)
  if ('secret' in input || 'hadSecret' in input)
    throw refuse('CONFLICT', 'This command has a password, which is not kept. It is for one charger alone.', path)
  const operation = operationOf(kind)
  if (operation === undefined || operation.single?.(input) === true)
    throw refuse('CONFLICT', 'This can be asked of one charger alone.', path)
}

function refuseCount(chargers: number, expected: number | null | undefined): void {
  if (chargers === 0) throw badInput(['input', 'filter'], 'No other charger of yours fits.')
  if (chargers > limits.chargers)
    throw badInput(['input', 'filter'], `${chargers} chargers fit; ${limits.chargers} at most can be asked by one bulk command.`)
  if (expected != null && expected !== chargers)
    throw refuse('CONFLICT', `${chargers} chargers fit, not ${expected}.`, ['input', 'expectedCount'])
}

/** A key belongs to one bulk command. */
function sameBulk(before: BulkCommandRow, likeId: string): BulkCommandRow {
  if (before.like_command_id === likeId) return before
  throw refuse('CONFLICT', 'This key was used for another bulk command.', ['input', 'idempotencyKey'])
}

/** Asks nobody more until it is resumed. */
export function pauseBulk(ctx: Context, id: string): Promise<BulkCommandRow> {
  requireOperator(ctx.caller, 'chargers:command')
  return control(ctx, id, 'bulk-command.paused', async (_trx, row) =>
    row.state === 'RUNNING' ? { state: 'PAUSED', message: 'A person has paused it.' } : null,
  )
}

/** Goes on. What has failed so far no longer pauses it. */
export function resumeBulk(ctx: Context, id: string): Promise<BulkCommandRow> {
  requireOperator(ctx.caller, 'chargers:command')
  return control(ctx, id, 'bulk-command.resumed', async (trx, row) => {
    if (row.state !== 'PAUSED') return null
    const { failed, settled } = outcomesOf(await tallyOf(trx, row))
    return { state: 'RUNNING', message: null, forgiven_failed: failed, forgiven_settled: settled }
  })
}

/** Calls it off. What was sent is still answered; the rest is not asked. */
export function cancelBulk(ctx: Context, id: string): Promise<BulkCommandRow> {
  requireOperator(ctx.caller, 'chargers:command')
  return control(ctx, id, 'bulk-command.cancelled', async (trx, row) => {
    if (row.state === 'CANCELLED') return null
    for (const commandId of await unsentCommands(trx, id)) {
      const cancelled = await moveCommand(trx, commandId, 'PENDING', { state: 'CANCELLED', message: 'It was called off.' })
      if (cancelled !== undefined) await sayChanged(trx, cancelled)
    }
    return { state: 'CANCELLED', rest: 'CANCELLED', message: 'A person has called it off.' }
  })
}

/** Changes a bulk command of the caller's. One that is over, or for which there is nothing to change, stays as it is. */
async function control(
  ctx: Context,
  id: string,
  action: `${string}.${string}`,
  change: (trx: Trx, row: BulkCommandRow) => Promise<Updateable<BulkCommandTable> | null>,
): Promise<BulkCommandRow> {
  const caller = requireOperator(ctx.caller, 'chargers:command')
  const seen = await visibleBulk(ctx, id)
  if (seen === null) throw notFound('bulk command', ['input', 'bulkCommandId'])
  return ctx.db.transaction().execute(async (trx) => {
    const locked = await lockBulk(trx, id, true)
    const changes = locked && (await change(trx, locked))
    if (locked === undefined || changes === null) return (await bulkCommands(trx, [id]))[0] ?? seen
    await audit(trx, caller.userId, action, id)
    return noteProgress(trx, locked, changes ?? {})
  })
}

/** A bulk command that the caller has started, or any for an admin; null if there is none. */
export async function visibleBulk(ctx: Context, id: string): Promise<BulkCommandRow | null> {
  requireOperator(ctx.caller, 'chargers:read')
  const row = await ctx.loaders.bulkCommand.load(id)
  return row !== null && operates(ctx.caller, row.requested_by) ? row : null
}

/** Bulk commands that the caller has started, the newest first; all for an admin. */
export function bulkList({ db, caller }: Context, args: PageArgs): Promise<Page<BulkCommandRow>> {
  const { userId } = requireOperator(caller, 'chargers:read')
  return idPage(args, (page) => listBulk(db, hasRole(caller, 'ADMIN') ? null : userId, page))
}

/** The chargers of a bulk command that the caller was shown, each with what became of it. */
export function bulkResults(
  { db, caller }: Context,
  row: BulkCommandRow,
  state: ChargePointCommandState | null,
  args: PageArgs,
): Promise<Page<ChargerResult>> {
  requireOperator(caller, 'chargers:read')
  return keysetPage({
    args,
    fetch: (page) => resultsOf(db, row, state, page),
    key: ({ position }) => [position],
    parts: [(part) => Number.isSafeInteger(part)],
  })
}

/** A bulk command as it is, and again at each progress, until it is over. */
export async function watchBulk(ctx: Context, id: string): Promise<AsyncGenerator<BulkCommandRow, void, void>> {
  requireOperator(ctx.caller, 'chargers:read')
  if ((await visibleBulk(ctx, id)) === null) throw notFound('bulk command', ['bulkCommandId'])
  return liveStream({
    bus: ctx.bus,
    names: ['ocpp.bulk-command.changed'],
    matches: ({ data }) => data.bulkCommandId === id,
    read: () => visibleBulk(ctx, id),
    isLast: ({ settled_at: settledAt }) => settledAt !== null,
  })
}
