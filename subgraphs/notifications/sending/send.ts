import type { Log } from '#lib/log.ts'
import type { Db, Delivery, Digest } from '../tables.ts'
import type { Channel, Item, Message, Sent } from './channel.ts'
import type { Claimed } from './claim.queries.ts'
import { gather } from './gather.ts'
import { judge, reasonAgainst } from './judge.ts'
import { SENDING_LIMITS } from './limits.ts'
import { loadDelivery, loadDigest, type Loaded } from './message.queries.ts'
import { concludeDeliveries, concludeDigest, postpone, type Outcome } from './outcome.queries.ts'

export interface Given {
  db: Db
  log: Log
}
/** Whether the channel's server has said anything; null: it was not asked. */
export type Answered = boolean | null

/** Sends a delivery that this process has claimed, if it is still wanted. It never rejects: what fails is tried again. */
export const sendDelivery = (given: Given, channel: Channel, delivery: Claimed<Delivery>): Promise<Answered> =>
  safely(given, 'delivery', delivery, async () => {
    const { db } = given
    const loaded = await loadDelivery(db, delivery)
    if (!loaded) return null
    const conclude = (outcome: Outcome) => concludeDeliveries(db, [delivery.id], outcome)
    if (!channel.ready) {
      await conclude({ state: 'SUPPRESSED', reason: 'CHANNEL_OFF' })
      return null
    }
    const verdict = judge(loaded.circumstances)
    switch (verdict.act) {
      case 'SUPPRESS':
        await conclude({ state: 'SUPPRESSED', reason: verdict.reason })
        return null
      case 'WAIT': {
        const afterMs = Math.max(verdict.until.getTime() - delivery.claimed_at.getTime(), 0)
        await postpone(db, 'delivery', delivery.id, { afterMs, reason: verdict.reason, untried: true })
        return null
      }
      case 'GATHER':
        await gather(db, loaded, verdict)
        return null
      case 'SEND':
        return call(given, channel, 'delivery', delivery, messageOf(delivery, loaded, [loaded.item], null), conclude)
    }
  })

/** The same of a digest: what is still wanted of it goes in one message. */
export const sendDigest = (given: Given, channel: Channel, digest: Claimed<Digest>): Promise<Answered> =>
  safely(given, 'digest', digest, async () => {
    const { db } = given
    const loaded = await loadDigest(db, digest)
    const wanted: Loaded[] = []
    for (const one of loaded) {
      const reason = channel.ready ? reasonAgainst(one.circumstances) : 'CHANNEL_OFF'
      if (reason === null) wanted.push(one)
      else await concludeDeliveries(db, [one.delivery.id], { state: 'SUPPRESSED', reason })
    }
    const conclude = (outcome: Outcome) =>
      db.transaction().execute((trx) =>
        concludeDigest(
          trx,
          digest.id,
          wanted.map(({ delivery }) => delivery.id),
          outcome,
        ),
      )
    const [first, ...rest] = wanted
    if (!first) {
      await conclude({ state: 'SUPPRESSED', reason: 'NOT_WANTED' })
      return null
    }
    const items = [first.item, ...rest.map(({ item }) => item)] as const
    return call(given, channel, 'digest', digest, messageOf(digest, first, items, digest.day), conclude)
  })

const messageOf = (
  { id, user_id: userId, tries }: Claimed<Delivery | Digest>,
  { delivery, circumstances }: Loaded,
  items: readonly [Item, ...Item[]],
  digestOf: string | null,
): Message => ({ id, userId, items, digestOf, urgency: delivery.urgency, contact: circumstances.contact, tries: tries - 1 })

async function call(
  { db, log }: Given,
  channel: Channel,
  table: 'delivery' | 'digest',
  { id, tries }: Claimed<Delivery | Digest>,
  message: Message,
  conclude: (outcome: Outcome) => Promise<unknown>,
): Promise<Answered> {
  let sent: Sent
  let answered = true
  try {
    sent = await inTime((signal) => channel.send(message, signal))
  } catch (error) {
    log.warn({ err: error, channel: channel.name, message: id }, 'it is not known what became of a message; it is tried again')
    sent = { state: 'LATER', reason: 'UNKNOWN' }
    answered = false
  }
  if (sent.state !== 'LATER') await conclude(sent)
  else if (tries >= SENDING_LIMITS.tries) await conclude({ ...sent, state: 'FAILED', reason: 'GAVE_UP' })
  else await postpone(db, table, id, { ...sent, afterMs: pauseMs(tries, sent.afterMs) })
  return answered
}

/** It grows with the tries, and differs, so that not all come at the same moment. A server that says how long is heeded. */
export function pauseMs(tries: number, askedMs = 0): number {
  const { firstPauseMs, mostPauseMs, mostAfterMs } = SENDING_LIMITS
  const own = Math.min(firstPauseMs * 2 ** (tries - 1), mostPauseMs) * (0.8 + Math.random() * 0.4)
  return Math.max(own, Math.min(askedMs, mostAfterMs))
}

/** What takes longer is not known. It may still be under way; its id keeps it from being told twice. */
async function inTime(send: (signal: AbortSignal) => Promise<Sent>): Promise<Sent> {
  const cut = new AbortController()
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    const error = new Error("The channel's server has not answered in time.")
    cut.abort(error)
    late.reject(error)
  }, SENDING_LIMITS.callMs)
  try {
    return await Promise.race([send(cut.signal), late.promise])
  } finally {
    clearTimeout(timer)
  }
}

/** What fails on our side is tried again too, after the same pauses. */
async function safely(
  { db, log }: Given,
  table: 'delivery' | 'digest',
  { id, tries }: Claimed<Delivery | Digest>,
  work: () => Promise<Answered>,
): Promise<Answered> {
  try {
    return await work()
  } catch (error) {
    log.error({ err: error, message: id }, 'a message could not be worked; it is tried again')
    await postpone(db, table, id, { afterMs: pauseMs(tries), reason: 'FAULT' }).catch(() => undefined)
    return null
  }
}
