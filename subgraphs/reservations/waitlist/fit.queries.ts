import { sql } from 'kysely'
import { minutes } from '../lifecycle/due.queries.ts'
import type { Db, Terms, Trx } from '../tables.ts'
import { WAITLIST_LIMITS } from './limits.ts'

/** Who is next at a station, and what fits their wish. */
export interface Fit {
  entryId: string
  userId: string
  connectorId: string
  startsAt: Date
  endsAt: Date
  /** Until when it may be taken: never after it begins. */
  offerUntil: Date
}

const TAKES = sql`state IN ('PENDING', 'RESERVED', 'ACTIVE', 'FULFILLED')`

/**
 * The first in line for whom something is free, and the earliest slot that fits: at an EVSE that can be used, strong enough, neither taken nor
 * kept free, and while they have no other slot. Who owes money is passed over. What is free is found once for all of them: a thousand may wait,
 * and whoever books waits meanwhile.
 */
export async function nextFit(db: Db | Trx, stationId: string, { earlyStartMinutes, keptFree }: Terms): Promise<Fit | undefined> {
  const { leadMinutes, offerMinutes } = WAITLIST_LIMITS
  const { rows } = await sql<Fit>`
    WITH wish AS (
      SELECT *, make_interval(mins => minutes) AS lasts, greatest(from_at, now() + ${minutes(leadMinutes)}) AS earliest
      FROM waitlist_entry
      WHERE station_id = ${stationId} AND state = 'WAITING' AND until_at > now()
        AND NOT EXISTS (SELECT FROM payer WHERE payer.user_id = waitlist_entry.user_id AND standing = 'BLOCKED')
    ), span AS MATERIALIZED (
      SELECT *, tstzrange(earliest - ${minutes(earlyStartMinutes)}, greatest(earliest, until_at)) AS whole FROM wish
    ), own AS MATERIALIZED (
      SELECT span.id, range_agg(r.during) AS during FROM span JOIN reservation r ON r.user_id = span.user_id AND r.during && whole
      WHERE r.kind = 'BOOKING' AND r.${TAKES} GROUP BY span.id
    ), asked AS MATERIALIZED (
      SELECT range_merge(range_agg(whole)) AS within FROM span
    ), taken AS MATERIALIZED (
      SELECT r.evse_id, range_agg(r.during) AS during FROM asked, taken_at(${stationId}, within) r GROUP BY r.evse_id
    ), kept AS MATERIALIZED (
      SELECT full_at(${stationId}, within, ${keptFree}, NULL) AS during FROM asked
    ), room AS MATERIALIZED (
      SELECT connector.id AS connector_id, connector.max_power_w, evse.number AS evse_number, connector.number, free.gap AS free
      FROM asked CROSS JOIN kept CROSS JOIN evse JOIN connector ON connector.evse_id = evse.id AND NOT connector.retired
        LEFT JOIN taken ON taken.evse_id = evse.id
        CROSS JOIN LATERAL unnest(tstzmultirange(within) - coalesce(taken.during, '{}') - kept.during) AS free (gap)
      WHERE evse.station_id = ${stationId} AND NOT evse.retired AND NOT evse.out_of_order
    )
    SELECT span.id AS "entryId", span.user_id AS "userId", fit.connector_id AS "connectorId", fit.start AS "startsAt",
      fit.start + lasts AS "endsAt", least(now() + ${minutes(offerMinutes)}, fit.start) AS "offerUntil"
    -- In line before anything else is done: it ends with the first for whom there is something.
    FROM (SELECT span.*, own.during AS own FROM span LEFT JOIN own ON own.id = span.id ORDER BY place OFFSET 0) AS span CROSS JOIN LATERAL (
      SELECT room.connector_id, starts.start
      FROM room CROSS JOIN LATERAL unnest(tstzmultirange(room.free * whole) - coalesce(span.own, '{}')) AS gaps (gap),
        -- On a whole minute, as every slot.
        LATERAL (SELECT date_bin('1 minute', lower(gap) + ${minutes(earlyStartMinutes)} + interval '59.999999 seconds', 'epoch') AS start) AS starts
      WHERE room.max_power_w >= span.power_w AND room.free && whole AND upper(room.free * whole) - lower(room.free * whole) >= lasts
        AND starts.start + lasts <= upper(gap)
      ORDER BY starts.start, room.max_power_w, room.evse_number, room.number LIMIT 1) AS fit
    ORDER BY span.place LIMIT 1`.execute(db)
  return rows[0]
}
