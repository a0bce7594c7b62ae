import { sql } from 'kysely'
import type { Trx } from '../tables.ts'

/** Whether something became free at a station where somebody waits, which others have noted and nobody has looked at. */
export async function isLookedFor(trx: Trx, stationId: string): Promise<boolean> {
  const { rows } = await sql<{ due: boolean }>`SELECT EXISTS (SELECT FROM waitlist_due
    WHERE station_id = ${stationId} AND freed AND noted_by <> pg_current_xact_id()) AS due`.execute(trx)
  return rows[0]?.due ?? false
}
