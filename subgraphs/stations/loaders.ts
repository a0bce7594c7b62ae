import { many, one } from '#lib/loaders.ts'
import { connectors, connectorsOfEvses, connectorsOfStations } from './connector.queries.ts'
import { evses, evsesOfStations, stations } from './station.queries.ts'
import type { Db } from './tables.ts'
import { currentTariffs } from './tariff.queries.ts'

export type Loaders = ReturnType<typeof createLoaders>

/**
 * Batched look-ups of one request. Nothing is remembered between batches: the context of a subscription lives as long as its
 * stream, and must see each state as it is.
 */
export const createLoaders = (db: Db) => ({
  station: one(
    (ids) => stations(db, ids),
    (row) => row.id,
  ),
  evse: one(
    (ids) => evses(db, ids),
    (row) => row.id,
  ),
  connector: one(
    (ids) => connectors(db, ids),
    (row) => row.id,
  ),
  tariff: one(
    (ids) => currentTariffs(db, ids),
    (row) => row.tariff_id,
  ),
  evsesOfStation: many(
    (ids) => evsesOfStations(db, ids),
    (row) => row.station_id,
  ),
  connectorsOfEvse: many(
    (ids) => connectorsOfEvses(db, ids),
    (row) => row.evse_id,
  ),
  connectorsOfStation: many(
    (ids) => connectorsOfStations(db, ids),
    (row) => row.station_id,
  ),
})
