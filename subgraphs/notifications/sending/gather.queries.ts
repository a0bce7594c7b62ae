import { sql } from 'kysely'
import { newId } from '#lib/id.ts'
import type { Digest, Trx } from '../tables.ts'

/** The digest of a user's day, which is made by the first who asks for it. It is locked: it is not begun before this commits. */
export const digestOf = (trx: Trx, userId: string, day: string, at: Date): Promise<Digest> =>
  trx
    .insertInto('digest')
    .values({ id: newId(), user_id: userId, day, due_at: at })
    .onConflict((once) => once.constraint('digest_once').doUpdateSet({ user_id: userId }))
    .returningAll()
    .executeTakeFirstOrThrow()

export const joinDigest = (trx: Trx, deliveryId: string, digestId: string) =>
  trx
    .updateTable('delivery')
    .set({ digest_id: digestId, claimed_by: null, reason: 'DIGEST', tries: sql<number>`greatest(tries - 1, 0)` })
    .where('id', '=', deliveryId)
    .where('state', '=', 'QUEUED')
    .execute()
