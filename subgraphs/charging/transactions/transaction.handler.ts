import type { EventCatalogue } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { requestStop } from './command.ts'
import { heedLimits } from './limit.handler.ts'
import { sayCost } from '../live/cost.handler.ts'
import { sayTarget } from '../live/target.handler.ts'
import type { Rules } from '../context.ts'
import { withFlags } from '../flags.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import { meterAt, registerOf } from '../metering/meter.ts'
import { costNow, resolvePrice } from '../billing/price.ts'
import { ownerOf } from '../projection.queries.ts'
import {
  changeSession,
  closePause,
  insertSession,
  lockByTransaction,
  lockLiveAt,
  lockSession,
  openPause,
} from '../session.queries.ts'
import { fail, knownSession, sayBegun, touch } from '../session.ts'
import { NO_SLOT, sayUsed, slotForTold } from '../slots/slot.ts'
import type { Flag, Place, Session, SessionChange, Trx } from '../tables.ts'
import { notBefore } from '../billing/timeline.ts'

/**
 * What chargers report of transactions. These are facts, so nothing is refused. Events of one transaction come in order and may come twice.
 * Those of different transactions and of commands come in any order.
 */

type Started = EventCatalogue['ocpp.transaction.started']

export async function beginTransaction(trx: Trx, fact: Started, rules: Rules): Promise<void> {
  if (await lockByTransaction(trx, fact.transactionId)) return
  const startedAt = new Date(fact.startedAt)
  const asked = await askedFor(trx, fact)
  const userId = asked ? asked.user_id : await driverOf(trx, fact)
  // The driver gave up while the start was under way, or what was blocked for it was let go.
  const givenUp = asked && (asked.failure === 'CANCELLED' || (asked.failure !== null && asked.hold_id !== null))
  // Locked before anything is written: a start by the app locks it first too. What is refused, or stopped at once, uses none.
  const slot = givenUp || !fact.authorised ? NO_SLOT : await slotForTold(trx, fact, userId, asked)
  const displaced = await makeRoom(trx, fact, startedAt, asked)
  const meter = meterAt(registerOf(fact.meterStartWh))
  const begun = {
    status: 'ACTIVE' as const,
    failure: null,
    expires_at: null,
    transaction_id: fact.transactionId,
    started_at: startedAt,
    start_heard_at: new Date(fact.receivedAt),
    meter_start_wh: meter.startWh,
    register_wh: meter.registerWh,
    high_register_wh: meter.highWh,
    displaced,
    shows_cost: fact.showsCost === true,
    ...slot,
    reserved_offline: slot.reservation_id !== null && fact.offline,
  }
  const session = asked ? await changeSession(trx, asked.id, begun) : await insertUnasked(trx, fact, { ...begun, user_id: userId })
  const flags = withFlags(session.flags, startFlags(fact, rules))
  const priced = await changeSession(trx, session.id, { flags, ...(await resolvePrice(trx, { ...session, flags }, rules)) })
  const running = await changeSession(trx, session.id, await costNow(trx, priced, startedAt, rules))
  if (givenUp) await requestStop(trx, running, rules)
  await touch(trx, running)
  await sayUsed(trx, running)
  if (!givenUp) await sayBegun(trx, running, fact.offline)
  if (!fact.offline) await sayCost(trx, priced, running)
  if (running.ready_by !== null) await sayTarget(trx, running)
  if (!givenUp) await heedLimits(trx, [running], rules)
}

export async function suspendTransaction(
  trx: Trx,
  { transactionId, by, at }: EventCatalogue['ocpp.transaction.suspended'],
  rules: Rules,
): Promise<void> {
  const session = await knownSession(trx, transactionId)
  if (session.status === 'COMPLETED') return
  const from = notBefore(new Date(at), session.started_at)
  await closePause(trx, session.id, from)
  await openPause(trx, { session_id: session.id, from_at: from, by })
  await reckon(trx, session.id, { status: 'SUSPENDED', power_w: 0 }, from, rules)
}

export async function resumeTransaction(
  trx: Trx,
  { transactionId, at }: EventCatalogue['ocpp.transaction.resumed'],
  rules: Rules,
): Promise<void> {
  const session = await knownSession(trx, transactionId)
  if (session.status === 'COMPLETED') return
  const to = notBefore(new Date(at), session.started_at)
  await closePause(trx, session.id, to)
  await reckon(trx, session.id, { status: 'ACTIVE' }, to, rules)
}

async function reckon(trx: Trx, id: string, change: SessionChange, at: Date, rules: Rules): Promise<void> {
  const changed = await changeSession(trx, id, change)
  const until = changed.last_sample_at !== null && changed.last_sample_at > at ? changed.last_sample_at : at
  const reckoned = await changeSession(trx, id, await costNow(trx, changed, until, rules))
  await touch(trx, reckoned)
  await sayCost(trx, changed, reckoned)
  await heedLimits(trx, [reckoned], rules)
}

/** The session for which this transaction was asked for. The bridge names it, or the driver who waits at the connector has shown a card. */
async function askedFor(trx: Trx, fact: Started): Promise<Session | null> {
  const named = fact.sessionId === null ? undefined : await lockSession(trx, fact.sessionId)
  if (named && named.transaction_id === null) return named
  const waiting = await lockLiveAt(trx, fact)
  if (!waiting || waiting.transaction_id !== null || fact.offline || !fact.authorised || fact.idToken === null) return null
  const owner = await ownerOf(trx, fact.idToken, new Date(fact.receivedAt), fact.stationId)
  return owner !== undefined && owner.user_id === waiting.user_id ? waiting : null
}

/**
 * A connector has one live session. A start that waits there for somebody else has lost it. A transaction that still runs there is over,
 * and its end will be heard. True if this start comes in late: then whoever has the connector now keeps it.
 */
async function makeRoom(trx: Trx, fact: Started, startedAt: Date, asked: Session | null): Promise<boolean> {
  const other = await lockLiveAt(trx, fact)
  if (!other || other.id === asked?.id) return false
  if (fact.offline || (other.started_at !== null && startedAt < other.started_at)) return true
  if (other.transaction_id === null) await fail(trx, other.id, { status: 'FAILED', failure: 'CONNECTOR_TAKEN' })
  else await touch(trx, await changeSession(trx, other.id, { displaced: true }))
  return false
}

/** Whose identity the charger has read; null: nobody's. */
async function driverOf(trx: Trx, fact: Started): Promise<string | null> {
  if (fact.idToken === null) return null
  // If it comes in late, only the charger knows when it was.
  const readAt = new Date(fact.offline ? fact.startedAt : fact.receivedAt)
  return (await ownerOf(trx, fact.idToken, readAt, fact.stationId))?.user_id ?? null
}

async function insertUnasked(trx: Trx, fact: Started & Place, begun: SessionChange & { status: 'ACTIVE' }): Promise<Session> {
  const session = await insertSession(trx, {
    ...begun,
    id: newId(),
    station_id: fact.stationId,
    evse_number: fact.evseNumber,
    connector_number: fact.connectorNumber,
    id_token: fact.idToken,
    opened_at: new Date(fact.startedAt),
  } as Parameters<typeof insertSession>[1])
  // Somebody took the connector between our look and now. The next try sees it.
  if (!session) throw new Error(`The connector of transaction ${fact.transactionId} was taken just now.`)
  return session
}

/** What is doubtful about a start. A charger's clock may be some minutes ahead. */
function startFlags({ authorised, startedAt, receivedAt }: Started, rules: Rules): Flag[] {
  const aheadMs = Date.parse(startedAt) - Date.parse(receivedAt)
  return [
    ...(authorised ? [] : (['UNAUTHORISED'] as const)),
    ...(aheadMs > rules.clockAheadMs ? (['START_IN_FUTURE'] as const) : []),
    ...(-aheadMs > CHARGING_LIMITS.longAgoMs ? (['START_LONG_AGO'] as const) : []),
  ]
}
