import { emit } from '#db/outbox.ts'
import { isOfSandbox } from '#lib/partners/sandbox.ts'
import { parkingOf } from '../billing/parking.ts'
import { costUntil } from '../billing/price.ts'
import type { Rules, Services } from '../context.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import { findStation, partnerOf } from '../projection.queries.ts'
import type { Session, Trx } from '../tables.ts'
import { lockStandingUnwatched, saveWatch, takeNotices } from './idle.queries.ts'

/** Tells whoever writes to drivers that a vehicle which takes nothing will soon pay for standing there; once each time that it stands. */
export async function watchIdle({ db, config }: Pick<Services, 'db' | 'config'>): Promise<void> {
  let seen: number
  do seen = await db.transaction().execute((trx) => watchSome(trx, config))
  while (seen === CHARGING_LIMITS.idleAtOnce)
  do seen = await db.transaction().execute((trx) => tellSome(trx))
  while (seen === CHARGING_LIMITS.idleAtOnce)
}

async function watchSome(trx: Trx, rules: Rules): Promise<number> {
  const standing = await lockStandingUnwatched(trx)
  for (const { since, ...session } of standing) {
    const costs = await costUntil(trx, session, session.ended_at ?? since, rules)
    const parking = costs && parkingOf(session, [{ from_at: since, to_at: null, by: 'EV' }], costs.terms)
    const billedFrom = parking?.billedFrom ?? null
    const noticeAt = billedFrom && (parking?.noticeAt ?? before(billedFrom, since))
    await saveWatch(trx, {
      session_id: session.id,
      since,
      billed_from: billedFrom,
      notice_at: noticeAt && new Date(noticeAt.getTime() + behindMs(session)),
    })
  }
  return standing.length
}

async function tellSome(trx: Trx): Promise<number> {
  const due = await takeNotices(trx)
  for (const { id: sessionId, user_id: userId, station_id: stationId, billed_from: billedFrom } of due) {
    const station = await findStation(trx, stationId)
    // To others a partner's customer is nobody, and nothing costs anything in a sandbox.
    if (userId === null || billedFrom === null || (await partnerOf(trx, userId)) !== null) continue
    if (station && isOfSandbox(station.operator_id)) continue
    await emit(trx, 'charging.idle.near', sessionId, { sessionId, userId, stationId, billedFrom: billedFrom.toISOString() })
  }
  return due.length
}

/** Where a tariff does not say how long before: as the house does, and not before the vehicle stands. */
const before = (billedFrom: Date, since: Date): Date =>
  new Date(Math.max(billedFrom.getTime() - CHARGING_LIMITS.idleNoticeMs, since.getTime()))

/** By how much the charger's clock is behind ours, as it was when we heard of the end, else of the begin. */
function behindMs({ started_at, start_heard_at, ended_at, end_heard_at }: Session): number {
  if (ended_at && end_heard_at) return end_heard_at.getTime() - ended_at.getTime()
  return started_at && start_heard_at ? start_heard_at.getTime() - started_at.getTime() : 0
}
