import { sql, type Selectable } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { ConnectionIntervalTable, Db, Trx } from '../tables.ts'

export type IntervalRow = Selectable<ConnectionIntervalTable>

/**
 * Ends the intervals of chargers that have no connection any more: now, or when they were last seen. If a charger has too many intervals,
 * its oldest go, and its uptime counts from there.
 */
export async function endIntervals(trx: Trx, gone: readonly { stationId: string; seenAt: Date | null }[]): Promise<void> {
  await sql`
    WITH gone AS (
      SELECT * FROM unnest(
        ${gone.map(({ stationId }) => stationId)}::uuid[], ${gone.map(({ seenAt }) => seenAt?.toISOString() ?? null)}::timestamptz[]
      ) AS one (station_id, seen_at)
    ), ended AS (
      UPDATE connection_interval AS i SET ended_at = greatest(began_at, coalesce(seen_at, clock_timestamp()))
      FROM gone WHERE i.station_id = gone.station_id AND ended_at IS NULL
        AND NOT EXISTS (SELECT FROM connection WHERE connection.station_id = gone.station_id)
    ), dropped AS (
      DELETE FROM connection_interval AS i USING gone WHERE i.station_id = gone.station_id AND began_at < (
        SELECT began_at FROM connection_interval AS kept WHERE kept.station_id = gone.station_id
        ORDER BY began_at DESC OFFSET ${OCPP_LIMITS.ofOneCharger.intervals - 1} LIMIT 1)
      RETURNING i.station_id, ended_at
    )
    UPDATE charge_point SET intervals_since = until
    FROM (SELECT station_id, max(ended_at) AS until FROM dropped GROUP BY station_id) AS oldest
    WHERE charge_point.station_id = oldest.station_id AND until > intervals_since`.execute(trx)
}

/** The intervals of a charger, the newest first. */
export const intervalsOf = (db: Db, stationId: string, page: PageRequest): Promise<IntervalRow[]> =>
  pageBy(
    db.selectFrom('connection_interval').selectAll().where('station_id', '=', stationId),
    [['began_at', 'timestamptz']],
    'desc',
    page,
  )

/** How much of some days a charger was connected. */
export interface Uptime {
  station_id: string
  days: number
  since: Date
  /** Of the time since. */
  seconds: number
  connected_seconds: number
}

/** The uptime of each of these chargers over 1, 7 and 30 days. What nobody has watched does not count, neither for nor against it. */
export async function uptimes(db: Db, stationIds: readonly string[]): Promise<Uptime[]> {
  const { rows } = await sql<Uptime>`
    SELECT charge_point.station_id, days, since, extract(epoch FROM now() - since)::float8 AS seconds,
      coalesce(sum(extract(epoch FROM coalesce(ended_at, now()) - greatest(began_at, since))), 0)::float8 AS connected_seconds
    FROM charge_point
    CROSS JOIN unnest(ARRAY[1, 7, 30]) AS days
    CROSS JOIN LATERAL (SELECT greatest(intervals_since, now() - make_interval(days => days)) AS since) AS window_of
    LEFT JOIN connection_interval AS i ON i.station_id = charge_point.station_id
      AND began_at < now() AND coalesce(ended_at, 'infinity') > since
    WHERE charge_point.station_id = ANY(${[...stationIds]})
    GROUP BY charge_point.station_id, days, since
    ORDER BY days`.execute(db)
  return rows
}
