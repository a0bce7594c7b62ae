import { audit } from '#db/audit.ts'
import { emit } from '#db/outbox.ts'
import { requireUser } from '#lib/access.ts'
import { badInput } from '#lib/errors.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { askForLetterTo, badToken } from '../letters/letter.ts'
import { findLetterToken, revokeLetters, useLetterToken } from '../letters/letter.queries.ts'
import { deleteChallengesOf, deleteFactorSince } from '../login/factor.queries.ts'
import { requireFresh } from '../login/fresh.ts'
import { endLogins, enter, existingUser, signedIn, type SignedIn } from '../login/login.ts'
import { replacePassword } from '../login/new-password.ts'
import { hashPassword, passwordFault } from '../login/password.ts'
import { secretHash } from '../secret.ts'
import type { LetterPurpose, Trx, UserRow } from '../tables.ts'
import { turnOut } from '../ways.ts'
import { setAddress, undoableSince } from './email.queries.ts'
import { writeUndoLetter } from './undo-letter.ts'
import { lockAccount } from '../user.ts'

/**
 * Asks for a letter to the address that the caller wants to have; they have signed in a short while ago or give their password. The answer is
 * the same whether or not the address has an account: the letter says so. The old address is told, with a link to undo it.
 */
export async function requestEmailChange(
  ctx: Context,
  input: { email: string; password?: string | null | undefined },
): Promise<boolean> {
  const { userId } = await requireFresh(ctx, input.password)
  await ctx.attempts.count('changeEmailByUser', userId)
  await ctx.db.transaction().execute(async (trx) => {
    const user = await lockedUser(trx, userId)
    if (isSame(user.email, input.email)) throw badInput(['input', 'email'], 'This is your address already.')
    await askForLetterTo(trx, userId, input.email)
    await writeUndoLetter(trx, ctx, user)
    await audit(trx, userId, 'email.change-requested', userId)
  })
  return true
}

/**
 * Gives the caller the address that the link of a letter was sent to, and ends all of their other logins. BAD_TOKEN for a link that is not
 * good, or is another account's: so nobody proves an address for a stranger by opening it.
 */
export async function confirmEmailChange(ctx: Context, input: { token: string }): Promise<UserRow> {
  const { userId, loginId } = requireUser(ctx.caller)
  await ctx.attempts.count('tokenByAddress', ctx.clientAddress)
  const hash = secretHash(input.token)
  return ctx.db.transaction().execute(async (trx) => {
    const old = await lockedUser(trx, userId)
    const found = await findLetterToken(trx, 'EMAIL_CHANGE', hash)
    if (found?.user_id !== userId || !(await useLetterToken(trx, hash))) throw badToken('token')
    // Before the address changes: nobody else registers the old one in between.
    await writeUndoLetter(trx, ctx, old)
    // Whoever reads this has proven the address: it tells nobody but its owner.
    if (!(await setAddress(trx, userId, found.email))) throw refuse('EMAIL_TAKEN', 'This e-mail address has an account already.')
    await revokeAll(trx, userId, 'EMAIL_CHANGE', 'RESET', 'VERIFICATION')
    await deleteChallengesOf(trx, userId)
    await endLogins(trx, userId, 'EMAIL_CHANGED', { but: loginId })
    await audit(trx, userId, 'email.changed', userId)
    await emit(trx, 'accounts.user.changed-email', userId, { userId, undone: false })
    return existingUser(trx, userId)
  })
}

/**
 * Takes a change of address back, also one that was only asked for, for everybody who has the link that was sent to the old address. Whoever
 * asked for it may be a stranger: its reader sets a password, all logins end, and what came to the account since then goes: passkeys,
 * issuers, wallet, second factor, cards. A second factor of before is asked for. BAD_TOKEN for a link that is not good.
 */
export async function undoEmailChange(ctx: Context, input: { token: string; newPassword: string }): Promise<SignedIn> {
  await ctx.attempts.count('tokenByAddress', ctx.clientAddress)
  const hash = secretHash(input.token)
  const found = await findLetterToken(ctx.db, 'EMAIL_UNDO', hash)
  // Before the password is hashed, which is work.
  if (found?.user_id == null) throw badToken('token')
  const { user_id: userId, email } = found
  const fault = passwordFault(input.newPassword, email)
  if (fault) throw badInput(['input', 'newPassword'], fault)
  const newHash = await hashPassword(input.newPassword)
  const entered = await ctx.db.transaction().execute(async (trx) => {
    const user = await lockedUser(trx, userId)
    const since = await undoableSince(trx, userId, email)
    if (since === null || !(await useLetterToken(trx, hash))) throw badToken('token')
    if (!isSame(user.email, email) && !(await setAddress(trx, userId, email))) throw badToken('token')
    await revokeAll(trx, userId, 'EMAIL_UNDO', 'EMAIL_CHANGE', 'RESET', 'VERIFICATION')
    await deleteFactorSince(trx, userId, since)
    await turnOut(trx, userId, since)
    await replacePassword(trx, userId, newHash, 'PASSWORD_RESET')
    await audit(trx, userId, 'email.restored', userId)
    await emit(trx, 'accounts.user.changed-email', userId, { userId, undone: true })
    return enter(ctx, trx, userId, 'LETTER')
  })
  return signedIn(ctx, entered)
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

async function lockedUser(trx: Trx, userId: string): Promise<UserRow> {
  await lockAccount(trx, userId)
  return existingUser(trx, userId)
}

async function revokeAll(trx: Trx, userId: string, ...purposes: LetterPurpose[]): Promise<void> {
  for (const purpose of purposes) await revokeLetters(trx, userId, purpose)
}
