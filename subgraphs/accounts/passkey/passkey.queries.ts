import { sql } from 'kysely'
import { countOf } from '#db/count.ts'
import type { Db, PasskeyRow, Trx } from '../tables.ts'

export const findPasskeysOf = (db: Db | Trx, userIds: readonly string[]): Promise<PasskeyRow[]> =>
  db.selectFrom('passkey').selectAll().where('user_id', 'in', userIds).orderBy('id').execute()

export const findPasskeyByCredential = (db: Db, credentialId: string): Promise<PasskeyRow | undefined> =>
  db.selectFrom('passkey').selectAll().where('credential_id', '=', credentialId).executeTakeFirst()

export const countPasskeys = (trx: Trx, userId: string): Promise<number> =>
  countOf(trx.selectFrom('passkey').where('user_id', '=', userId))

/** The new row; undefined if the credential belongs to an account already. */
export const insertPasskey = (
  trx: Trx,
  passkey: Omit<PasskeyRow, 'created_at' | 'last_used_at'>,
): Promise<PasskeyRow | undefined> =>
  trx
    .insertInto('passkey')
    .values({ ...passkey, last_used_at: null })
    .onConflict((conflict) => conflict.column('credential_id').doNothing())
    .returningAll()
    .executeTakeFirst()

/** Notes that a passkey was used; undefined if it is gone, or its counter has not risen. Authenticators that do not count say 0. */
export const usePasskey = (
  trx: Trx,
  id: string,
  { counter, backedUp }: { counter: number; backedUp: boolean },
): Promise<PasskeyRow | undefined> =>
  trx
    .updateTable('passkey')
    .set({ counter, backed_up: backedUp, last_used_at: sql`now()` })
    .where('id', '=', id)
    .where(({ or, and, eb }) => or([eb('counter', '<', counter), and([eb('counter', '=', 0), eb.val(counter === 0)])]))
    .returningAll()
    .executeTakeFirst()

export const renamePasskeyRow = (db: Db, id: string, userId: string, name: string): Promise<PasskeyRow | undefined> =>
  db.updateTable('passkey').set({ name }).where('id', '=', id).where('user_id', '=', userId).returningAll().executeTakeFirst()

export const deletePasskey = (trx: Trx, id: string, userId: string): Promise<PasskeyRow | undefined> =>
  trx.deleteFrom('passkey').where('id', '=', id).where('user_id', '=', userId).returningAll().executeTakeFirst()
