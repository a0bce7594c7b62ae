import { emit } from '#db/outbox.ts'
import type { Letter } from '#lib/mail/letter.ts'
import type { Services } from '../context.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import { newSecret, secretHash } from '../secret.ts'
import type { LetterRequestRow, Trx } from '../tables.ts'
import { findAddressee, findUser } from '../user.queries.ts'
import { countLettersTo, insertLetterToken, takeLetterRequest } from './letter.queries.ts'
import { linkTo, sealed } from './sealed.ts'

/** Writes the letters that were asked for since the last round. */
export async function writeLetters(services: Services): Promise<void> {
  let written: boolean
  do written = await services.db.transaction().execute((trx) => writeLetter(trx, services))
  while (written)
}

/** False if there is none to write. */
async function writeLetter(trx: Trx, services: Services): Promise<boolean> {
  const request = await takeLetterRequest(trx)
  if (!request) return false
  const { purpose, email } = request
  const since = new Date(Date.now() - 3_600_000)
  // Somebody else asks again and again. Those that were sent are still good.
  if ((await countLettersTo(trx, email, since)) >= ACCOUNTS_LIMITS.lettersPerHour) return true
  if (purpose === 'EMAIL_CHANGE') await writeToNewAddress(trx, services, request)
  else await writeToAddress(trx, services, { ...request, purpose })
  return true
}

async function writeToAddress(
  trx: Trx,
  services: Services,
  request: LetterRequestRow & { purpose: 'REGISTRATION' | 'VERIFICATION' | 'RESET' },
): Promise<void> {
  const { purpose, email } = request
  const user = await findAddressee(trx, email)
  // Nobody has the address: there is nothing to reset, and nothing to verify.
  if (!user && purpose !== 'REGISTRATION') return
  if (user && purpose === 'VERIFICATION' && user.email_verified_at) return
  // Who registers an address that has an account is told so in a letter, which nobody but its owner reads. There they can set a password.
  const kind = user && purpose === 'REGISTRATION' ? 'RESET' : purpose
  const { token, expiresAt } = await newToken(trx, kind, user?.email ?? email, user?.id ?? null)
  const letter = await sealed(services, purpose, {
    to: user?.email ?? email,
    name: user?.display_name ?? null,
    locale: user?.locale ?? request.locale,
    link: linkTo(services, kind, token),
  })
  if (letter === null) return
  const userId = user?.id ?? null
  const said = { letter, expiresAt: expiresAt.toISOString() }
  if (purpose !== 'RESET')
    await emit(trx, 'accounts.email-verification.requested', userId ?? request.id, { userId, purpose, ...said })
  else if (userId !== null) await emit(trx, 'accounts.password-reset.requested', userId, { userId, ...said })
}

/** To an address that a user wants to change to. Who has an account there already is told so, in a letter that nobody else reads. */
async function writeToNewAddress(trx: Trx, services: Services, { email, user_id: userId }: LetterRequestRow): Promise<void> {
  const [user, owner] = [userId === null ? undefined : await findUser(trx, userId), await findAddressee(trx, email)]
  if (!user) return
  const purpose = owner ? 'TAKEN' : 'CONFIRM'
  // The token of a letter that says no more is worth nothing: it counts the letter.
  const { token, expiresAt } = await newToken(trx, 'EMAIL_CHANGE', email, user.id, owner ? new Date() : null)
  const { display_name: name, locale } = owner ?? user
  const link = owner ? null : linkTo(services, 'EMAIL_CHANGE', token)
  const letter = await sealed(services, 'EMAIL_CHANGE', { to: email, name, locale, link } satisfies Letter)
  if (letter === null) return
  const reader = owner?.id ?? user.id
  const said = { userId: reader, purpose, letter, expiresAt: expiresAt.toISOString() } as const
  await emit(trx, 'accounts.email-change.requested', reader, said)
}

async function newToken(
  trx: Trx,
  purpose: LetterRequestRow['purpose'],
  email: string,
  userId: string | null,
  usedAt: Date | null = null,
): Promise<{ token: string; expiresAt: Date }> {
  const token = newSecret()
  const expiresAt = new Date(Date.now() + ACCOUNTS_LIMITS.letterSeconds[purpose] * 1000)
  await insertLetterToken(trx, { hash: secretHash(token), purpose, email, user_id: userId, expires_at: expiresAt, used_at: usedAt })
  return { token, expiresAt }
}
