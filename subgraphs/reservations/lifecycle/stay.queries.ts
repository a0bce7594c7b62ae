import { sql } from 'kysely'
import type { Reservation, Trx } from '../tables.ts'

/** Until when a driver may stay after the end of their slot: as its terms say, but not beyond the beginning of the next one there. */
export async function stayUntil(trx: Trx, { id }: Reservation): Promise<Date> {
  const { rows } = await sql<{ until: Date }>`SELECT least(
      slot.ends_at + make_interval(mins => coalesce((slot.terms ->> 'lateStopMinutes')::int, 0)),
      (SELECT min(greatest(lower(next.during), slot.ends_at)) FROM reservation next
        WHERE next.evse_id = slot.evse_id AND next.id <> slot.id AND next.state IN ('PENDING', 'RESERVED', 'ACTIVE')
          AND upper(next.during) > slot.ends_at)) AS until
    FROM reservation slot WHERE slot.id = ${id}`.execute(trx)
  return rows[0]?.until ?? Promise.reject(new Error('A slot that is locked is there.'))
}
