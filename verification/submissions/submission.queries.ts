import { sql } from 'kysely'
import type { Reason } from '#lib/events.ts'
import type { Db, NewSubmission, Submission, SubmissionState, Trx } from '../tables.ts'

const DAY = sql`interval '1 day'`

export const findSubmission = (db: Db, id: string): Promise<Submission | undefined> =>
  db.selectFrom('submission').selectAll().where('id', '=', id).executeTakeFirst()

export const submissions = (db: Db, ids: readonly string[]): Promise<Submission[]> =>
  db.selectFrom('submission').selectAll().where('id', 'in', ids).execute()

export const submissionsOfPhotos = (db: Db, photoIds: readonly string[]): Promise<Submission[]> =>
  db.selectFrom('submission').selectAll().where('photo_id', 'in', photoIds).execute()

/** The submission of a photo, locked. Everything that changes its state locks it here. */
export const lockSubmissionOf = (trx: Trx, photoId: string): Promise<Submission | undefined> =>
  trx.selectFrom('submission').selectAll().where('photo_id', '=', photoId).forNoKeyUpdate().executeTakeFirst()

/** Undefined if the photo has been submitted before. */
export const insertSubmission = (trx: Trx, submission: NewSubmission): Promise<Submission | undefined> =>
  trx
    .insertInto('submission')
    .values(submission)
    .onConflict((conflict) => conflict.column('photo_id').doNothing())
    .returningAll()
    .executeTakeFirst()

export const changeState = (trx: Trx, id: string, state: SubmissionState, reasons: readonly Reason[]): Promise<Submission> =>
  trx
    .updateTable('submission')
    .set({ state, reasons: JSON.stringify(reasons), state_at: sql`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

/** Failures on this photo so far, with this one. */
export async function countFailure(db: Db, id: string): Promise<number> {
  const { failures } = await db
    .updateTable('submission')
    .set(({ eb }) => ({ failures: eb('failures', '+', 1) }))
    .where('id', '=', id)
    .returning('failures')
    .executeTakeFirstOrThrow()
  return failures
}

/** A user's other submissions that were taken within a day of this one, without rejected ones. */
export const othersOfDay = (db: Db, { id, user_id, taken_at }: Submission): Promise<Submission[]> =>
  db
    .selectFrom('submission')
    .selectAll()
    .where('user_id', '=', user_id)
    .where('id', '<>', id)
    .where('state', '<>', 'REJECTED')
    .where('taken_at', '>=', sql<Date>`${taken_at}::timestamptz - ${DAY}`)
    .where('taken_at', '<=', sql<Date>`${taken_at}::timestamptz + ${DAY}`)
    .execute()

/** Submissions that have waited for this many seconds. */
export const longWaiting = (db: Db, seconds: number): Promise<{ id: string }[]> =>
  db
    .selectFrom('submission')
    .select('id')
    .where('state', '=', 'WAITING')
    .where('submitted_at', '<', sql<Date>`now() - make_interval(secs => ${seconds})`)
    .orderBy('submitted_at')
    .limit(1_000)
    .execute()
