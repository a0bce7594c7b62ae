import { sql } from 'kysely'
import type { Trx } from '../tables.ts'

/** Keeps only so many rows of a charger in a table, the first in the order of a column. */
export async function keepFirst(
  trx: Trx,
  stationId: string,
  { table, by, most }: { table: 'configuration_key' | 'device_variable'; by: string; most: number },
): Promise<void> {
  const [rows, column] = [sql.table(table), sql.ref(by)]
  await sql`DELETE FROM ${rows} WHERE station_id = ${stationId} AND ${column} IN (
    SELECT ${column} FROM ${rows} WHERE station_id = ${stationId} ORDER BY ${column} OFFSET ${most})`.execute(trx)
}
