import { emit } from '#db/outbox.ts'
import { sealLetter, type Letter } from '#lib/mail/letter.ts'
import type { Services } from '../context.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import type { LetterPurpose, Trx } from '../tables.ts'
import { findAddressee } from '../user.queries.ts'
import { countLettersTo, insertLetterToken, takeLetterRequest } from './letter.queries.ts'
import { newSecret, secretHash } from '../secret.ts'

/** Writes the letters that were asked for since the last round. */
export async function writeLetters(services: Services): Promise<void> {
  let written: boolean
  do written = await services.db.transaction().execute((trx) => writeLetter(trx, services))
  while (written)
}

/** What the links of the clients' pages are called. */
const PAGES: Record<LetterPurpose, string> = { REGISTRATION: 'register', VERIFICATION: 'verify-email', RESET: 'reset-password' }

/** False if there is none to write. */
async function writeLetter(trx: Trx, services: Services): Promise<boolean> {
  const request = await takeLetterRequest(trx)
  if (!request) return false
  const { purpose, email } = request
  const user = await findAddressee(trx, email)
  // Nobody has the address: there is nothing to reset, and nothing to verify.
  if (!user && purpose !== 'REGISTRATION') return true
  if (user && purpose === 'VERIFICATION' && user.email_verified_at) return true
  const since = new Date(Date.now() - 3_600_000)
  // Somebody else asks again and again. Those that were sent are still good.
  if ((await countLettersTo(trx, email, since)) >= ACCOUNTS_LIMITS.lettersPerHour) return true
  // Who registers an address that has an account is told so in a letter, which nobody but its owner reads. There they can set a password.
  const kind = user && purpose === 'REGISTRATION' ? 'RESET' : purpose
  const token = newSecret()
  const expiresAt = new Date(Date.now() + ACCOUNTS_LIMITS.letterSeconds[kind] * 1000)
  await insertLetterToken(trx, {
    hash: secretHash(token),
    purpose: kind,
    email: user?.email ?? email,
    user_id: user?.id ?? null,
    expires_at: expiresAt,
  })
  const link = new URL(`${PAGES[kind]}#token=${token}`, services.config.linksUrl).href
  await send(trx, services, {
    purpose,
    userId: user?.id ?? null,
    requestId: request.id,
    expiresAt,
    letter: { to: user?.email ?? email, name: user?.display_name ?? null, locale: user?.locale ?? null, link },
  })
  return true
}

async function send(
  trx: Trx,
  { config, log }: Services,
  of: { purpose: LetterPurpose; userId: string | null; requestId: string; expiresAt: Date; letter: Letter },
): Promise<void> {
  const { purpose, userId, requestId, letter } = of
  // Whatever is logged otherwise: where this is wanted, there is no other way to the link.
  if (config.logLinks) log.child({}, { level: 'info' }).info({ purpose, link: letter.link }, 'a letter')
  if (config.mailPublicKey === undefined) return
  const sealed = { letter: await sealLetter(config.mailPublicKey, letter), expiresAt: of.expiresAt.toISOString() }
  if (purpose !== 'RESET')
    await emit(trx, 'accounts.email-verification.requested', userId ?? requestId, { userId, purpose, ...sealed })
  else if (userId !== null) await emit(trx, 'accounts.password-reset.requested', userId, { userId, ...sealed })
}
