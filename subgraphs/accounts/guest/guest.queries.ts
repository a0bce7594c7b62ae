import { sql } from 'kysely'
import { ago } from '#db/time.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import type { Trx } from '../tables.ts'

/** Guests whose time is over and who have not begun to leave; of those whom a box holds, once in a while. Others leave to other processes. */
export const lockExpiredGuests = (trx: Trx): Promise<{ id: string }[]> =>
  trx
    .selectFrom('user')
    .select('id')
    .where('guest_until', '<', sql<Date>`now()`)
    .where('deleted_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('account_deletion')
            .select('account_deletion.id')
            .whereRef('user_id', '=', 'user.id')
            .where(({ or, eb }) =>
              or([
                sql<boolean>`num_nonnulls(cancelled_at, refused_at, done_at) = 0`,
                eb('asked_at', '>', ago(ACCOUNTS_LIMITS.guestSeconds * 1_000)),
              ]),
            ),
        ),
      ),
    )
    .orderBy('guest_until')
    .limit(100)
    .forNoKeyUpdate()
    .skipLocked()
    .execute()

/** Makes a guest's row that of an account. False if the address has one already. */
export async function becomeAccount(
  trx: Trx,
  id: string,
  row: { email: string; display_name: string; password_hash: string; email_verified_at: Date | null },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('user')
    .set({ ...row, guest_until: null, guest_email: null })
    .where('id', '=', id)
    .where('guest_until', 'is not', null)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
