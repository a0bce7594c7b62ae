import { saveTariff } from '#db/tariff-version.ts'
import type { EventEnvelope } from '#lib/events.ts'
import { settle } from './billing/cdr.ts'
import type { Rules, Services } from './context.ts'
import { withFlags } from './flags.ts'
import { billedUntil, costNow, resolvePrice } from './billing/price.ts'
import { saveConnectorStatus, saveIdToken, saveOnline, saveStation } from './projection.queries.ts'
import { ratingFlags } from './billing/rating-flags.ts'
import { changeSession, lockNobodys, lockOwnable, lockPriceable, lockUnpriced } from './session.queries.ts'
import { touch } from './session.ts'
import type { Session, Trx } from './tables.ts'

/**
 * What other boxes say, and the sessions that waited for it: these events may come after those of the sessions that need them. The time at
 * which we heard a word tells which is the last one, because chargers' clocks may be wrong.
 */

export async function learnStation(trx: Trx, event: EventEnvelope<'stations.station.saved'>, rules: Rules): Promise<void> {
  await saveStation(trx, event)
  await closePrices(trx, { stationId: event.data.stationId }, rules)
}

export async function learnTariff(trx: Trx, { data }: EventEnvelope<'stations.tariff.saved'>, rules: Rules): Promise<void> {
  await saveTariff(trx, data)
  await closePrices(trx, { tariffId: data.tariffId }, rules)
}

export async function learnIdToken(trx: Trx, event: EventEnvelope<'accounts.id-token.issued'>): Promise<void> {
  const issuedAt = await saveIdToken(trx, event)
  if (event.data.type === 'APP') return
  for (const { id } of await lockNobodys(trx, event.data.value, event.data.partnerId ?? null, issuedAt))
    await touch(trx, await changeSession(trx, id, { user_id: event.data.userId }))
}

export async function learnStatus(trx: Trx, event: EventEnvelope<'ocpp.connector.status-changed'>): Promise<void> {
  await saveConnectorStatus(trx, event.data, new Date(event.occurredAt))
}

export async function learnConnection(
  trx: Trx,
  event: EventEnvelope<'ocpp.charge-point.connected' | 'ocpp.charge-point.disconnected'>,
  online: boolean,
): Promise<void> {
  await saveOnline(trx, event.data.stationId, online, new Date(event.occurredAt))
}

/**
 * Finds sessions that were missed by two transactions that did not see each other: that of the session, which looked for its station,
 * tariff or user, and the one that brought it and looked for sessions.
 */
export function mendSessions({ db, config }: Pick<Services, 'db' | 'config'>): Promise<void> {
  return db.transaction().execute(async (trx) => {
    for (const { id, owner } of await lockOwnable(trx)) await touch(trx, await changeSession(trx, id, { user_id: owner }))
    for (const session of await lockPriceable(trx)) await closePrice(trx, session, config)
  })
}

async function closePrices(trx: Trx, by: { stationId: string } | { tariffId: string }, rules: Rules): Promise<void> {
  for (const session of await lockUnpriced(trx, by)) await closePrice(trx, session, rules)
}

async function closePrice(trx: Trx, session: Session, rules: Rules): Promise<void> {
  const price = await resolvePrice(trx, session, rules)
  const priced = await changeSession(trx, session.id, {
    ...price,
    // It ended before its connector was known here.
    flags: withFlags(price.flags ?? session.flags, await ratingFlags(trx, session)),
  })
  const until = billedUntil(priced) ?? priced.last_sample_at ?? priced.started_at
  const running = await changeSession(trx, session.id, await costNow(trx, priced, until, rules))
  await touch(trx, running)
  await settle(trx, running, rules)
}
