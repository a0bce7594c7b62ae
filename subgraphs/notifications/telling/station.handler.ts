import type { EventEnvelope } from '#lib/events.ts'
import type { Trx } from '../tables.ts'
import { placeOf, saveStation } from './station.queries.ts'
import { tell } from './tell.ts'

/** Keeps what a station is called. */
export async function learnStation(trx: Trx, { data, position = 0 }: EventEnvelope<'stations.station.saved'>): Promise<void> {
  const { stationId, operatorId, address, identity, timeZone } = data
  await saveStation(trx, {
    station_id: stationId,
    operator_id: operatorId,
    name: address?.name ?? identity,
    time_zone: timeZone ?? null,
    said: position,
  })
}

/** Tells who waits for a favourite of theirs that somebody can charge there. */
export async function tellFree(trx: Trx, event: EventEnvelope<'favourites.station.freed'>): Promise<void> {
  const { userId, stationId, freedAt } = event.data
  const { stationName } = await placeOf(trx, stationId)
  const link = `/stations/${stationId}`
  await tell(trx, event, 'STATION_FREE', { userId, cause: `${stationId} ${freedAt}`, params: { stationName }, link })
}
