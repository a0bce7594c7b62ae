import { payable } from '#lib/tariff/cost.ts'
import { costAhead, resumedAt } from '../billing/ahead.ts'
import { costsUntil, type SessionCost } from '../billing/price.ts'
import type { Rules, Services } from '../context.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import { findConnector, findStation } from '../projection.queries.ts'
import { takeLimited } from '../session.queries.ts'
import { touch } from '../session.ts'
import type { Session, Trx } from '../tables.ts'
import { requestStop } from './command.ts'
import { isToStop, meet } from './limit.ts'

/**
 * A session with a hold stops before it costs more than what is blocked. It is looked at whenever its charger says something, and now and
 * then beside: time costs money while a charger is silent.
 */

/** Looks at those of these sessions that run and have a limit. The caller has locked their rows. */
export function heedLimits(trx: Trx, sessions: readonly Session[], rules: Rules): Promise<void> {
  // The last of several states of one session is the newest.
  const newest = new Map(sessions.map((session) => [session.id, session]))
  return look(
    trx,
    [...newest.values()].filter((session) => session.limit_minor !== null && !isToStop(session)),
    rules,
  )
}

/** Looks at sessions of which nothing was heard for a while, and asks those again to stop whose charger has not. */
export async function watchLimits({ db, config }: Services): Promise<void> {
  let looked: number
  do looked = await db.transaction().execute((trx) => watchSome(trx, config))
  while (looked === CHARGING_LIMITS.limitsAtOnce)
}

/** Gives how many were looked at. They are not due again for a while. */
async function watchSome(trx: Trx, config: Rules): Promise<number> {
  const due = await takeLimited(trx)
  await look(
    trx,
    due.filter((session) => !isToStop(session)),
    config,
  )
  for (const session of due.filter(isToStop)) await stopAgain(trx, session, config)
  return due.length
}

async function look(trx: Trx, sessions: readonly Session[], rules: Rules): Promise<void> {
  const now = new Date()
  const running = sessions.filter(({ status }) => status === 'ACTIVE' || status === 'SUSPENDED')
  if (running.length === 0) return
  const asked = running.map((session) => ({ session, until: byItsClock(session, now) }))
  const costs = await costsUntil(trx, asked, rules)
  for (const { session, until } of asked) {
    const cost = costs.get(session.id)
    if (cost) await heed(trx, session, cost, until, rules)
  }
}

async function heed(trx: Trx, session: Session, costs: SessionCost, until: Date, rules: Rules): Promise<void> {
  const { limit_minor: limitMinor, limit_currency: currency } = session
  if (limitMinor === null || currency === null) return
  const costMinor = payable(costs.cost)
  const silentW = await ratingOf(trx, session, costs, until)
  const step = stepOf(session, costs, { costMinor, limitMinor, currency, until, silentW })
  if (step !== null) await meet(trx, session, step, costMinor, rules)
}

function stepOf(
  session: Session,
  costs: SessionCost,
  {
    costMinor,
    limitMinor,
    currency,
    until,
    silentW,
  }: { costMinor: number; limitMinor: number; currency: string; until: Date; silentW: number | null },
): Session['limit_step'] {
  // The tariff got another currency between hold and start. No amount of it can be held against the limit, so nothing may be used.
  if (costs.cost.currency !== currency) return costMinor > 0 ? 'REACHED' : null
  const ahead = costAhead(session, costs, new Date(until.getTime() + CHARGING_LIMITS.limitAheadMs), silentW)
  if (ahead.costMinor >= limitMinor && (ahead.mostMinor === null || ahead.mostMinor > limitMinor)) return 'REACHED'
  return costMinor >= limitMinor * CHARGING_LIMITS.limitNear ? 'NEAR' : null
}

/** The most that a connector gives, where its charger has told nothing for long of what flows; null as long as it may still speak. */
async function ratingOf(trx: Trx, session: Session, { pauses }: SessionCost, until: Date): Promise<number | null> {
  const { status, started_at, connector_id } = session
  if (status !== 'ACTIVE' || started_at === null || connector_id === null) return null
  const heardAt = Math.max(started_at.getTime(), session.last_sample_at?.getTime() ?? 0, resumedAt(pauses))
  if (until.getTime() - heardAt < CHARGING_LIMITS.meterSilentMs) return null
  return (await findConnector(trx, connector_id))?.max_power_w ?? null
}

/** A charger that could not be asked, or refused, is asked again. One that is offline is waited for. */
async function stopAgain(trx: Trx, session: Session, rules: Rules): Promise<void> {
  if ((await findStation(trx, session.station_id))?.online === false) return
  const asked = await requestStop(trx, session, rules)
  if (asked !== session) await touch(trx, asked)
}

/** Now, by the clock of the session's charger. */
function byItsClock({ started_at, start_heard_at, last_sample_at }: Session, now: Date): Date {
  const since = started_at === null || start_heard_at === null ? 0 : now.getTime() - start_heard_at.getTime()
  return new Date(Math.max((started_at ?? now).getTime() + Math.max(0, since), last_sample_at?.getTime() ?? 0))
}
