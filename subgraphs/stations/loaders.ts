import { operates } from '#lib/access.ts'
import type { Caller } from '#lib/auth.ts'
import { many, one } from '#lib/graphql/loaders.ts'
import { connectors, connectorsOfEvses, connectorsOfStations } from './connector.queries.ts'
import { stationsAt } from './search/cluster.queries.ts'
import { openStations } from './hours.queries.ts'
import { evses, evsesOfStations, stations } from './station.queries.ts'
import type { Db } from './tables.ts'
import { currentTariffs, tariffs, versionEnds } from './tariff/tariff.queries.ts'

/** The same look-up, in which a key of the sandbox finds what is at stations of its own alone. */
function inWorldOf<Row>(
  caller: Caller,
  load: (db: Db, ids: readonly string[]) => Promise<Row[]>,
  stationOf: (row: Row) => string,
): typeof load {
  if (caller.kind !== 'client' || !caller.sandbox) return load
  return async (db, ids) => {
    const rows = await load(db, ids)
    const at = rows.length > 0 ? await stations(db, rows.map(stationOf)) : []
    const own = new Set(at.filter((station) => operates(caller, station.operator_id)).map(({ id }) => id))
    return rows.filter((row) => own.has(stationOf(row)))
  }
}

export type Loaders = ReturnType<typeof createLoaders>

/** Batched look-ups of one request. What anybody may look up by its id, keys of the sandbox may where it is theirs. */
export const createLoaders = (db: Db, caller: Caller) => ({
  station: one(
    db,
    inWorldOf(caller, stations, ({ id }) => id),
    'id',
  ),
  openStation: one(
    db,
    inWorldOf(caller, openStations, ({ id }) => id),
    'id',
  ),
  stationAt: one(db, stationsAt, 'place'),
  evse: one(
    db,
    inWorldOf(caller, evses, (evse) => evse.station_id),
    'id',
  ),
  connector: one(
    db,
    inWorldOf(caller, connectors, (connector) => connector.station_id),
    'id',
  ),
  tariff: one(db, currentTariffs, 'tariff_id'),
  tariffOwner: one(db, tariffs, 'id'),
  tariffEnd: one(db, versionEnds, 'key'),
  evsesOfStation: many(db, evsesOfStations, 'station_id'),
  connectorsOfEvse: many(db, connectorsOfEvses, 'evse_id'),
  connectorsOfStation: many(db, connectorsOfStations, 'station_id'),
})
