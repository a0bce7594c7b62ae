import { sql } from 'kysely'
import type { NotificationChannel } from '#lib/mail/notification.ts'
import type { Kind } from '../kinds.ts'
import type { Db, DeliveryState } from '../tables.ts'

/** Adds up what has changed, so that what is to be read stays short. Of two that do it at once each takes rows of its own. */
export const foldTally = (db: Db, most: number) =>
  sql`WITH taken AS (
      DELETE FROM delivery_tally WHERE ctid = ANY (ARRAY(SELECT ctid FROM delivery_tally LIMIT ${most} FOR UPDATE SKIP LOCKED)) RETURNING *),
    added AS (SELECT day, kind, channel, state, sum(count)::bigint AS count FROM taken GROUP BY 1, 2, 3, 4)
    INSERT INTO delivery_figure AS known SELECT * FROM added ORDER BY 1, 2, 3, 4
    ON CONFLICT (day, kind, channel, state) DO UPDATE SET count = known.count + excluded.count`.execute(db)

export interface Figure {
  kind: Kind
  channel: NotificationChannel
  state: DeliveryState
  count: number
}

/** How many deliveries of these days, both in UTC and with them, are in each state. */
export async function figuresOf(db: Db, from: string, until: string): Promise<Figure[]> {
  const { rows } = await sql<Figure>`SELECT kind, channel, state, sum(count)::bigint AS count FROM (
      SELECT * FROM delivery_figure WHERE day BETWEEN ${from}::date AND ${until}::date
      UNION ALL SELECT * FROM delivery_tally WHERE day BETWEEN ${from}::date AND ${until}::date) counted
    GROUP BY 1, 2, 3 HAVING sum(count) <> 0 ORDER BY 1, 2, 3`.execute(db)
  return rows
}
