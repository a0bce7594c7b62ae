import { sql } from 'kysely'
import { STATIONS_LIMITS } from '../limits.ts'
import type { Trx } from '../tables.ts'

/**
 * Notes from when on a station's connectors are what they are now, where that has changed. The time before counts for its days. `at` is
 * when we heard of it. A word that comes late ends no state before it began. The station must be locked.
 */
export const noteStates = (trx: Trx, stationId: string, at: Date) =>
  sql`
    WITH is_now AS (
      SELECT connector.id, time_zone AS zone, CASE
        WHEN connector.retired_at IS NOT NULL OR station.online_at IS NULL THEN NULL
        WHEN NOT station.online THEN 'OFFLINE'
        WHEN 'FAULTED' IN (connector.status, station.status) THEN 'FAULTED'
        WHEN 'UNAVAILABLE' IN (connector.status, station.status) THEN 'UNAVAILABLE'
        WHEN connector.status <> 'UNKNOWN' THEN 'UP'
      END AS state
      FROM connector JOIN station ON station.id = connector.station_id WHERE station.id = ${stationId}
    ), turned AS (
      SELECT is_now.*, was.state AS before, was.since, greatest(${at}::timestamptz, was.since) AS at
      FROM is_now LEFT JOIN connector_state AS was ON was.connector_id = is_now.id
      WHERE is_now.state IS DISTINCT FROM was.state
    ), pieces AS (
      SELECT id, day, before, ms, 0 AS outages
      FROM turned CROSS JOIN LATERAL days_of(greatest(since, at - make_interval(days => ${STATIONS_LIMITS.uptimeDays})), at, zone)
      WHERE before IS NOT NULL
      UNION ALL
      SELECT id, (at AT TIME ZONE zone)::date, NULL, 0, 1 FROM turned WHERE before = 'UP' AND state IS NOT NULL
    ), counted AS (
      INSERT INTO connector_day AS had (connector_id, day, up_ms, unavailable_ms, faulted_ms, offline_ms, outages)
      SELECT id, day, coalesce(sum(ms) FILTER (WHERE before = 'UP'), 0), coalesce(sum(ms) FILTER (WHERE before = 'UNAVAILABLE'), 0),
        coalesce(sum(ms) FILTER (WHERE before = 'FAULTED'), 0), coalesce(sum(ms) FILTER (WHERE before = 'OFFLINE'), 0), sum(outages)
      FROM pieces GROUP BY id, day
      ON CONFLICT (connector_id, day) DO UPDATE SET
        up_ms = had.up_ms + excluded.up_ms, unavailable_ms = had.unavailable_ms + excluded.unavailable_ms,
        faulted_ms = had.faulted_ms + excluded.faulted_ms, offline_ms = had.offline_ms + excluded.offline_ms,
        outages = had.outages + excluded.outages
    )
    INSERT INTO connector_state (connector_id, state, since) SELECT id, state, at FROM turned
    ON CONFLICT (connector_id) DO UPDATE SET state = excluded.state, since = excluded.since`.execute(trx)
