import { sql, type Updateable } from 'kysely'
import { countOf } from '#db/count.ts'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Db, NewUpload, OdometerTables, Trx, Upload } from './tables.ts'

export const uploads = (db: Db, ids: readonly string[]): Promise<Upload[]> =>
  db.selectFrom('upload').selectAll().where('id', 'in', ids).execute()

/** The upload that a user has made of a photo. Others who know the photo's id may have submitted it too; verification rejects theirs. */
export const findUploadOf = (db: Db, { photoId, userId }: { photoId: string; userId: string }): Promise<Upload | undefined> =>
  db.selectFrom('upload').selectAll().where('photo_id', '=', photoId).where('user_id', '=', userId).executeTakeFirst()

/** Undefined if the user has submitted the photo before. */
export const insertUpload = (trx: Trx, upload: NewUpload): Promise<Upload | undefined> =>
  trx
    .insertInto('upload')
    .values(upload)
    .onConflict((conflict) => conflict.constraint('upload_photo').doNothing())
    .returningAll()
    .executeTakeFirst()

/** Locks the user until the transaction ends, so that their photos are submitted one after the other. */
export const lockUser = (trx: Trx, userId: string) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${`uploads of ${userId}`}, 0))`.execute(trx)

/** Uploads of a user that nobody has looked at yet. */
export const countUnjudged = (db: Db, userId: string): Promise<number> =>
  countOf(db.selectFrom('upload').where('user_id', '=', userId).where('state', '=', 'PENDING'))

export const lockUpload = (trx: Trx, id: string): Promise<Upload> =>
  trx.selectFrom('upload').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirstOrThrow()

export const changeUpload = (
  trx: Trx,
  id: string,
  change: Pick<
    Updateable<OdometerTables['upload']>,
    'state' | 'reasons' | 'appealed' | 'asked' | 'decided_at' | 'unit' | 'appealable'
  >,
): Promise<Upload> => trx.updateTable('upload').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow()

/** Removes from a user's uploads where and how the photos were taken. */
export const clearPlaces = (trx: Trx, userId: string, photoIds: readonly string[]): Promise<Upload[]> =>
  trx
    .updateTable('upload')
    .set({ latitude: null, longitude: null, guide_frame: null })
    .where('user_id', '=', userId)
    .where('photo_id', 'in', photoIds)
    .returningAll()
    .execute()

/** A user's uploads, the newest first. */
export const listUploadsOf = (db: Db, userId: string, page: PageRequest): Promise<Upload[]> =>
  pageBy(db.selectFrom('upload').selectAll().where('user_id', '=', userId), [['id', 'uuid']], 'desc', page)
