import { sql } from 'kysely'
import type { Db, Reservation, Trx } from '../tables.ts'
import { minutes } from './due.queries.ts'
import { LIFECYCLE_LIMITS } from './limits.ts'

/** What is left of a slot's time: at another place no more than that is taken. All of it where it is over. */
export const REST = sql<string>`CASE WHEN now() < upper(during) THEN tstzrange(greatest(lower(during), now()), upper(during)) ELSE during END`

/**
 * Another connector of the station that is as good: of the same kind of current and at least as strong, the weakest of those. Its EVSE is in
 * order, nobody's in what is left of that time, and where the slot begins soon nobody charges there.
 */
export async function equalPlace(
  db: Db | Trx,
  { id }: Reservation,
  avoid: 'CONNECTOR' | 'EVSE',
): Promise<{ evse_id: string; connector_id: string } | undefined> {
  const { rows } = await sql<{ evse_id: string; connector_id: string }>`
    SELECT evse.id AS evse_id, connector.id AS connector_id
    FROM (SELECT *, ${REST} AS rest FROM reservation WHERE id = ${id}) AS slot
      JOIN connector mine ON mine.id = slot.connector_id
      JOIN evse ON evse.station_id = slot.station_id AND NOT evse.retired AND NOT evse.out_of_order
      JOIN connector ON connector.evse_id = evse.id AND NOT connector.retired
        AND connector.max_power_w >= mine.max_power_w AND connector.power_type IS NOT DISTINCT FROM mine.power_type
    WHERE connector.id <> mine.id AND (${avoid === 'CONNECTOR'} OR evse.id <> slot.evse_id)
      AND NOT EXISTS (SELECT FROM reservation other WHERE other.evse_id = evse.id AND other.id <> slot.id
        AND other.state IN ('PENDING', 'RESERVED', 'ACTIVE', 'FULFILLED') AND other.during && slot.rest)
      AND NOT (lower(slot.during) < now() + ${minutes(LIFECYCLE_LIMITS.moveAheadMinutes)}
        AND EXISTS (SELECT FROM presence WHERE presence.station_id = evse.station_id AND presence.evse_number = evse.number
          AND presence.transaction_id IS NOT NULL AND presence.ended_at IS NULL))
    ORDER BY evse.id <> slot.evse_id, connector.max_power_w, evse.number, connector.number
    LIMIT 1`.execute(db)
  return rows[0]
}
