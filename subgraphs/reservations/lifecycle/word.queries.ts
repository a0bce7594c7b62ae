import { sql, type RawBuilder } from 'kysely'
import type { Reservation, Trx } from '../tables.ts'

/** The slot that a session uses. */
export const findBySession = (trx: Trx, sessionId: string): Promise<Pick<Reservation, 'id' | 'station_id'> | undefined> =>
  trx.selectFrom('reservation').select(['id', 'station_id']).where('session_id', '=', sessionId).executeTakeFirst()

/** True if a moment is before the end of what a slot takes. */
export async function endsBefore(trx: Trx, { id }: Reservation, moment: RawBuilder<Date>): Promise<boolean> {
  const { earlier } = await trx
    .selectFrom('reservation')
    .select(sql<boolean>`${moment} < upper(during)`.as('earlier'))
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return earlier
}

/** The last second before now that neither the EVSE's nor the driver's other slots have. */
export async function freeSecond(trx: Trx, { id, evse_id, user_id }: Reservation): Promise<string> {
  const { rows } = await sql<{ second: string }>`
    SELECT tstzrange(greatest(lower(piece), upper(piece) - interval '1 second'), upper(piece))::text AS second
    FROM unnest(tstzmultirange(tstzrange(now() - interval '30 days', now())) - coalesce((
      SELECT range_agg(during) FROM reservation
      WHERE id <> ${id} AND (evse_id = ${evse_id} OR user_id = ${user_id} AND kind = 'BOOKING')
        AND state IN ('PENDING', 'RESERVED', 'ACTIVE', 'FULFILLED') AND upper(during) > now() - interval '30 days'), '{}')) AS piece
    ORDER BY piece DESC LIMIT 1`.execute(trx)
  return rows[0]?.second ?? Promise.reject(new Error('An EVSE is not taken for thirty days on end.'))
}
