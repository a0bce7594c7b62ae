import { sql, type RawBuilder } from 'kysely'
import type { Money } from '#lib/graph.ts'
import type { Db } from '../tables.ts'

/** Which stations, and of what time. */
export interface UseOf {
  /** Null: of all operators. */
  operatorId: string | null
  stationId: string | null
  from: Date
  until: Date
}

/** An hour of a weekday, by the clocks of the stations. */
export interface HourRow {
  weekday: number
  hour: number
  /** Seconds in which a vehicle charged or stood there, of all connectors together. */
  busy_seconds: number
  /** Seconds that there were, of all connectors together. */
  seconds: number
}

export interface DayRow {
  /** e.g. 2026-11-22 */
  day: string
  sessions: number
  energy_wh: number
  revenue: Money[]
}

const chosen = ({ operatorId, stationId }: UseOf): RawBuilder<unknown> => sql`
  SELECT station.id, coalesce(station.time_zone, 'UTC') AS zone, count(connector.id) AS connectors
  FROM station JOIN connector ON connector.station_id = station.id AND NOT connector.retired
  WHERE (${operatorId}::uuid IS NULL OR station.operator_id = ${operatorId}::uuid)
    AND (${stationId}::uuid IS NULL OR station.id = ${stationId}::uuid)
  GROUP BY station.id`

/** How connectors were used in each hour of the week. Hours are counted one by one, so that one that a clock leaves out is none. */
export async function useByHour(db: Db, use: UseOf): Promise<HourRow[]> {
  const { rows } = await sql<HourRow>`
    WITH chosen AS (${chosen(use)}), zones AS (
      SELECT zone, sum(connectors) AS connectors FROM chosen GROUP BY zone
    ), there AS (
      SELECT extract(isodow FROM at AT TIME ZONE zone) AS weekday, extract(hour FROM at AT TIME ZONE zone) AS hour,
        sum(connectors * extract(epoch FROM least(at + interval '1 hour', ${use.until}::timestamptz) - greatest(at, ${use.from}::timestamptz)))
          AS seconds
      FROM zones
      CROSS JOIN LATERAL generate_series(date_trunc('hour', ${use.from}::timestamptz, zone), ${use.until}::timestamptz, interval '1 hour') AS at
      WHERE at < ${use.until}
      GROUP BY 1, 2
    ), busy AS (
      SELECT extract(isodow FROM at AT TIME ZONE zone) AS weekday, extract(hour FROM at AT TIME ZONE zone) AS hour,
        sum(extract(epoch FROM least(at + interval '1 hour', upto) - greatest(at, since))) AS busy_seconds
      FROM session JOIN chosen ON chosen.id = session.station_id
      CROSS JOIN LATERAL (SELECT greatest(started_at, ${use.from}::timestamptz) AS since,
        least(coalesce(ended_at, now()), ${use.until}::timestamptz) AS upto) AS inside
      CROSS JOIN LATERAL generate_series(date_trunc('hour', since, zone), upto, interval '1 hour') AS at
      WHERE started_at < ${use.until} AND coalesce(ended_at, now()) > ${use.from} AND at < upto
      GROUP BY 1, 2
    )
    SELECT weekday::integer, hour::integer, least(coalesce(busy_seconds, 0), seconds)::float8 AS busy_seconds, seconds::float8
    FROM there LEFT JOIN busy USING (weekday, hour) ORDER BY weekday, hour`.execute(db)
  return rows
}

/** What was charged on each day that had sessions, by the clocks of the stations; a session counts where it began. */
export async function useByDay(db: Db, use: UseOf): Promise<DayRow[]> {
  const { rows } = await sql<DayRow>`
    WITH chosen AS (${chosen(use)}), charged AS (
      SELECT session.id, energy_wh, to_char(started_at AT TIME ZONE zone, 'YYYY-MM-DD') AS day
      FROM session JOIN chosen ON chosen.id = session.station_id
      WHERE status = 'COMPLETED' AND started_at >= ${use.from} AND started_at < ${use.until}
    ), billed AS (
      SELECT day, currency, sum(coalesce(incl_vat_minor, excl_vat_minor))::bigint AS minor
      FROM cdr JOIN charged ON charged.id = cdr.session_id GROUP BY day, currency
    )
    SELECT day, count(*)::integer AS sessions, sum(energy_wh)::bigint AS energy_wh,
      coalesce((SELECT jsonb_agg(jsonb_build_object('currency', currency, 'amountMinor', minor) ORDER BY currency)
        FROM billed WHERE billed.day = charged.day), '[]') AS revenue
    FROM charged GROUP BY day ORDER BY day`.execute(db)
  return rows
}
