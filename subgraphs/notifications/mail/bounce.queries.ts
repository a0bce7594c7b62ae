import { sql } from 'kysely'
import type { Kind } from '../kinds.ts'
import type { Db, Trx } from '../tables.ts'

/** Whom a mail of ours went to, and what it was about: a delivery, a digest (of several kinds) or a letter (of none). */
export async function findMailed(db: Db | Trx, id: string): Promise<{ userId: string | null; kinds: Kind[] } | null> {
  const deliveries = await db
    .selectFrom('delivery')
    .innerJoin('notification', 'notification.id', 'delivery.notification_id')
    .select(['delivery.user_id', 'notification.kind'])
    .where('delivery.channel', '=', 'EMAIL')
    .where(({ eb, or }) => or([eb('delivery.id', '=', id), eb('delivery.digest_id', '=', id)]))
    .execute()
  const [first] = deliveries
  if (first) return { userId: first.user_id, kinds: deliveries.map(({ kind }) => kind) }
  const letter = await db.selectFrom('letter').select('user_id').where('id', '=', id).executeTakeFirst()
  return letter ? { userId: letter.user_id, kinds: [] } : null
}

/** A letter that went out came back. */
export const letterCameBack = (trx: Trx, id: string, detail: string) =>
  trx
    .updateTable('letter')
    .set({ state: 'BOUNCED', reason: 'CAME_BACK', detail, changed_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('state', '=', 'SENT')
    .execute()
