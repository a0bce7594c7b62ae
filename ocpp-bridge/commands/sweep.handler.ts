import { sql } from 'kysely'
import { ago } from '#db/time.ts'
import { sayOutcome } from './command.handler.ts'
import type { CommandRow } from './command.queries.ts'
import type { Services } from '../context.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { Trx } from '../tables.ts'
import { sweepCommands } from '../operations/command.handler.ts'
import { sweepRuns } from '../runs/run.handler.ts'
import { endForgotten } from '../transactions/forgotten.handler.ts'
import { announce, announceEnd } from '../transactions/transaction.handler.ts'
import { lockChargePoint } from '../transactions/transaction.queries.ts'

/** Ends what has waited long enough. Every process may do it at any time; each thing happens once. */
export async function sweep(ctx: Services): Promise<void> {
  await ctx.db.transaction().execute((trx) => expireCommands(trx, ctx))
  await ctx.db.transaction().execute((trx) => returnLostStops(trx, ctx))
  await ctx.db.transaction().execute((trx) => sweepCommands(trx, ctx))
  await ctx.db.transaction().execute(sweepRuns)
  await completeTransactions(ctx)
  await endForgotten(ctx)
}

async function expireCommands(trx: Trx, { config }: Services): Promise<void> {
  const now = sql<Date>`now()`
  const fail = trx.updateTable('command').set({ settled_at: now })

  const unknown = await fail
    .set({ state: 'failed', failure: 'UNKNOWN_STATION' })
    .where('state', '=', 'pending')
    .where('created_at', '<', ago(config.offlineGraceMs))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('charge_point').select('station_id').whereRef('charge_point.station_id', '=', 'command.station_id'),
        ),
      ),
    )
    .returningAll()
    .execute()
  const offline = await fail
    .set({ state: 'failed', failure: 'OFFLINE' })
    .where('state', '=', 'pending')
    .where('kind', '=', 'START')
    .where('created_at', '<', ago(config.offlineGraceMs))
    .where((eb) =>
      eb.not(
        eb.exists(eb.selectFrom('connection').select('station_id').whereRef('connection.station_id', '=', 'command.station_id')),
      ),
    )
    .returningAll()
    .execute()
  const late = await fail
    .set({ state: 'expired', failure: 'EXPIRED' })
    .where('state', '=', 'pending')
    .where('expires_at', '<', now)
    .returningAll()
    .execute()
  // The process that sent it died before the answer came.
  const unanswered = await fail
    .set({ state: 'failed', failure: 'TIMEOUT' })
    .where('state', '=', 'sent')
    .where('kind', '=', 'START')
    .where('sent_at', '<', ago(3 * config.callTimeoutMs))
    .returningAll()
    .execute()
  const unplugged = await fail
    // The driver hears that it is over, so the token ends too.
    .set({ state: 'expired', failure: 'EXPIRED', id_token_expires_at: sql<Date>`least(id_token_expires_at, ${now})` })
    .where('state', '=', 'accepted')
    .where('kind', '=', 'START')
    .where('started_transaction_id', 'is', null)
    .where('settled_at', '<', ago(config.connectionTimeoutMs))
    .where('expires_at', '<', now)
    .returningAll()
    .execute()

  const say = async (commands: CommandRow[], message: string) => {
    for (const command of commands) await sayOutcome(trx, command, message)
  }
  await say(unknown, 'No charger is registered for this station.')
  await say(offline, 'The charger is not connected.')
  await say(late, 'The charger was not reached in time.')
  await say(unanswered, 'The charger did not answer.')
  await say(unplugged, 'No car was plugged in in time.')
}

/** A stop whose sender died goes out again: it does no harm twice. */
async function returnLostStops(trx: Trx, { config }: Services): Promise<void> {
  const lost = await trx
    .updateTable('command')
    .set({ state: 'pending', sent_at: null })
    .where('state', '=', 'sent')
    .where('kind', '=', 'STOP')
    .where('sent_at', '<', ago(3 * config.callTimeoutMs))
    .returning('station_id')
    .execute()
  for (const { station_id } of lost) await sql`SELECT pg_notify('ocpp_command', ${station_id})`.execute(trx)
}

/** 2.x: completes an ended transaction that waited in vain for missing parts, with what there is. */
async function completeTransactions({ db, config, log }: Services): Promise<void> {
  const waiting = await db
    .selectFrom('transaction')
    .select(['id', 'identity'])
    .where('state', '=', 'ended')
    .where('end_announced', '=', false)
    // A transaction that we ended before anybody heard of it is not told.
    .where('end_inferred_from', 'is', null)
    .where('end_received_at', '<', ago(config.partsTimeoutMs))
    // Without Started nobody knows when it began, nor who charged: the charger gets a day to send it.
    .where((eb) => eb.or([eb('started_seen', '=', true), eb('end_received_at', '<', ago(OCPP_LIMITS.startedWaitMs))]))
    // The missing part may be among the kept messages, and wait for a fault of ours to be mended.
    .where((eb) =>
      eb.not(
        eb.exists(eb.selectFrom('kept_message').select('position').whereRef('kept_message.identity', '=', 'transaction.identity')),
      ),
    )
    .execute()
  for (const { id, identity } of waiting) {
    await db.transaction().execute(async (trx) => {
      await lockChargePoint(trx, identity)
      const row = await trx
        .selectFrom('transaction')
        .selectAll()
        .where('id', '=', id)
        .where('end_announced', '=', false)
        .executeTakeFirst()
      if (row === undefined) return
      log.warn({ identity, transactionId: id }, 'parts of a transaction never came; it ends without them')
      await announceEnd(trx, row.announced ? row : await announce(trx, row))
    })
  }
}
