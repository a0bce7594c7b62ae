import { sql } from 'kysely'
import { daysAgo } from '#db/time.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import type { Db } from '../tables.ts'

/** Makes the partitions of this month and of the next ones. Gives how many there were none of. */
export async function makePartitions(db: Db): Promise<number> {
  const { meterValueMonthsAhead } = CHARGING_LIMITS
  const { rows } = await sql<{ made: number }>`SELECT make_meter_value_partitions(${meterValueMonthsAhead}) AS made`.execute(db)
  return rows[0]?.made ?? 0
}

/** Drops the partitions of months that nobody needs any more, and gives how many. */
export async function dropPartitions(db: Db): Promise<number> {
  const { meterValueDays } = CHARGING_LIMITS
  const { rows } = await sql<{ dropped: number }>`SELECT drop_meter_value_partitions(${meterValueDays}) AS dropped`.execute(db)
  return rows[0]?.dropped ?? 0
}

/** Sessions that are looked at in one statement: of each there may be `CHARGING_LIMITS.meterValues`. */
const SESSIONS_AT_ONCE = 10

/** Billed sessions that ended long ago. Those that another process works on are left to it. */
const old = (everySeconds: number | null, days: number) => sql`
  SELECT id FROM session
  WHERE status = 'COMPLETED' AND NOT held AND ended_at < ${daysAgo(days)}
    AND ${everySeconds === null ? sql`meter_value_every_s IS NOT NULL` : sql`meter_value_every_s < ${everySeconds}`}
  ORDER BY ended_at LIMIT ${SESSIONS_AT_ONCE} FOR UPDATE SKIP LOCKED`

/** How many sessions a round has looked at, and how many of their meter values it removed. */
export interface Removed {
  sessions: number
  values: number
}

/** Leaves one meter value for each stretch of so many seconds: the last in it, as it was measured, and the very first of the session. */
export async function thinMeterValues(db: Db, tier: { everySeconds: number; afterDays: number }): Promise<Removed> {
  const { everySeconds, afterDays } = tier
  const { rows } = await sql<Removed>`
    WITH old AS (${old(everySeconds, afterDays)}),
    placed AS (
      SELECT session_id, at,
        row_number() OVER (PARTITION BY session_id ORDER BY at) AS from_first,
        row_number() OVER (PARTITION BY session_id, floor(extract(epoch FROM at) / ${everySeconds}) ORDER BY at DESC) AS from_last
      FROM meter_value WHERE session_id IN (SELECT id FROM old)
    ), gone AS (
      DELETE FROM meter_value USING placed
      WHERE meter_value.session_id = placed.session_id AND meter_value.at = placed.at AND from_first > 1 AND from_last > 1
      RETURNING meter_value.session_id
    ), looked_at AS (
      UPDATE session SET meter_value_every_s = ${everySeconds},
        meter_values = meter_values - (SELECT count(*) FROM gone WHERE session_id = session.id)
      WHERE id IN (SELECT id FROM old) RETURNING id
    )
    SELECT (SELECT count(*) FROM looked_at) AS sessions, (SELECT count(*) FROM gone) AS "values"`.execute(db)
  return rows[0] ?? { sessions: 0, values: 0 }
}

/** Removes the meter values of sessions that ended long ago and are billed. */
export async function removeMeterValues(db: Db, days: number): Promise<Removed> {
  const { rows } = await sql<Removed>`
    WITH old AS (${old(null, days)}),
    gone AS (DELETE FROM meter_value WHERE session_id IN (SELECT id FROM old) RETURNING at),
    looked_at AS (
      UPDATE session SET meter_value_every_s = NULL, meter_values = 0 WHERE id IN (SELECT id FROM old) RETURNING id
    )
    SELECT (SELECT count(*) FROM looked_at) AS sessions, (SELECT count(*) FROM gone) AS "values"`.execute(db)
  return rows[0] ?? { sessions: 0, values: 0 }
}
