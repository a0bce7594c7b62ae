import { emitEach } from '#db/outbox.ts'
import { requestId } from '#lib/log.ts'
import { traceparent } from '#lib/tracing/trace.ts'
import { createTogether } from '#lib/work/together.ts'
import type { Call, Named, Plain, Services } from '../context.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { Trx } from '../tables.ts'
import { meteredBy, newest } from '../transactions/samples.ts'
import { lockChargePoints, type TransactionRow } from '../transactions/transaction.queries.ts'
import type { Json } from '../wire/frame.ts'
import { asMeterSamples } from '../wire/meter-value.ts'
import { digestOf } from './message-log.queries.ts'
import { findKnown, saveSampled, type Sampled } from './plain.queries.ts'

/** What a plain message is answered with, in 1.6 and 2.x alike. */
const REPLY: Json = {}

interface Asked {
  call: Call
  plain: Plain
  named: Named
  requestId: string | null
  traceparent: string | null
}

const answers = new WeakMap<Services['db'], (asked: Asked) => Promise<Json | null>>()

/**
 * Answers a message that may be plain together with those of other chargers: each in a transaction of its own would cost many times as much.
 * Null if it has to be worked by itself.
 */
export async function answerPlainly(ctx: Services, call: Call, plain: Plain): Promise<Json | null> {
  const named = plain.names(call)
  if (named === null) return null
  const answer = answers.get(ctx.db) ?? createAnswer(ctx)
  answers.set(ctx.db, answer)
  return answer({ call, plain, named, requestId: requestId(), traceparent: traceparent() })
}

const createAnswer = ({ db, inTurn }: Services) =>
  createTogether<Asked, Json | null>({
    most: OCPP_LIMITS.plainTogether,
    atOnce: OCPP_LIMITS.plainAtOnce,
    together: (asked) => inTurn('sessions', () => db.transaction().execute((trx) => answerTogether(trx, asked))),
    // By itself it is tried again, kept aside or refused, whatever has happened.
    alone: () => Promise.resolve(null),
  })

/** Their replies in their order; undefined for those that are not plain. */
async function answerTogether(trx: Trx, all: readonly Asked[]): Promise<(Json | undefined)[]> {
  // A charger with two sockets: its second message comes after the first.
  const asked = [...new Map(all.toReversed().map((one) => [one.call.identity, one])).values()]
  await lockChargePoints(
    trx,
    asked.map(({ call }) => call.identity),
  )
  const known = await findKnown(trx, asked)
  const replies = new Map<Asked, Json>()
  const sampled: Sampled[] = []
  const said: { aggregateId: string; data: ReturnType<typeof meteredBy>; requestId: string | null; traceparent: string | null }[] =
    []
  for (const [place, one] of asked.entries()) {
    const { call, plain, named } = one
    const found = known[place]
    const digest = digestOf(call)
    if (found?.reply && found.digest?.equals(digest) === true) {
      replies.set(one, found.reply)
      continue
    }
    // A part that has come before is compared with what it was.
    const row = found?.id && !found.part_known ? found : null
    const readings = row && isRunning(row, call) ? plain.readings(call, row) : null
    if (row === null || readings === null) continue
    const samples = asMeterSamples(readings)
    const { last_sample_at: lastSampleAt, last_register_wh: lastRegisterWh } = newest(row, samples)
    sampled.push({ call, named, digest, reply: REPLY, transactionId: row.id, lastSampleAt, lastRegisterWh })
    const data = meteredBy(row, samples, { receivedAt: call.receivedAt, offline: false })
    said.push({ aggregateId: row.id, data, requestId: one.requestId, traceparent: one.traceparent })
    replies.set(one, REPLY)
  }
  if (sampled.length > 0) {
    await saveSampled(trx, sampled)
    await emitEach(trx, 'ocpp.transaction.metered', said)
  }
  return all.map((one) => replies.get(one))
}

/** Nothing but its newest sample changes. */
const isRunning = (row: TransactionRow, { identity }: Call): boolean =>
  row.identity === identity && row.state === 'active' && row.announced && row.doubt === null && row.held_samples.length === 0
