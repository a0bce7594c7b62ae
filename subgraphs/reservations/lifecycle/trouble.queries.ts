import { sql } from 'kysely'
import type { Trx } from '../tables.ts'

/** Notes since when a station's charger is offline or an EVSE of it out of order, or that it is not any more, by what is known of them. */
export async function noteTroubles(trx: Trx, stationId: string, at: Date): Promise<void> {
  await sql`
    WITH now_wrong AS (
      SELECT id AS station_id, NULL::uuid AS evse_id, 'OFFLINE' AS kind FROM station WHERE id = ${stationId} AND online = false
      UNION ALL
      SELECT station_id, id, 'OUT_OF_ORDER' FROM evse WHERE station_id = ${stationId} AND out_of_order AND NOT retired
    ), over AS (
      UPDATE trouble SET ended_at = greatest(began_at, ${at})
      WHERE station_id = ${stationId} AND ended_at IS NULL
        AND NOT EXISTS (SELECT FROM now_wrong WHERE now_wrong.evse_id IS NOT DISTINCT FROM trouble.evse_id)
    )
    INSERT INTO trouble (station_id, evse_id, kind, began_at)
    SELECT station_id, evse_id, kind, ${at} FROM now_wrong
    ON CONFLICT (station_id, evse_id) WHERE ended_at IS NULL DO NOTHING`.execute(trx)
}
