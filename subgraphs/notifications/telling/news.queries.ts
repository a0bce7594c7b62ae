import { sql } from 'kysely'
import type { Trx } from '../tables.ts'

/** Whether something is younger than that by the database's clock, and whether this user is still here: money is heard of who has left, too. */
export const isWorthTelling = async (trx: Trx, userId: string, occurredAt: string, maxAgeMs: number | null): Promise<boolean> => {
  const { rows } = await sql<{ worth: boolean }>`SELECT NOT EXISTS (SELECT FROM forgotten WHERE user_id = ${userId})
    AND (${maxAgeMs}::double precision IS NULL
      OR now() - ${occurredAt}::timestamptz < make_interval(secs => ${maxAgeMs}::double precision / 1000)) AS worth`.execute(trx)
  return rows[0]?.worth === true
}
