import { isPassing } from '#db/faults.ts'
import { newId } from '#lib/id.ts'
import { withRequestId } from '#lib/log.ts'
import { gauge } from '#lib/metrics.ts'
import { actionOf } from '../actions/actions.ts'
import type { Services, Call } from '../context.ts'
import type { Json } from '../wire/frame.ts'
import { handleOnce } from './handle-once.ts'
import {
  countKeptMessages,
  deleteKeptMessage,
  findDueMessages,
  insertKeptMessage,
  postponeKeptMessage,
  type KeptMessageRow,
} from './kept-message.queries.ts'
import { OCPP_LIMITS } from '../limits.ts'

const kept = gauge('evergraph_ocpp_kept_messages', 'Acknowledged messages that a fault of ours keeps from being worked.')
const oldest = gauge(
  'evergraph_ocpp_kept_message_oldest_seconds',
  'Age of the oldest acknowledged message that was not worked yet.',
)

/** How many are read at once. Each may be as large as a message can be. */
const AT_ONCE = 50

/** Keeps a message that could not be worked. False if that fails too; then it must not be acknowledged. */
export async function keepMessage({ db, log }: Pick<Services, 'db' | 'log'>, call: Call, error: unknown): Promise<boolean> {
  const about = { identity: call.identity, action: call.action, messageId: call.messageId }
  try {
    if ((await countKeptMessages(db, call.identity)).count >= OCPP_LIMITS.keptMessages)
      throw new Error('Too many messages of this charger are kept already.')
    await insertKeptMessage(db, call, sentenceOf(error))
    log.error({ err: error, ...about }, 'a message could not be worked; it is kept and will be tried again')
    return true
  } catch (err) {
    log.error({ err, cause: error, ...about }, 'a message could neither be worked nor kept; it is not acknowledged')
    return false
  }
}

/**
 * Works what was kept, in the order it came. A message that fails does not delay those after it: handlers take messages in any order, and
 * the stop of a session is worth more than a sample that we fail on. Every process may do it; each message has its effect once.
 */
export async function replayKeptMessages(ctx: Services): Promise<void> {
  const stuck = new Set<string>()
  for (let rows = await findDueMessages(ctx.db, AT_ONCE); rows.length > 0; rows = await findDueMessages(ctx.db, AT_ONCE)) {
    for (const row of rows) {
      if (stuck.has(row.identity)) continue
      try {
        await withRequestId(newId(), () => replay(ctx, row))
      } catch (error) {
        ctx.log.warn({ err: error, identity: row.identity, action: row.action, tries: row.tries }, 'a kept message fails again')
        // A fault that passes says nothing about the message. The charger's turn comes with the next look.
        if (isPassing(error)) stuck.add(row.identity)
        else await postponeKeptMessage(ctx.db, row.position, sentenceOf(error))
      }
    }
    if (stuck.size > 0 || rows.length < AT_ONCE) break
  }
  const left = await countKeptMessages(ctx.db)
  kept.set(left.count)
  oldest.set(left.oldest === null ? 0 : Math.max(0, (Date.now() - left.oldest.getTime()) / 1000))
}

/** What an operator must know; null if nothing. */
export async function keptSentence({ db }: Services): Promise<string | null> {
  const left = await countKeptMessages(db)
  if (left.count === 0) return null
  return `${left.count} acknowledged messages of chargers could not be worked yet, the oldest of ${left.oldest?.toISOString()}; they are tried again by themselves, and table ocpp.kept_message says why they fail.`
}

function replay(ctx: Services, row: KeptMessageRow): Promise<void> {
  const action = actionOf(row.ocpp_version, row.action)
  if (action === undefined || 'reply' in action)
    throw new Error(`${row.action} of OCPP ${row.ocpp_version} has no handler any more.`)
  const call: Call = {
    identity: row.identity,
    stationId: row.station_id,
    version: row.ocpp_version,
    messageId: row.message_id,
    action: row.action,
    payload: row.payload as Json,
    receivedAt: row.received_at,
  }
  return ctx.db.transaction().execute(async (trx) => {
    // Another process may have been faster. Or the charger has sent the message again and it worked: then handleOnce finds that reply.
    if (await deleteKeptMessage(trx, row.position)) await handleOnce(trx, ctx, call, action)
  })
}

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
