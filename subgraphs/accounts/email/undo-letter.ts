import { emit } from '#db/outbox.ts'
import type { Services } from '../context.ts'
import { insertLetterToken } from '../letters/letter.queries.ts'
import { linkTo, sealed } from '../letters/sealed.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import { newSecret, secretHash } from '../secret.ts'
import type { Trx, UserRow } from '../tables.ts'

/**
 * Tells the reader of a user's address that another one was asked for, or has taken its place, with a link to undo it. How many letters there
 * were does not matter: else a stranger would have others sent until this one is not. Not for an address that was never proven: its reader
 * may be anybody.
 */
export async function writeUndoLetter(trx: Trx, services: Pick<Services, 'config' | 'log'>, old: UserRow): Promise<void> {
  if (old.email_verified_at === null) return
  const token = newSecret()
  const expiresAt = new Date(Date.now() + ACCOUNTS_LIMITS.letterSeconds.EMAIL_UNDO * 1000)
  const row = { hash: secretHash(token), purpose: 'EMAIL_UNDO', email: old.email, user_id: old.id, expires_at: expiresAt } as const
  await insertLetterToken(trx, row)
  const { email: to, display_name: name, locale, id: userId } = old
  const letter = await sealed(services, 'EMAIL_UNDO', { to, name, locale, link: linkTo(services, 'EMAIL_UNDO', token) })
  if (letter === null) return
  const said = { userId, purpose: 'UNDO', letter, expiresAt: expiresAt.toISOString() } as const
  await emit(trx, 'accounts.email-change.requested', userId, said)
}
