import { newId } from '#lib/id.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import type { LetterPurpose } from '../tables.ts'
import { insertLetterRequest } from './letter.queries.ts'

/**
 * Notes that a letter is wanted. `writeLetters` finds out whether there is anybody to write to, after the answer: so the answer is the same,
 * and takes the same work, for every address. RATE_LIMITED by how often was asked, whatever the address is.
 */
export async function askForLetter({ db, attempts, clientAddress }: Context, purpose: LetterPurpose, email: string): Promise<void> {
  await attempts.count('letterByAddress', clientAddress)
  await attempts.count('letterByEmailAndAddress', JSON.stringify([purpose, email.toLowerCase(), clientAddress]))
  await insertLetterRequest(db, { id: newId(), purpose, email })
}

/** One refusal for every token that is not good: it says nothing of why. */
export const badToken = (field: string) =>
  refuse('BAD_TOKEN', 'This link is not good, or is good no more. Ask for a new one.', ['input', field])
