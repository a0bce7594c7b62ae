import { newId } from '#lib/id.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import type { LetterRequestRow, Trx } from '../tables.ts'
import { insertLetterRequest } from './letter.queries.ts'

/**
 * Notes that a letter is wanted. `writeLetters` finds out whether there is anybody to write to, after the answer: so the answer is the same,
 * and takes the same work, for every address. RATE_LIMITED by how often was asked, whatever the address is.
 */
export async function askForLetter(
  { db, attempts, clientAddress }: Context,
  purpose: LetterRequestRow['purpose'],
  email: string,
  locale: string | null = null,
): Promise<void> {
  await attempts.count('letterByAddress', clientAddress)
  await attempts.count('letterByEmailAndAddress', JSON.stringify([purpose, email.toLowerCase(), clientAddress]))
  await insertLetterRequest(db, { id: newId(), purpose, email, user_id: null, locale })
}

/** Notes that a user wants to have another address, in the same way. The caller has counted the attempt by the user. */
export const askForLetterTo = (trx: Trx, userId: string, email: string) =>
  insertLetterRequest(trx, { id: newId(), purpose: 'EMAIL_CHANGE', email, user_id: userId, locale: null })

/** One refusal for every token that is not good: it says nothing of why. */
export const badToken = (field: string) =>
  refuse('BAD_TOKEN', 'This link is not good, or is good no more. Ask for a new one.', ['input', field])
