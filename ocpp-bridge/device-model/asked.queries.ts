import { sql } from 'kysely'
import { OCPP_LIMITS } from '../limits.ts'
import type { Trx } from '../tables.ts'

/** Some chargers that have booted since they were last asked, and of which neither settings nor device model are known. Each is given once. */
export async function takeUnknown(trx: Trx): Promise<{ station_id: string; ocpp_version: string }[]> {
  const { rows } = await sql<{ station_id: string; ocpp_version: string }>`
    INSERT INTO charge_point_asked (station_id, asked_at)
      SELECT c.station_id, now() FROM charge_point c JOIN connection USING (station_id)
        LEFT JOIN charge_point_asked asked ON asked.station_id = c.station_id
        WHERE c.booted_at > coalesce(asked.asked_at, '-infinity')
          AND coalesce(asked.asked_at, '-infinity') < now() - make_interval(hours => ${OCPP_LIMITS.askAgainHours})
          AND NOT EXISTS (SELECT FROM configuration_key k WHERE k.station_id = c.station_id)
          AND NOT EXISTS (SELECT FROM device_variable v WHERE v.station_id = c.station_id)
        ORDER BY c.booted_at LIMIT ${OCPP_LIMITS.askAtOnce}
    -- Another process may have asked meanwhile.
    ON CONFLICT (station_id) DO UPDATE SET asked_at = excluded.asked_at
      WHERE charge_point_asked.asked_at < now() - make_interval(hours => ${OCPP_LIMITS.askAgainHours})
    RETURNING station_id, (SELECT ocpp_version FROM charge_point c WHERE c.station_id = charge_point_asked.station_id)`.execute(trx)
  return rows
}
