import { sql } from 'kysely'
import { VERIFICATION_LIMITS } from '../limits.ts'
import type { Db, Trx } from '../tables.ts'

const OLD = sql<Date>`now() - make_interval(hours => ${VERIFICATION_LIMITS.unsubmittedHours})`

/** Photos with old upload links, except those that still wait to be judged; at most `limit`, the oldest first. */
export const unswept = (db: Db, limit: number): Promise<{ id: string; submitted: boolean }[]> =>
  db
    .selectFrom('photo')
    .leftJoin('submission', 'submission.photo_id', 'photo.id')
    .select(({ eb }) => ['photo.id', eb('submission.id', 'is not', null).$castTo<boolean>().as('submitted')])
    .where('photo.swept_at', 'is', null)
    .where('photo.requested_at', '<', OLD)
    .where(({ or, eb }) => or([eb('submission.state', 'is', null), eb('submission.state', '<>', 'WAITING')]))
    .orderBy('photo.requested_at')
    .limit(limit)
    .execute()

/** False if the photo has been submitted meanwhile. Its row must be locked. */
export const deleteUnsubmitted = async (trx: Trx, id: string): Promise<boolean> => {
  const { numDeletedRows } = await trx
    .deleteFrom('photo')
    .where('id', '=', id)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('submission').select('id').where('photo_id', '=', id))))
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

/** Removes captures without an upload whose time is over. Those of the last hours still count for the limit. */
export const deleteUnusedCaptures = (db: Db) =>
  db
    .deleteFrom('capture')
    .where('expires_at', '<', OLD)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('photo').select('photo.id').whereRef('photo.capture_id', '=', 'capture.id'))),
    )
    .execute()

export const markSwept = (db: Db, id: string) =>
  db
    .updateTable('photo')
    .set({ swept_at: sql`now()` })
    .where('id', '=', id)
    .execute()
