import { requireUser } from '#lib/access.ts'
import { counter } from '#lib/metrics.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import { hashPassword, passwordFault, verifyPassword } from './password.ts'
import { findLoginOwner, findRefreshToken, lockLoginOf, revokeLogin, revokeLoginsOf, useRefreshToken } from './login.queries.ts'
import { existingUser, openLogin, signedIn, storeRefreshToken, type SignedIn } from './login.ts'
import { refreshTokenHash, successorOf } from './token.ts'
import { findCredentials, findCredentialsById, lockOwner, lockPassword, updatePassword } from '../user.queries.ts'

const signIns = counter('evergraph_accounts_sign_ins_total', 'Attempts to sign in whose password was looked at, by outcome.', [
  'outcome',
])
const stolenTokens = counter('evergraph_accounts_sessions_revoked_total', 'Logins revoked because a used refresh token came again.')

/**
 * Opens a login for an e-mail address and its password, for everybody who has both. BAD_CREDENTIALS says the same, and takes the same time,
 * for an unknown address and a wrong password. RATE_LIMITED after too many attempts, before any password is checked.
 */
export async function signIn(ctx: Context, input: { email: string; password: string }): Promise<SignedIn> {
  const { db, attempts, clientAddress } = ctx
  const email = input.email.toLowerCase()
  const both = JSON.stringify([email, clientAddress])
  await attempts.count('signInByAddress', clientAddress)
  await attempts.count('signInByEmailAndAddress', both)
  await attempts.count('signInByEmail', email)
  const found = await findCredentials(db, email)
  const wrong = refuse('BAD_CREDENTIALS', 'The e-mail address or the password is wrong.')
  const right = await verifyPassword(found?.password_hash ?? null, input.password)
  signIns.inc({ outcome: right ? 'right' : 'wrong' })
  if (!right || !found) throw wrong
  const opened = await db.transaction().execute(async (trx) => {
    // If the password is changed at this very moment, all logins are closed, and this one must not slip past.
    if (!(await lockPassword(trx, found))) throw wrong
    return openLogin(trx, found.id)
  })
  await attempts.forget('signInByEmailAndAddress', both)
  await attempts.forgive('signInByEmail', email)
  await attempts.forgive('signInByAddress', clientAddress)
  return signedIn(ctx, opened.user, opened.refresh)
}

/**
 * Trades a refresh token for the next one and a fresh access token with the present roles, for everybody who has it. The same token again
 * within `ACCOUNTS_LIMITS.refreshGraceSeconds` gets the same successor, if that is unused (two tabs at once, an answer that was lost). Any
 * later use means that two parties have the token, and ends the login for both. SESSION_ENDED for every token that is not good.
 */
export async function refreshLogin(ctx: Context, input: { refreshToken: string }): Promise<SignedIn> {
  const hash = refreshTokenHash(input.refreshToken)
  const next = successorOf(ctx.keys, input.refreshToken)
  const refreshed = await ctx.db.transaction().execute(async (trx) => {
    const login = await lockLoginOf(trx, hash)
    const token = await findRefreshToken(trx, hash)
    const now = new Date()
    if (!login || !token || login.revoked_at || login.expires_at <= now) return null
    const user = () => existingUser(trx, login.user_id)
    if (token.used_at) {
      const successor = await findRefreshToken(trx, refreshTokenHash(next))
      const graceEnds = token.used_at.getTime() + ACCOUNTS_LIMITS.refreshGraceSeconds * 1000
      if (successor && !successor.used_at && now.getTime() < graceEnds)
        return { user: await user(), refresh: { loginId: login.id, token: next, expiresAt: successor.expires_at } }
      ctx.log.warn({ loginId: login.id, userId: login.user_id }, 'a used refresh token came again; its login is revoked')
      // Returned, not thrown: the revocation must be committed.
      await revokeLogin(trx, login.id, 'REUSE')
      stolenTokens.inc()
      return null
    }
    if (token.expires_at <= now) return null
    await useRefreshToken(trx, hash, now)
    return { user: await user(), refresh: await storeRefreshToken(trx, login, next) }
  })
  if (!refreshed) throw refuse('SESSION_ENDED', 'This login has ended. Sign in again.')
  return signedIn(ctx, refreshed.user, refreshed.refresh)
}

/**
 * Ends the login of a refresh token, for everybody who has it. With `everywhere` it ends all logins of the user. True if it was open until
 * now.
 */
export function signOut({ db }: Context, input: { refreshToken: string; everywhere: boolean }): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const hash = refreshTokenHash(input.refreshToken)
    // The user is locked before any login, as in `changePassword`. Otherwise two requests could wait for each other.
    const owner = input.everywhere && (await findLoginOwner(trx, hash))
    if (owner) await lockOwner(trx, owner.user_id)
    const login = await lockLoginOf(trx, hash)
    if (!login || login.revoked_at || login.expires_at <= new Date()) return false
    if (input.everywhere) await revokeLoginsOf(trx, login.user_id, 'SIGN_OUT')
    else await revokeLogin(trx, login.id, 'SIGN_OUT')
    return true
  })
}

/** Sets a new password, ends every login of the user, and opens a new one for the caller. */
export async function changePassword(ctx: Context, input: { currentPassword: string; newPassword: string }): Promise<SignedIn> {
  const { userId } = requireUser(ctx.caller)
  await ctx.attempts.count('changePasswordByUser', userId)
  const found = await findCredentialsById(ctx.db, userId)
  if (!found) throw refuse('UNAUTHENTICATED', 'Sign in first.')
  const wrong = refuse('BAD_CREDENTIALS', 'The current password is another one.', ['input', 'currentPassword'])
  if (!(await verifyPassword(found.password_hash, input.currentPassword))) throw wrong
  const fault = passwordFault(input.newPassword, found.email)
  if (fault) throw refuse('BAD_USER_INPUT', fault, ['input', 'newPassword'])
  const newHash = await hashPassword(input.newPassword)
  const opened = await ctx.db.transaction().execute(async (trx) => {
    if (!(await lockPassword(trx, found))) throw wrong
    await updatePassword(trx, userId, newHash)
    await revokeLoginsOf(trx, userId, 'PASSWORD_CHANGED')
    return openLogin(trx, userId)
  })
  await ctx.attempts.forget('changePasswordByUser', userId)
  return signedIn(ctx, opened.user, opened.refresh)
}
