import { sql } from 'kysely'
import { ago } from '#db/time.ts'
import { pageBy } from '#db/page.ts'
import { BOXES } from '#lib/boxes.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import type { Db, DeletionBoxRow, DeletionRow, Trx } from '../tables.ts'

const OPEN = sql<boolean>`num_nonnulls(cancelled_at, refused_at, done_at) = 0`
const NOW = sql<Date>`now()`

export const findNewestDeletion = (db: Db | Trx, userId: string): Promise<DeletionRow | undefined> =>
  db.selectFrom('account_deletion').selectAll().where('user_id', '=', userId).orderBy('id', 'desc').limit(1).executeTakeFirst()

export const findOpenDeletion = (trx: Trx, userId: string): Promise<DeletionRow | undefined> =>
  trx.selectFrom('account_deletion').selectAll().where('user_id', '=', userId).where(OPEN).executeTakeFirst()

/** A wish to leave, to be judged by every box of today. */
export async function insertDeletion(
  trx: Trx,
  { id, userId, askedBy, graceMs }: { id: string; userId: string; askedBy: string; graceMs: number },
): Promise<DeletionRow> {
  const row = await trx
    .insertInto('account_deletion')
    .values({
      id,
      user_id: userId,
      asked_by: askedBy,
      due_at: sql<Date>`now() + make_interval(secs => ${graceMs / 1_000}::double precision)`,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await trx
    .insertInto('account_deletion_box')
    .values(BOXES.map(({ name }) => ({ deletion_id: id, box: name, hold: null, passes: null })))
    .execute()
  return row
}

export const findBoxes = (db: Db | Trx, deletionIds: readonly string[]): Promise<DeletionBoxRow[]> =>
  db.selectFrom('account_deletion_box').selectAll().where('deletion_id', 'in', deletionIds).orderBy('box').execute()

/** Notes what a box says of the round; of an earlier one it is passed over. */
export const noteHold = (
  trx: Trx,
  { id, round, box, hold }: { id: string; round: number; box: string; hold: { text: string; passes: boolean } | null },
) =>
  trx
    .updateTable('account_deletion_box')
    .set({ round, hold: hold?.text ?? null, passes: hold?.passes ?? null })
    .where('deletion_id', '=', id)
    .where('box', '=', box)
    .where('round', '<', round)
    .execute()

export const closeDeletion = (trx: Trx, id: string, how: 'refused_at' | 'done_at') =>
  trx
    .updateTable('account_deletion')
    .set({ [how]: NOW })
    .where('id', '=', id)
    .execute()

export const noteForgottenBy = (trx: Trx, userId: string, box: string) =>
  trx
    .updateTable('account_deletion_box')
    .set({ forgotten_at: NOW })
    .where('box', '=', box)
    .where('forgotten_at', 'is', null)
    .where('deletion_id', 'in', (select) =>
      select.selectFrom('account_deletion').select('id').where('user_id', '=', userId).where('done_at', 'is not', null),
    )
    .execute()

/**
 * Begins another round for those who are due, if all boxes have answered the last one: it was before the day, or somebody held them. A box
 * that is away finds the question when it is back, so nothing is asked twice.
 */
export const beginRounds = (trx: Trx, everyMs: number): Promise<Pick<DeletionRow, 'id' | 'user_id' | 'round'>[]> =>
  trx
    .updateTable('account_deletion')
    .set({ round: sql`round + 1`, round_at: NOW })
    .where(OPEN)
    .where('due_at', '<=', NOW)
    .where(({ or, eb }) => or([eb('round_at', '<', eb.ref('due_at')), eb('round_at', '<', ago(everyMs))]))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('account_deletion_box')
            .select('box')
            .whereRef('deletion_id', '=', 'account_deletion.id')
            .whereRef('account_deletion_box.round', '<', 'account_deletion.round'),
        ),
      ),
    )
    .returning(['id', 'user_id', 'round'])
    .execute()

/** Those who left some time ago and are to be forgotten again, each once. */
export const takeForgottenAgain = async (trx: Trx): Promise<{ userId: string; deletedAt: Date }[]> => {
  const again = trx
    .updateTable('account_deletion')
    .from('user')
    .set({ told_again_at: NOW })
    .whereRef('user.id', '=', 'user_id')
    .where('told_again_at', 'is', null)
    .where('done_at', '<', ago(ACCOUNTS_LIMITS.forgetAgainMs))
    .returning(['user_id', 'deleted_at'])
  return (await again.execute()).flatMap(({ user_id: userId, deleted_at: deletedAt }) => (deletedAt ? [{ userId, deletedAt }] : []))
}

/** Of all who wanted to leave, or of one of them, the newest first. */
export const listDeletions = (db: Db, userId: string | null, page: PageRequest): Promise<DeletionRow[]> =>
  pageBy(
    db
      .selectFrom('account_deletion')
      .selectAll()
      .$if(userId !== null, (query) => query.where('user_id', '=', userId)),
    [['id', 'uuid']],
    'desc',
    page,
  )
