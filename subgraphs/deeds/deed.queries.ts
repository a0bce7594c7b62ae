import { sql } from 'kysely'
import { countOf } from '#db/count.ts'
import { pageBy } from '#db/page.ts'
import type { DeedTask } from '#lib/events.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Db, Deed, DeedState, NewDeed, Trx } from './tables.ts'

export const deeds = (db: Db, ids: readonly string[]): Promise<Deed[]> =>
  db.selectFrom('deed').selectAll().where('id', 'in', ids).execute()

/** The deed that a user has made of a photo. Others who know the photo's id may have submitted it too; verification rejects theirs. */
export const findDeedOf = (db: Db, { photoId, userId }: { photoId: string; userId: string }): Promise<Deed | undefined> =>
  db.selectFrom('deed').selectAll().where('photo_id', '=', photoId).where('user_id', '=', userId).executeTakeFirst()

/** Locks the user's deeds until the transaction ends: limits and proofs of one user are decided one at a time. */
export async function lockUser(trx: Trx, userId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`deeds of ${userId}`}, 0))`.execute(trx)
}

export const lockDeed = (trx: Trx, id: string): Promise<Deed> =>
  trx.selectFrom('deed').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow()

/** Undefined if the user has submitted the photo before. */
export const insertDeed = (trx: Trx, deed: NewDeed): Promise<Deed | undefined> =>
  trx
    .insertInto('deed')
    .values(deed)
    .onConflict((conflict) => conflict.constraint('deed_photo').doNothing())
    .returningAll()
    .executeTakeFirst()

export type DeedChange = Partial<
  Pick<
    NewDeed,
    | 'state'
    | 'reasons'
    | 'submission_id'
    | 'passed_by'
    | 'awaits_session_until'
    | 'session_id'
    | 'appealed'
    | 'appealable'
    | 'decided_at'
  >
>

export const changeDeed = (trx: Trx, id: string, change: DeedChange) =>
  trx.updateTable('deed').set(change).where('id', '=', id).executeTakeFirstOrThrow()

/** Deeds of a user that nobody has looked at yet. */
export const countUnjudged = (db: Db, userId: string): Promise<number> =>
  countOf(
    db.selectFrom('deed').where('user_id', '=', userId).where('state', '=', 'PENDING').where('awaits_session_until', 'is', null),
  )

/** How many other deeds of the same task a user has, approved or in review, from one moment on and before another. */
export const countLike = (db: Db, { id, user_id, task }: Deed, from: Date, before: Date): Promise<number> =>
  countOf(
    db
      .selectFrom('deed')
      .where('user_id', '=', user_id)
      .where('task', '=', task)
      .where('taken_at', '>=', from)
      .where('taken_at', '<', before)
      .where('state', 'in', ['APPROVED', 'MANUAL_REVIEW'])
      .where('id', '<>', id),
  )

export interface DeedFilter {
  task?: DeedTask | null | undefined
  state?: DeedState | null | undefined
}

/** A user's deeds, the newest first. */
export const listDeedsOf = (db: Db, userId: string, { task, state }: DeedFilter, page: PageRequest): Promise<Deed[]> =>
  pageBy(
    db
      .selectFrom('deed')
      .selectAll()
      .where('user_id', '=', userId)
      .$if(task != null, (query) => query.where('task', '=', task ?? null))
      .$if(state != null, (query) => query.where('state', '=', state ?? 'PENDING')),
    [['id', 'uuid']],
    'desc',
    page,
  )

/** A user's open deeds, and the newest of those decided within these seconds; the oldest first. */
export async function idsToShow(
  db: Db,
  userId: string,
  { open, seconds, count }: { open: number; seconds: number; count: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM (
      (SELECT id FROM deed WHERE user_id = ${userId} AND decided_at IS NULL ORDER BY id DESC LIMIT ${open})
      UNION
      (SELECT id FROM deed WHERE user_id = ${userId} AND decided_at > now() - make_interval(secs => ${seconds})
        ORDER BY decided_at DESC, id DESC LIMIT ${count})
    ) AS shown ORDER BY id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Removes place and words from the deeds of erased photos, and gives these deeds back. */
export const erasePlaces = (trx: Trx, userId: string, photoIds: readonly string[], at: Date): Promise<Deed[]> =>
  trx
    .updateTable('deed')
    .set({ latitude: null, longitude: null, note: null, erased_at: at })
    .where('user_id', '=', userId)
    .where('photo_id', 'in', photoIds)
    .where('erased_at', 'is', null)
    .returningAll()
    .execute()
