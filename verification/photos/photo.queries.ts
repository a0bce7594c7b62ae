import { sql, type Updateable } from 'kysely'
import { countOf } from '#db/count.ts'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Capture, Db, Photo, Trx, VerificationTables } from '../tables.ts'

export const photos = (db: Db, ids: readonly string[]): Promise<Photo[]> =>
  db.selectFrom('photo').selectAll().where('id', 'in', ids).execute()

export const findPhoto = (db: Db, id: string): Promise<Photo | undefined> =>
  db.selectFrom('photo').selectAll().where('id', '=', id).executeTakeFirst()

export const lockPhoto = (trx: Trx, id: string): Promise<Photo | undefined> =>
  trx.selectFrom('photo').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst()

/** Undefined if the capture has been used. */
export const insertPhoto = (
  trx: Trx,
  photo: Pick<Photo, 'id' | 'user_id' | 'consent_id' | 'purpose' | 'content_type' | 'size_bytes' | 'capture_id' | 'attestation'>,
): Promise<Photo | undefined> =>
  trx
    .insertInto('photo')
    .values({ ...photo, sha256: null, type: null, width: null, height: null, erased_at: null, swept_at: null })
    .onConflict((conflict) => conflict.column('capture_id').doNothing())
    .returningAll()
    .executeTakeFirst()

export const changePhoto = (
  trx: Trx,
  id: string,
  change: Pick<Updateable<VerificationTables['photo']>, 'sha256' | 'type' | 'width' | 'height' | 'viewable'>,
): Promise<Photo> => trx.updateTable('photo').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow()

/** Uploads that a user has asked for in the last 24 hours, and photos of theirs that wait to be judged. */
export const countOfUser = (db: Db, userId: string): Promise<{ asked: number; waiting: number }> =>
  db
    .selectNoFrom(({ selectFrom }) => [
      selectFrom('photo')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('user_id', '=', userId)
        .where('requested_at', '>', sql<Date>`now() - interval '24 hours'`)
        .$asScalar()
        .$notNull()
        .as('asked'),
      selectFrom('submission')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('user_id', '=', userId)
        .where('state', '=', 'WAITING')
        .$asScalar()
        .$notNull()
        .as('waiting'),
    ])
    .executeTakeFirstOrThrow()

/** Locks the user until the transaction ends, so that captures start one after the other. */
export const lockCapturesOf = (trx: Trx, userId: string) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${`captures of ${userId}`}, 0))`.execute(trx)

/** Captures that a user has started in the last hour. */
export const countCaptures = (db: Db, userId: string): Promise<number> =>
  countOf(
    db
      .selectFrom('capture')
      .where('user_id', '=', userId)
      .where('issued_at', '>', sql<Date>`now() - interval '1 hour'`),
  )

export const insertCapture = (
  db: Db,
  capture: Pick<Capture, 'id' | 'user_id' | 'purpose' | 'nonce'> & { seconds: number },
): Promise<Capture> => {
  const { seconds, ...row } = capture
  return db
    .insertInto('capture')
    .values({ ...row, expires_at: sql`now() + make_interval(secs => ${seconds})` })
    .returningAll()
    .executeTakeFirstOrThrow()
}

export const findCapture = (db: Db, id: string): Promise<Capture | undefined> =>
  db.selectFrom('capture').selectAll().where('id', '=', id).executeTakeFirst()

/** A user's photos, the newest first. */
export const listPhotosOf = (db: Db, userId: string, page: PageRequest): Promise<Photo[]> =>
  pageBy(db.selectFrom('photo').selectAll().where('user_id', '=', userId), [['id', 'uuid']], 'desc', page)
