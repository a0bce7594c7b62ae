import { sql } from 'kysely'
import type { Money } from '#lib/graph.ts'
import type { Db } from '../tables.ts'

/** What a driver charged in a month, by the clock of a time zone. */
export interface MonthRow {
  /** e.g. 2026-11 */
  month: string
  sessions: number
  energy_wh: number
  costs: Money[]
}

/**
 * A driver's months with sessions that are over, the newest first; a session counts where it began. Its costs are all its records together:
 * what was taken back is in them with what took it back. A held session has no bill, and does not count.
 */
export async function chargedByMonth(db: Db, userId: string, timeZone: string): Promise<MonthRow[]> {
  const { rows } = await sql<MonthRow>`
    WITH charged AS (
      SELECT id, energy_wh, to_char(started_at AT TIME ZONE ${timeZone}, 'YYYY-MM') AS month
      FROM session WHERE user_id = ${userId} AND status = 'COMPLETED' AND NOT held
    ), cost AS (
      SELECT month, currency, sum(coalesce(incl_vat_minor, excl_vat_minor))::bigint AS minor
      FROM cdr JOIN charged ON charged.id = cdr.session_id GROUP BY month, currency
    )
    SELECT month, count(*) AS sessions, sum(energy_wh)::bigint AS energy_wh,
      coalesce((SELECT jsonb_agg(jsonb_build_object('currency', currency, 'amountMinor', minor) ORDER BY currency)
        FROM cost WHERE cost.month = charged.month), '[]') AS costs
    FROM charged GROUP BY month ORDER BY month DESC`.execute(db)
  return rows
}
