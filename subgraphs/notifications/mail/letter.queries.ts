import { sql } from 'kysely'
import type { Db, LetterRow, Trx } from '../tables.ts'
import { MAIL_LIMITS } from './limits.ts'

/** Kept once: an event may come twice. */
export const insertLetter = (
  trx: Trx,
  row: Pick<LetterRow, 'id' | 'user_id' | 'purpose' | 'params' | 'expires_at'> & { sealed: string },
) =>
  trx
    .insertInto('letter')
    .values({ ...row, params: JSON.stringify(row.params), reason: null, detail: null })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()

/** Letters whose links are good no more are not sent, by whatever they were held up. */
export const expireLetters = (db: Db) =>
  db
    .updateTable('letter')
    .set({ state: 'EXPIRED', reason: 'TOO_LATE' })
    .where('state', '=', 'QUEUED')
    .where('expires_at', '<=', sql<Date>`now()`)
    .execute()

/** Takes letters that are due, for as long as one is sent at most. Two processes never have the same one. */
export const claimLetters = (db: Db): Promise<(LetterRow & { for_ms: number; time_zone: string | null })[]> =>
  db
    .with('due', (each) =>
      each
        .selectFrom('letter')
        .select('id')
        .where('state', '=', 'QUEUED')
        .where('due_at', '<=', sql<Date>`now()`)
        .where('expires_at', '>', sql<Date>`now()`)
        .orderBy('due_at')
        .limit(MAIL_LIMITS.lettersAtOnce)
        .forUpdate()
        .skipLocked(),
    )
    .updateTable('letter')
    .from('due')
    .whereRef('letter.id', '=', 'due.id')
    .set(({ eb }) => ({
      due_at: sql<Date>`now() + ${MAIL_LIMITS.letterLeaseMs} * interval '1 millisecond'`,
      tries: eb('letter.tries', '+', 1),
    }))
    .returningAll('letter')
    .returning([
      sql<number>`(extract(epoch FROM letter.expires_at - now()) * 1000)::float`.as('for_ms'),
      sql<string | null>`(SELECT contact.time_zone FROM contact WHERE contact.user_id = letter.user_id)`.as('time_zone'),
    ])
    .execute()

/** It is over. What it was about is not kept. */
export const endLetter = (
  db: Db | Trx,
  id: string,
  end: { state: 'SENT' | 'BOUNCED' | 'FAILED'; reason?: string | null; detail?: string | null },
) =>
  db
    .updateTable('letter')
    .set({ state: end.state, reason: end.reason ?? null, detail: end.detail ?? null })
    .where('id', '=', id)
    .where('state', '=', 'QUEUED')
    .execute()

/** It is tried again. */
export const postponeLetter = (db: Db, id: string, afterMs: number, reason: string) =>
  db
    .updateTable('letter')
    .set({ due_at: sql<Date>`now() + ${afterMs} * interval '1 millisecond'`, reason })
    .where('id', '=', id)
    .where('state', '=', 'QUEUED')
    .execute()
