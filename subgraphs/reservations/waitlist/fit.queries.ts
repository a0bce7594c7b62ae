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
 * kept free, and while they have no other slot. Who owes money is passed over.
 */
export async function nextFit(db: Db | Trx, stationId: string, { earlyStartMinutes, keptFree }: Terms): Promise<Fit | undefined> {
  const { leadMinutes, offerMinutes } = WAITLIST_LIMITS
  const { rows } = await sql<Fit>`
    WITH wish AS (
      SELECT *, make_interval(mins => minutes) AS lasts, greatest(from_at, now() + ${minutes(leadMinutes)}) AS earliest
      FROM waitlist_entry
      WHERE station_id = ${stationId} AND state = 'WAITING' AND until_at > now()
        AND NOT EXISTS (SELECT FROM payer WHERE payer.user_id = waitlist_entry.user_id AND standing = 'BLOCKED')
    ), span AS (
      SELECT *, tstzrange(earliest - ${minutes(earlyStartMinutes)}, greatest(earliest, until_at)) AS whole FROM wish
    )
    SELECT span.id AS "entryId", span.user_id AS "userId", fit.connector_id AS "connectorId", fit.start AS "startsAt",
      fit.start + lasts AS "endsAt", least(now() + ${minutes(offerMinutes)}, fit.start) AS "offerUntil"
    FROM span
    -- Once for each wish, and not for each connector. Where none are kept free, an EVSE that is free is enough.
    CROSS JOIN LATERAL (
      SELECT CASE WHEN ${keptFree}::int > 0 THEN full_at(${stationId}, whole, ${keptFree}::int, NULL) ELSE '{}'::tstzmultirange END AS full_at
      OFFSET 0) AS room
    CROSS JOIN LATERAL (
      SELECT connector.id AS connector_id, found.start
      FROM evse JOIN connector ON connector.evse_id = evse.id AND NOT connector.retired AND connector.max_power_w >= span.power_w
      CROSS JOIN LATERAL (
        SELECT starts.start
        FROM unnest(tstzmultirange(whole)
          - coalesce((SELECT range_agg(during) FROM reservation r WHERE r.evse_id = evse.id AND ${TAKES} AND during && whole), '{}')
          - coalesce((SELECT range_agg(during) FROM reservation r
              WHERE r.user_id = span.user_id AND kind = 'BOOKING' AND ${TAKES} AND during && whole), '{}')
          - room.full_at) AS gap,
          -- On a whole minute, as every slot.
          LATERAL (SELECT date_bin('1 minute', lower(gap) + ${minutes(earlyStartMinutes)} + interval '59.999999 seconds', 'epoch') AS start) AS starts
        WHERE starts.start + lasts <= upper(gap)
        ORDER BY starts.start LIMIT 1) AS found
      WHERE evse.station_id = ${stationId} AND NOT evse.retired AND NOT evse.out_of_order
      ORDER BY found.start, connector.max_power_w, evse.number, connector.number LIMIT 1) AS fit
    ORDER BY span.place LIMIT 1`.execute(db)
  return rows[0]
}
