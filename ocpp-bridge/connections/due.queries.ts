import { sql } from 'kysely'
import type { Db } from '../tables.ts'

/** Those of these stations whose chargers are to be asked or told something: by a driver's command, an operator's, or the price of a session. */
export async function stationsWithWork(db: Db, stationIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT station AS id FROM unnest(${[...stationIds]}::uuid[]) AS station
    WHERE EXISTS (SELECT FROM command WHERE station_id = station AND state = 'pending')
      OR EXISTS (SELECT FROM charge_point_command WHERE station_id = station AND state = 'PENDING')
      OR EXISTS (SELECT FROM running_cost WHERE station_id = station AND due)`.execute(db)
  return rows.map(({ id }) => id)
}
