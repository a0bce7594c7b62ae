import { sql } from 'kysely'
import type { Db, Deed, Trx } from './tables.ts'

/**
 * Users with waiting deeds to decide: their time is up, or there is a session of that time at a station near by (within a hundredth of a
 * degree of latitude, which is further than counts).
 */
export async function usersToDecide(db: Db, now: Date, slackMs: number, limit: number): Promise<string[]> {
  const slack = sql`make_interval(secs => ${slackMs / 1000})`
  const { rows } = await sql<{ user_id: string }>`
    SELECT user_id FROM deed
    WHERE awaits_session_until IS NOT NULL AND (awaits_session_until <= ${now} OR EXISTS (
      SELECT FROM charge JOIN station ON station.id = charge.station_id
      WHERE charge.user_id = deed.user_id AND NOT held
        AND started_at <= deed.taken_at + ${slack} AND ended_at >= deed.taken_at - ${slack}
        AND abs(station.latitude - deed.latitude) < 0.01
        AND NOT EXISTS (SELECT FROM deed AS proved WHERE proved.session_id = charge.session_id)))
    GROUP BY user_id ORDER BY min(awaits_session_until) LIMIT ${limit}`.execute(db)
  return rows.map(({ user_id }) => user_id)
}

/** A user's deeds that wait for a charging session, locked, in the order in which they were submitted. */
export const lockWaiting = (trx: Trx, userId: string): Promise<Deed[]> =>
  trx
    .selectFrom('deed')
    .selectAll()
    .where('user_id', '=', userId)
    .where('awaits_session_until', 'is not', null)
    .orderBy('id')
    .forUpdate()
    .execute()
