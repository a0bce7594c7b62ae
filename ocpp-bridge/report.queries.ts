import { sql } from 'kysely'
import type { Db, Trx } from './tables.ts'

/** A number by which a charger's report will say what it answers. */
export async function nextRequestNumber(db: Db): Promise<number> {
  const { rows } = await sql<{ number: number }>`SELECT nextval('request_number')::int AS number`.execute(db)
  return rows[0]?.number ?? 1
}

/** What a report of this number answers; undefined if nothing that was asked of this charger. */
export const findReportRequest = (trx: Trx, stationId: string, kind: string, number: number) =>
  trx
    .selectFrom('charge_point_command')
    .select(['id', 'input'])
    .where('station_id', '=', stationId)
    .where('kind', '=', kind)
    .where(sql`request->>'requestId'`, '=', String(number))
    .executeTakeFirst()

/** A report of everything is complete: rows of a charger that it did not tell are gone. Without a number there is nothing. */
export async function deleteUnreported(
  trx: Trx,
  table: 'monitor' | 'display_message',
  stationId: string,
  number: number | null,
): Promise<void> {
  await sql`DELETE FROM ${sql.table(table)} WHERE station_id = ${stationId}
    AND (reported_by IS DISTINCT FROM ${number}::int OR ${number}::int IS NULL)`.execute(trx)
}
