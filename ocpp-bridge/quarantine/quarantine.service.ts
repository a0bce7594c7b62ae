import { audit } from '#db/audit.ts'
import { hasRole, requireOperator } from '#lib/access.ts'
import { notFound, refuse } from '#lib/errors.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import { actionOf } from '../actions/actions.ts'
import { chargePointAt } from '../charge-point.service.ts'
import type { Call, Context } from '../context.ts'
import { lockChargePoint } from '../transactions/transaction.queries.ts'
import { CallRefused, type Json } from '../wire/frame.ts'
import { findAgain, listQuarantine, quarantined, resolve, type QuarantineFilter, type QuarantineRow } from './quarantine.queries.ts'

/** Messages in quarantine of the caller's chargers, the newest first; of all for an admin. */
export function quarantinedMessages(
  { db, caller }: Context,
  filter: QuarantineFilter,
  args: PageArgs,
): Promise<Page<QuarantineRow>> {
  const { userId } = requireOperator(caller, 'chargers:read')
  const operatorId = hasRole(caller, 'ADMIN') ? null : userId
  return idPage(args, (page) => listQuarantine(db, filter, operatorId, page))
}

/** A message in quarantine of a charger of the caller's; null if there is none. */
export async function visibleMessage(ctx: Context, id: string): Promise<QuarantineRow | null> {
  requireOperator(ctx.caller, 'chargers:read')
  const row = await ctx.loaders.quarantined.load(id)
  return row !== null && (await chargePointAt(ctx, row.station_id)) !== null ? row : null
}

/** A message that was worked again; and its new entry if it is still no good. */
export interface Retry {
  message: QuarantineRow
  again: QuarantineRow | null
}

/** Works a message once more, as if it came now at the time it came. One that has left quarantine stays as it is. */
export async function retryMessage(ctx: Context, id: string): Promise<Retry> {
  const caller = requireOperator(ctx.caller, 'chargers:command')
  const row = await visibleMessage(ctx, id)
  if (row === null) throw notFound('message in quarantine', ['input', 'messageId'])
  if (row.resolved_at !== null) return { message: row, again: null }
  const action = actionOf(row.ocpp_version, row.action)
  if (action === undefined || !('handle' in action))
    throw refuse('CONFLICT', `${row.action} is no longer worked here.`, ['input', 'messageId'])
  // A start that cannot be told from another would become a second transaction.
  if (row.action === 'StartTransaction' && row.transaction_id !== null)
    throw refuse('CONFLICT', 'This start has its transaction; there is nothing to work again. Dismiss it.', ['input', 'messageId'])
  try {
    return await ctx.db.transaction().execute(async (trx) => {
      const resolution = { resolution: 'RETRIED', resolved_by: caller.userId, resolution_note: null } as const
      // The charger is locked first, as by every message of its own.
      await lockChargePoint(trx, row.identity)
      const message = await resolve(trx, id, resolution)
      // Somebody else was faster.
      if (message === undefined) return { message: (await quarantined(trx, [id]))[0] ?? row, again: null }
      await action.handle(trx, callOf(row), ctx)
      await audit(trx, caller.userId, 'quarantined-message.retried', id, { stationId: row.station_id })
      return { message, again: (await findAgain(trx, row)) ?? null }
    })
  } catch (error) {
    if (error instanceof CallRefused) throw refuse('CONFLICT', error.message, ['input', 'messageId'])
    throw error
  }
}

const callOf = (row: QuarantineRow): Call => ({
  identity: row.identity,
  stationId: row.station_id,
  version: row.ocpp_version,
  messageId: row.message_id,
  action: row.action,
  payload: row.payload as Json,
  receivedAt: row.received_at,
})

/** Takes a message out of quarantine without using it, for a reason. One that has left quarantine stays as it is. */
export async function dismissMessage(ctx: Context, id: string, reason: string): Promise<QuarantineRow> {
  const caller = requireOperator(ctx.caller, 'chargers:command')
  const row = await visibleMessage(ctx, id)
  if (row === null) throw notFound('message in quarantine', ['input', 'messageId'])
  return ctx.db.transaction().execute(async (trx) => {
    const resolution = { resolution: 'DISMISSED', resolved_by: caller.userId, resolution_note: reason } as const
    const message = await resolve(trx, id, resolution)
    if (message === undefined) return (await quarantined(trx, [id]))[0] ?? row
    await audit(trx, caller.userId, 'quarantined-message.dismissed', id, { stationId: row.station_id, reason })
    return message
  })
}
