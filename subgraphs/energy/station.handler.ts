import type { EventEnvelope } from '#lib/events.ts'
import { saveStation } from './site.queries.ts'
import type { Trx } from './tables.ts'

/** What stations says of a station. */
export const learnStation = (trx: Trx, { data, position }: EventEnvelope<'stations.station.saved'>): Promise<void> =>
  saveStation(trx, { id: data.stationId, operator_id: data.operatorId, evses: JSON.stringify(data.evses), said: position ?? 0 })
