import { audit } from '#db/audit.ts'
import { requireUser } from '#lib/access.ts'
import { badInput } from '#lib/errors.ts'
import type { Context } from '../context.ts'
import { askForLetter, badToken } from '../letters/letter.ts'
import { findLetterToken, revokeLetters, useLetterToken } from '../letters/letter.queries.ts'
import { secretHash } from '../secret.ts'
import { turnOut } from '../ways.ts'
import { findCredentialsById, lockOwner, verifyAddress } from '../user.queries.ts'
import { deleteFactor } from './factor.queries.ts'
import { enter, signedIn, type SignedIn } from './login.ts'
import { replacePassword } from './new-password.ts'
import { hashPassword, passwordFault } from './password.ts'

/** Asks for a letter with a link to set a new password, for everybody. The answer is the same whether or not the address has an account. */
export async function requestPasswordReset(ctx: Context, input: { email: string }): Promise<boolean> {
  await askForLetter(ctx, 'RESET', input.email)
  return true
}

/**
 * Sets a new password by the link of a letter, for everybody who has it: it ends every login, and lets its reader in. BAD_TOKEN for a link
 * that is not good. The address is the reader's from now on; whoever had the account before it was ever proven loses what they
 * have there to come back by: second factor, passkeys, wallet, issuers. Their cards are blocked.
 */
export async function resetPassword(ctx: Context, input: { token: string; newPassword: string }): Promise<SignedIn> {
  await ctx.attempts.count('tokenByAddress', ctx.clientAddress)
  const hash = secretHash(input.token)
  const found = await findLetterToken(ctx.db, 'RESET', hash)
  const credentials = found?.user_id != null && (await findCredentialsById(ctx.db, found.user_id))
  // Before the password is hashed, which is work.
  if (!found || !credentials) throw badToken('token')
  const fault = passwordFault(input.newPassword, credentials.email)
  if (fault) throw badInput(['input', 'newPassword'], fault)
  const newHash = await hashPassword(input.newPassword)
  const { id: userId } = credentials
  const entered = await ctx.db.transaction().execute(async (trx) => {
    const owner = await lockOwner(trx, userId)
    // The address may have changed since the letter was written, and then its reader is somebody else.
    if (!owner || !(await useLetterToken(trx, hash)) || !(await verifyAddress(trx, userId, found.email))) throw badToken('token')
    await revokeLetters(trx, userId, 'RESET')
    if (owner.email_verified_at === null) {
      await deleteFactor(trx, userId)
      await turnOut(trx, userId)
    }
    await replacePassword(trx, userId, newHash, 'PASSWORD_RESET')
    await audit(trx, userId, 'password.replaced', userId)
    return enter(ctx, trx, userId, 'LETTER')
  })
  return signedIn(ctx, entered)
}

/** Asks for a letter with a link that shows that the caller's address is theirs. Nothing is sent for one that is verified. */
export async function requestEmailVerification(ctx: Context): Promise<boolean> {
  const { userId } = requireUser(ctx.caller)
  const found = await findCredentialsById(ctx.db, userId)
  if (found) await askForLetter(ctx, 'VERIFICATION', found.email)
  return found !== undefined
}

/**
 * Notes by the link of a letter that the caller's address is theirs. BAD_TOKEN for a link that is not good, or is another account's: so whoever
 * has registered the address of somebody else cannot have it proven by them. They set a password by a letter, and the account is theirs.
 */
export async function verifyEmail({ db, caller, attempts, clientAddress }: Context, input: { token: string }): Promise<boolean> {
  const { userId } = requireUser(caller)
  await attempts.count('tokenByAddress', clientAddress)
  const hash = secretHash(input.token)
  return db.transaction().execute(async (trx) => {
    const found = await findLetterToken(trx, 'VERIFICATION', hash)
    if (found?.user_id !== userId || !(await useLetterToken(trx, hash)) || !(await verifyAddress(trx, userId, found.email)))
      throw badToken('token')
    await revokeLetters(trx, userId, 'VERIFICATION')
    await audit(trx, userId, 'email.verified', userId)
    return true
  })
}
