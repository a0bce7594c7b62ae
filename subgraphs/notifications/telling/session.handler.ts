import type { EventEnvelope } from '#lib/events.ts'
import type { Trx } from '../tables.ts'
import type { ParamsOf } from '../templates/params.ts'
import { placeOf } from './station.queries.ts'
import { tell } from './tell.ts'

const linkOf = (sessionId: string): string => `/sessions/${sessionId}`

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
