import { sql } from 'kysely'
import { countOf } from '#db/count.ts'
import type { Db, LetterPurpose, LetterRequestRow, Trx } from '../tables.ts'

export const insertLetterRequest = (db: Db | Trx, request: Omit<LetterRequestRow, 'created_at'>) =>
  db.insertInto('letter_request').values(request).execute()

/** Takes the oldest request that no other process is at, and removes it. */
export const takeLetterRequest = (trx: Trx) =>
  trx
    .deleteFrom('letter_request')
    .where('id', '=', (select) => select.selectFrom('letter_request').select('id').orderBy('id').limit(1).forUpdate().skipLocked())
    .returningAll()
    .executeTakeFirst()

export const insertLetterToken = (
  trx: Trx,
  token: { hash: Buffer; purpose: LetterPurpose; email: string; user_id: string | null; expires_at: Date; used_at?: Date | null },
) =>
  trx
    .insertInto('letter_token')
    .values({ used_at: null, ...token })
    .execute()

export const countLettersTo = (trx: Trx, email: string, since: Date): Promise<number> =>
  countOf(
    trx
      .selectFrom('letter_token')
      .where(({ fn }) => fn('lower', ['email']), '=', email.toLowerCase())
      .where('created_at', '>', since),
  )

/** What the token of a letter stands for, as long as it is good. */
export const findLetterToken = (db: Db | Trx, purpose: LetterPurpose, hash: Buffer) =>
  db
    .selectFrom('letter_token')
    .selectAll()
    .where('hash', '=', hash)
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst()

/** Uses a token up; false if it is good no more. Of two at once one gets it. */
export const useLetterToken = async (trx: Trx, hash: Buffer): Promise<boolean> =>
  (await trx
    .updateTable('letter_token')
    .set({ used_at: sql`now()` })
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .returning('hash')
    .executeTakeFirst()) !== undefined

/** Takes back the user's letters of a purpose that have not been used. */
export const revokeLetters = (trx: Trx, userId: string, purpose: LetterPurpose) =>
  trx
    .updateTable('letter_token')
    .set({ used_at: sql`now()` })
    .where('user_id', '=', userId)
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .execute()

export const pruneLetters = (db: Db) => db.deleteFrom('letter_token').where('expires_at', '<', new Date()).execute()
