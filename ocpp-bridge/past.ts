import { each, type Past } from '#db/past.ts'
import { statusOf } from './transactions/connector.queries.ts'
import type { OcppTables } from './tables.ts'

/**
 * What the bridge can say again: how each charger is. Of transactions it keeps only what it needs to work them; what came of them,
 * charging can say. Nobody is told that a charger is away: that is what is taken for true until it connects.
 */
export const past: Past<OcppTables> = {
  'ocpp.charge-point.booted': each(
    (trx) => trx.selectFrom('charge_point').selectAll(),
    ['station_id'],
    (rows) =>
      rows.flatMap(({ station_id: stationId, vendor, model, firmware, ocpp_version: ocppVersion, booted_at: since }) =>
        vendor === null || model === null || ocppVersion === null || since === null
          ? []
          : [{ aggregateId: stationId, data: { stationId, vendor, model, firmware, ocppVersion }, since }],
      ),
  ),
  'ocpp.charge-point.connected': each(
    (trx) => trx.selectFrom('connection').selectAll(),
    ['identity'],
    (rows) =>
      rows.map(({ station_id: stationId, ocpp_version: ocppVersion, connected_at: since }) => ({
        aggregateId: stationId,
        data: { stationId, ocppVersion, at: since.toISOString() },
        since,
      })),
  ),
  'ocpp.connector.status-changed': each(
    (trx) => trx.selectFrom('connector_status').selectAll(),
    ['station_id', 'evse_number', 'connector_number'],
    (rows) => rows.map((row) => ({ aggregateId: row.station_id, data: statusOf(row), since: row.said_at })),
  ),
}
