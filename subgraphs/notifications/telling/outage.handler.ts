import type { EventEnvelope } from '#lib/events.ts'
import type { Services } from '../context.ts'
import { NOTIFICATIONS_LIMITS } from '../limits.ts'
import { notify } from '../notify.ts'
import type { Trx } from '../tables.ts'
import { saveConnection, takeOutages } from './outage.queries.ts'

export async function learnConnected(
  trx: Trx,
  { data, position = 0 }: EventEnvelope<'ocpp.charge-point.connected'>,
): Promise<void> {
  await saveConnection(trx, { station_id: data.stationId, offline_at: null, told: false, said: position })
}

/** A charger that was away before the box was there is known, and no news. */
export async function learnDisconnected(trx: Trx, event: EventEnvelope<'ocpp.charge-point.disconnected'>): Promise<void> {
  const { data, position = 0, page } = event
  await saveConnection(trx, {
    station_id: data.stationId,
    offline_at: new Date(data.at),
    told: page !== undefined,
    said: position,
  })
}

/** Tells operators of chargers that have been away for some minutes: a moment without a connection is nothing. */
export async function tellOutages({ db }: Pick<Services, 'db'>): Promise<void> {
  let taken: number
  do
    taken = await db.transaction().execute(async (trx) => {
      const outages = await takeOutages(trx)
      for (const { station_id: stationId, offline_at, operator_id: userId, name, time_zone } of outages) {
        const offlineAt = offline_at?.toISOString() ?? ''
        const params = { stationName: name, stationZone: time_zone, offlineAt }
        await notify(trx, {
          userId,
          kind: 'CHARGER_OFFLINE',
          cause: `${stationId} ${offlineAt}`,
          params,
          link: `/stations/${stationId}`,
        })
      }
      return outages.length
    })
  while (taken === NOTIFICATIONS_LIMITS.tellingAtOnce)
}
