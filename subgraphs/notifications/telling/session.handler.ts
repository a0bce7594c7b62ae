import type { EventEnvelope } from '#lib/events.ts'
import type { Trx } from '../tables.ts'
import type { ParamsOf } from '../templates/params.ts'
import { placeOf } from './station.queries.ts'
import { tell } from './tell.ts'

/** Those that texts have words for. */
const FAILURES = ['REJECTED', 'OFFLINE', 'TIMEOUT', 'EXPIRED', 'UNKNOWN_STATION', 'CANCELLED', 'CONNECTOR_TAKEN'] as const

const linkOf = (sessionId: string): string => `/sessions/${sessionId}`

/** Tells a driver that their vehicle charges. What comes to light later is told by its end. */
export async function tellStarted(trx: Trx, event: EventEnvelope<'charging.session.started'>): Promise<void> {
  const { sessionId, userId, stationId, startedAt, offline } = event.data
  if (offline) return
  const params = { ...(await placeOf(trx, stationId)), startedAt }
  await tell(trx, event, 'CHARGING_STARTED', { userId, cause: sessionId, params, link: linkOf(sessionId) })
}

/** Tells a driver that a start came to nothing, and why. */
export async function tellFailed(trx: Trx, event: EventEnvelope<'charging.session.failed'>): Promise<void> {
  const { sessionId, userId, stationId, failure } = event.data
  const { stationName } = await placeOf(trx, stationId ?? sessionId)
  const params = { stationName, failure: FAILURES.find((known) => known === failure) ?? ('OTHER' as const) }
  await tell(trx, event, 'CHARGING_FAILED', { userId, cause: sessionId, params, link: linkOf(sessionId) })
}

/** Tells a driver that standing there costs something soon; again if the vehicle charges meanwhile and stands anew. */
export async function tellIdle(trx: Trx, event: EventEnvelope<'charging.idle.near'>): Promise<void> {
  const { sessionId, userId, stationId, billedFrom } = event.data
  const params = { ...(await placeOf(trx, stationId)), idleAt: billedFrom }
  await tell(trx, event, 'IDLE_SOON', { userId, cause: `${sessionId} ${billedFrom}`, params, link: linkOf(sessionId) })
}

/** Tells a driver that somebody else's slot begins soon where they charge, and once more when it has begun. */
export async function tellBooked(trx: Trx, event: EventEnvelope<'charging.slot.neared'>): Promise<void> {
  const { sessionId, userId, reservationId, stationId, evseNumber, step, at } = event.data
  const params = { ...(await placeOf(trx, stationId)), evseNumber, bookedAt: at, begun: step === 'NOW' }
  await tell(trx, event, 'EVSE_BOOKED', { userId, cause: `${sessionId} ${reservationId} ${step}`, params, link: linkOf(sessionId) })
}

/** Tells a driver what they have charged, once: a correction is told by its bill. */
export async function tellComplete(trx: Trx, event: EventEnvelope<'charging.session.completed'>): Promise<void> {
  const { sessionId, userId, stationId, endedAt, energyWh } = event.data
  const params = { ...(await placeOf(trx, stationId)), endedAt, energyWh }
  await tell(trx, event, 'CHARGING_COMPLETE', { userId, cause: sessionId, params, link: linkOf(sessionId) })
}

/** Tells a driver that a session is about to cost what is set aside for it, and that it stops. */
export async function tellLimit(trx: Trx, event: EventEnvelope<'charging.limit.met'>): Promise<void> {
  const { sessionId, userId, step, costMinor, limitMinor, currency } = event.data
  const params: ParamsOf['CHARGING_LIMIT'] = { step, costMinor, limitMinor, currency }
  await tell(trx, event, 'CHARGING_LIMIT', { userId, cause: `${sessionId} ${step}`, params, link: linkOf(sessionId) })
}
