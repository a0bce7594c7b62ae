import { settle } from '../billing/cdr.ts'
import { parkingOf } from '../billing/parking.ts'
import { billedUntil, costNow, costUntil, type SessionCost } from '../billing/price.ts'
import type { Rules, Services } from '../context.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import { sayCost } from '../live/cost.handler.ts'
import { findStation } from '../projection.queries.ts'
import { changeSession, closePause, openPause } from '../session.queries.ts'
import { touch } from '../session.ts'
import type { Session, Trx } from '../tables.ts'
import { byCharger, standingOf, type EndOf, type Standing } from './standing.ts'
import { lastWord, lockStanding, nextStart, reopenPause } from './standing.queries.ts'

/**
 * A vehicle may stay when its charger has ended the charge. If that costs something, the record waits until the charger says that it is
 * gone, so that its parking is billed once. Meanwhile the running cost grows, and the driver sees from when parking is billed.
 */

/** Lets the record of a session that has just ended wait, if its vehicle may stand there and pays for that. */
export async function awaitDeparture(trx: Trx, session: Session, rules: Rules): Promise<Session> {
  const now = new Date()
  const ended = endOf(session, now)
  if (ended === null || (await parkingFrom(trx, session, ended.endedAt, rules)) === null) return session
  const standing = await look(trx, session, ended, now)
  if (standing.is === 'GONE' && standing.at === null) return session
  if (standing.is === 'GONE') return depart(trx, session, ended, standing.at, rules)
  return changeSession(trx, session.id, { record_waits_since: now })
}

/** Looks at those whose record waits: counts what they cost, and bills those that are gone. */
export function countStanding({ db, config }: Services): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const now = new Date()
    for (const session of await lockStanding(trx)) await count(trx, session, now, config)
  })
}

async function count(trx: Trx, session: Session, now: Date, rules: Rules): Promise<void> {
  const ended = endOf(session, now)
  if (ended === null) return
  const standing = await look(trx, session, ended, now)
  if (standing.is === 'UNSAID') return
  if (standing.is === 'GONE') return bill(trx, session, await depart(trx, session, ended, standing.at, rules), rules)
  if (session.parking_counted_at === null) await stand(trx, session, ended)
  const until = byCharger(ended, now)
  const costs = await costUntil(trx, session, until, rules)
  // It cannot cost more: nothing is gained by waiting.
  if (costs && isCapped(costs)) return bill(trx, session, await depart(trx, session, ended, until, rules), rules)
  const counted = await changeSession(trx, session.id, {
    ...(await costNow(trx, session, until, rules)),
    parking_counted_at: now,
  })
  if (session.parking_counted_at !== null && counted.cost_minor === session.cost_minor) return
  await touch(trx, counted)
  await sayCost(trx, session, counted)
}

async function bill(trx: Trx, before: Session, gone: Session, rules: Rules): Promise<void> {
  await touch(trx, gone)
  await sayCost(trx, before, gone)
  await settle(trx, gone, rules)
}

/** Notes until when a vehicle's parking is billed. If it left before that costs anything, the session is billed up to its end. */
async function depart(trx: Trx, session: Session, ended: EndOf, at: Date | null, rules: Rules): Promise<Session> {
  const latest = new Date(ended.endedAt.getTime() + CHARGING_LIMITS.standsMs)
  const until = at !== null && at > latest ? latest : at
  if (session.parking_counted_at === null) await stand(trx, session, ended)
  const from = await parkingFrom(trx, session, ended.endedAt, rules)
  const parkedUntil = until !== null && from !== null && until > from && until > ended.endedAt ? until : null
  await closePause(trx, session.id, parkedUntil ?? ended.endedAt)
  const gone = await changeSession(trx, session.id, {
    record_waits_since: null,
    parking_counted_at: null,
    parked_until: parkedUntil,
  })
  return changeSession(trx, gone.id, await costNow(trx, gone, billedUntil(gone), rules))
}

/** From the end on the vehicle takes nothing, or it took nothing before. */
async function stand(trx: Trx, { id }: Session, { endedAt }: EndOf): Promise<void> {
  if (!(await reopenPause(trx, id, endedAt))) await openPause(trx, { session_id: id, from_at: endedAt, by: 'EV' })
}

/** From when a vehicle pays that stands there since the end, or since before; null if it never does, or the price is open. */
async function parkingFrom(trx: Trx, session: Session, endedAt: Date, rules: Rules): Promise<Date | null> {
  const costs = await costUntil(trx, session, endedAt, rules)
  if (!costs) return null
  const since = costs.pauses.findLast(({ by, to_at }) => by === 'EV' && (to_at === null || to_at.getTime() === endedAt.getTime()))
  const stands = { from_at: since?.from_at ?? endedAt, to_at: null, by: 'EV' as const }
  return parkingOf(session, [stands], costs.terms)?.billedFrom ?? null
}

const isCapped = ({ cost }: SessionCost): boolean => cost.lines.some(({ type }) => type === 'IDLE_CAP' || type === 'MAX_PRICE')

async function look(trx: Trx, session: Session, ended: EndOf, now: Date): Promise<Standing> {
  const [word, station] = [await lastWord(trx, session), await findStation(trx, session.station_id)]
  const left = word?.left_at && word.left_heard_at ? { at: word.left_at, heardAt: word.left_heard_at } : null
  return standingOf(ended, word && { status: word.status, heardAt: word.at, left }, {
    offlineSince: station?.online === false ? station.online_at : null,
    nextStart: await nextStart(trx, session, ended.endedAt),
    seen: session.parking_counted_at !== null,
    now,
  })
}

function endOf({ ended_at: endedAt, end_heard_at: heardAt, record_waits_since }: Session, now: Date): EndOf | null {
  return endedAt === null || heardAt === null ? null : { endedAt, heardAt, waitsSince: record_waits_since ?? now }
}
