import { sql } from 'kysely'
import type { PageRequest } from '#lib/pagination.ts'
import type { Connector, ConnectorStandard, Db, Status, StationsTables, Trx } from './tables.ts'
import type { Insertable } from 'kysely'

const withStation = (db: Db) =>
  db
    .selectFrom('connector')
    .innerJoin('station', 'station.id', 'connector.station_id')
    .selectAll('connector')
    .select(['station.status as station_status', 'station.online as station_online'])

export const connectors = (db: Db, ids: readonly string[]): Promise<Connector[]> =>
  withStation(db).where('connector.id', 'in', ids).execute()

export const connectorsOfEvses = (db: Db, ids: readonly string[]): Promise<Connector[]> =>
  withStation(db).where('connector.evse_id', 'in', ids).orderBy('connector.number').execute()

export const connectorsOfStations = (db: Db, ids: readonly string[]): Promise<Connector[]> =>
  withStation(db).where('connector.station_id', 'in', ids).orderBy('connector.evse_id').orderBy('connector.number').execute()

export const insertConnectors = (trx: Trx, rows: readonly Insertable<StationsTables['connector']>[]): Promise<unknown> =>
  trx.insertInto('connector').values(rows).execute()

export const setTariff = (trx: Trx, id: string, tariffId: string | null): Promise<unknown> =>
  trx.updateTable('connector').set({ tariff_id: tariffId }).where('id', '=', id).execute()

/** An older word changes nothing. A connector that we do not know is not added. */
export const saveConnectorStatus = (
  trx: Trx,
  place: { stationId: string; evseNumber: number; connectorNumber: number },
  report: { status: Status; errorCode: string | null; at: Date; heardAt: Date },
): Promise<unknown> =>
  trx
    .updateTable('connector')
    .from('evse')
    .set({ status: report.status, status_at: report.at, status_heard_at: report.heardAt, error_code: report.errorCode })
    .whereRef('evse.id', '=', 'connector.evse_id')
    .where('evse.station_id', '=', place.stationId)
    .where('evse.number', '=', place.evseNumber)
    .where('connector.number', '=', place.connectorNumber)
    .where((eb) => eb.or([eb('connector.status_heard_at', 'is', null), eb('connector.status_heard_at', '<=', report.heardAt)]))
    .execute()

export interface NearestFilter {
  latitude: number
  longitude: number
  /** Metres on the earth's surface. */
  withinM: number
  minPowerW?: number | null | undefined
  standards?: readonly ConnectorStandard[] | null | undefined
  onlyAvailable?: boolean | null | undefined
}

export type NearConnector = Connector & { distance_m: number }

/**
 * Connectors by distance, then id, only forward. The index on `station.position` finds the square around the place; what is outside the
 * circle is cut off.
 */
export function nearestConnectors(
  db: Db,
  filter: NearestFilter,
  page: Pick<PageRequest, 'past' | 'limit'>,
): Promise<NearConnector[]> {
  const here = sql`ll_to_earth(${filter.latitude}, ${filter.longitude})`
  const distance = sql<number>`earth_distance(station.position, ${here})`
  let query = withStation(db)
    .select(distance.as('distance_m'))
    .where(sql<boolean>`station.position <@ earth_box(${here}, ${filter.withinM})`)
    .where(distance, '<=', filter.withinM)
  if (filter.minPowerW != null) query = query.where('connector.max_power_w', '>=', filter.minPowerW)
  if (filter.standards != null) query = query.where('connector.standard', 'in', filter.standards)
  if (filter.onlyAvailable) query = query.where(available)
  if (page.past) query = query.where(sql<boolean>`(${distance}, connector.id) > (${page.past[0]}::float8, ${page.past[1]}::uuid)`)
  return query.orderBy(distance).orderBy('connector.id').limit(page.limit).execute()
}

/** True if it is free to use now: itself and its station, and no other connector of the EVSE has the power. */
const available = sql<boolean>`
  connector.status = 'AVAILABLE' AND station.online AND station.status NOT IN ('UNAVAILABLE', 'FAULTED')
  AND NOT EXISTS (SELECT FROM connector AS sibling WHERE sibling.evse_id = connector.evse_id
    AND sibling.status IN ('PREPARING', 'CHARGING', 'SUSPENDED', 'FINISHING', 'RESERVED'))`
