import type { Connector, Db, Status, StationsTables, Trx } from './tables.ts'
import type { Insertable } from 'kysely'

/** Connectors, with those columns of their station that their availability depends on. */
export const withStation = (db: Db) =>
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
