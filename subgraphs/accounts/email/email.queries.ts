import { sql } from 'kysely'
import { violates } from '#db/faults.ts'
import type { Trx } from '../tables.ts'

/** Gives a user another address, which is proven; false if it is not free. What the transaction has done before is lost then. */
export async function setAddress(trx: Trx, userId: string, email: string): Promise<boolean> {
  try {
    const row = await trx
      .updateTable('user')
      .set({ email, email_verified_at: sql<Date>`now()` })
      .where('id', '=', userId)
      .returning('id')
      .executeTakeFirst()
    return row !== undefined
  } catch (error) {
    if (violates(error, 'user_email')) return false
    throw error
  }
}

/** Since when a change from this address can be undone: what came to the account later may be a stranger's. */
export const undoableSince = async (trx: Trx, userId: string, email: string): Promise<Date | null> => {
  const row = await trx
    .selectFrom('letter_token')
    .select(({ fn }) => fn.min('created_at').as('since'))
    .where('purpose', '=', 'EMAIL_UNDO')
    .where('user_id', '=', userId)
    .where(({ fn }) => fn('lower', ['email']), '=', email.toLowerCase())
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirstOrThrow()
  return row.since
}
