import { sql } from 'kysely'
import type { Db, Session } from '../tables.ts'

/** A stretch of a session's power. */
export interface PowerPoint {
  from: Date
  to: Date
  mean_w: number
  least_w: number
  most_w: number
  soc_percent: number | null
}

/**
 * The power of a session from its first to its last sample, in so many stretches of the same length; those without a sample are absent. A
 * sample without a power has the one that its register rose with since the last register.
 */
export async function powerProfile(db: Db, { id }: Pick<Session, 'id'>, points: number): Promise<PowerPoint[]> {
  const { rows } = await sql<PowerPoint>`
    WITH sample AS (
      SELECT at, soc_percent, coalesce(power_w, (register_wh - lag(register_wh) OVER registers) * 3600
        / nullif(extract(epoch FROM at - lag(at) OVER registers), 0)) AS power_w
      FROM meter_value WHERE session_id = ${id}
      WINDOW registers AS (PARTITION BY register_wh IS NULL ORDER BY at)
    ), span AS (
      SELECT min(at) AS first, greatest((max(at) - min(at)) / ${points}::integer, interval '1 second') AS length FROM sample
    ), placed AS (
      SELECT sample.*, first, length,
        least(floor(extract(epoch FROM at - first) / extract(epoch FROM length)), ${points}::integer - 1) AS place
      FROM sample, span
    )
    SELECT first + length * place AS "from", first + length * (place + 1) AS "to",
      round(avg(power_w))::integer AS mean_w, round(min(power_w))::integer AS least_w, round(max(power_w))::integer AS most_w,
      (array_agg(soc_percent ORDER BY at DESC) FILTER (WHERE soc_percent IS NOT NULL))[1] AS soc_percent
    FROM placed GROUP BY place, first, length HAVING count(power_w) > 0 ORDER BY place`.execute(db)
  return rows
}
