import { each, type Past } from '#db/past.ts'
import { meterKeyEvent } from './meter-key/meter-key.ts'
import { stationEvents } from './station.ts'
import type { StationsTables } from './tables.ts'
import { versionsOf } from './tariff/tariff.queries.ts'
import { versionEvent } from './tariff/tariff.ts'

/** What stations can say again: tariffs with all their versions, stations and meters' keys as they are. */
export const past: Past<StationsTables> = {
  'stations.tariff.saved': each(
    (trx) => trx.selectFrom('tariff').select('id'),
    ['id'],
    async (rows, trx) => {
      const ids = rows.map(({ id }) => id)
      const versions = await versionsOf(trx, ids)
      return versions.map((row) => ({ aggregateId: row.tariff_id, data: versionEvent(row), since: row.created_at }))
    },
  ),
  'stations.station.saved': each(
    (trx) => trx.selectFrom('station').selectAll(),
    ['id'],
    async (rows, trx) => (await stationEvents(trx, rows)).map((data) => ({ aggregateId: data.stationId, data })),
  ),
  'stations.meter-key.saved': each(
    (trx) => trx.selectFrom('meter_key').selectAll(),
    ['id'],
    (rows) => rows.map((row) => ({ aggregateId: row.id, data: meterKeyEvent(row), since: row.registered_at })),
  ),
}
