import { sql } from 'kysely'
import { ago } from '#db/time.ts'
import { NOTIFICATIONS_LIMITS } from '../limits.ts'
import type { Trx } from '../tables.ts'

/** Keeps whether a case waits for a reviewer, unless something newer was said. It waits since it was heard of first. */
export const saveCase = (trx: Trx, row: { case_id: string; open: boolean; news: boolean; said: number }) =>
  trx
    .insertInto('waiting_case')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('case_id').doUpdateSet({ open: row.open, said: row.said }).where('waiting_case.said', '<', row.said),
    )
    .execute()

/**
 * Begins to tell reviewers: when, and how many cases wait. Undefined where none has come since they were told last, or where that was not long
 * ago, or another process is at it.
 */
export const beginRound = (trx: Trx) =>
  trx
    .updateTable('review_round')
    .set({ told_at: sql<Date>`now()` })
    .where('told_at', '<', ago(NOTIFICATIONS_LIMITS.reviewEveryMs))
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('waiting_case')
          .select('case_id')
          .where('open', '=', true)
          .where('news', '=', true)
          .whereRef('heard_at', '>', 'review_round.told_at'),
      ),
    )
    .returning([
      'told_at',
      (eb) =>
        eb
          .selectFrom('waiting_case')
          .select(sql<number>`count(*)::int`.as('count'))
          .where('open', '=', true)
          .as('count'),
    ])
    .executeTakeFirst()

/** Reviewers who have read what they were told of this before: who has not knows that cases wait. */
export const whoReviews = async (trx: Trx): Promise<string[]> => {
  const rows = await trx
    .selectFrom('contact')
    .select('user_id')
    .where(sql<boolean>`roles @> ARRAY['REVIEWER']`)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('notification')
            .select('id')
            .whereRef('notification.user_id', '=', 'contact.user_id')
            .where('kind', '=', 'REVIEW_WAITING')
            .where('read_at', 'is', null),
        ),
      ),
    )
    .orderBy('user_id')
    .execute()
  return rows.map(({ user_id }) => user_id)
}
