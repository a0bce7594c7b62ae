import { many, one } from '#lib/graphql/loaders.ts'
import { connectors, connectorsOfEvses, connectorsOfStations } from './connector.queries.ts'
import { stationsAt } from './search/cluster.queries.ts'
import { openStations } from './hours.queries.ts'
import { evses, evsesOfStations, stations } from './station.queries.ts'
import type { Db } from './tables.ts'
import { currentTariffs, versionEnds } from './tariff/tariff.queries.ts'

export type Loaders = ReturnType<typeof createLoaders>

/** Batched look-ups of one request. */
export const createLoaders = (db: Db) => ({
  station: one(db, stations, 'id'),
  openStation: one(db, openStations, 'id'),
  stationAt: one(db, stationsAt, 'place'),
  evse: one(db, evses, 'id'),
  connector: one(db, connectors, 'id'),
  tariff: one(db, currentTariffs, 'tariff_id'),
  tariffEnd: one(db, versionEnds, 'key'),
  evsesOfStation: many(db, evsesOfStations, 'station_id'),
  connectorsOfEvse: many(db, connectorsOfEvses, 'evse_id'),
  connectorsOfStation: many(db, connectorsOfStations, 'station_id'),
})
