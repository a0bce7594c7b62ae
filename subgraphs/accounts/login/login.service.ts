import { requireUser } from '#lib/access.ts'
import { counter } from '#lib/metrics.ts'
import { audit } from '#db/audit.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import { findCredentials, findCredentialsById, lockOwner, lockPassword } from '../user.queries.ts'
import { addressBlock } from './address-block.ts'
import {
  findLoginOwner,
  findOpenLogin,
  findRefreshToken,
  lockLoginOf,
  useLogin,
  useRefreshToken,
  wasUsedFrom,
} from './login.queries.ts'
import { endLogins, enter, opened, signedIn, storeRefreshToken, usedFrom, type SignedIn } from './login.ts'
import { replacePassword } from './new-password.ts'
import { hashPassword, passwordFault, verifyPassword } from './password.ts'
import { secretHash } from '../secret.ts'
import { successorOf } from './token.ts'

const signIns = counter('evergraph_accounts_sign_ins_total', 'Attempts to sign in whose password was looked at, by outcome.', [
  'outcome',
])
const stolenTokens = counter('evergraph_accounts_sessions_revoked_total', 'Logins revoked because a used refresh token came again.')

/**
 * Opens a login for an e-mail address and its password, for everybody who has both; asks for the second factor where there is one.
 * BAD_CREDENTIALS says the same, and takes the same time, for an unknown address and a wrong password. RATE_LIMITED after too many attempts,
 * before any password is checked.
 */
export async function signIn(ctx: Context, input: { email: string; password: string }): Promise<SignedIn> {
  const { db, attempts, clientAddress } = ctx
  const email = input.email.toLowerCase()
  const both = JSON.stringify([email, clientAddress])
  await attempts.count('signInByAddress', clientAddress)
  await attempts.count('signInByEmailAndAddress', both)
  // Strangers elsewhere use up what is counted by the e-mail address. Where the account is used they lock nobody out, and that block of
  // addresses has a count of its own: it may be a neighbour's as well, who could change addresses and try for ever.
  const place = (await isKnownPlace(ctx, email)) ? JSON.stringify([email, addressBlock(clientAddress)]) : email
  await attempts.count('signInByEmail', place)
  const found = await findCredentials(db, email)
  const wrong = refuse('BAD_CREDENTIALS', 'The e-mail address or the password is wrong.')
  const right = await verifyPassword(found?.password_hash ?? null, input.password)
  signIns.inc({ outcome: right ? 'right' : 'wrong' })
  if (!right || !found) throw wrong
  const entered = await db.transaction().execute(async (trx) => {
    // If the password is changed at this very moment, all logins are closed, and this one must not slip past.
    if (!(await lockPassword(trx, found))) throw wrong
    return enter(ctx, trx, found.id, 'PASSWORD')
  })
  await attempts.forget('signInByEmailAndAddress', both)
  await attempts.forgive('signInByEmail', place)
  await attempts.forgive('signInByAddress', clientAddress)
  return signedIn(ctx, entered)
}

const isKnownPlace = ({ db, clientAddress }: Context, email: string): Promise<boolean> =>
  wasUsedFrom(db, email, addressBlock(clientAddress), new Date(Date.now() - ACCOUNTS_LIMITS.knownPlaceSeconds * 1000))

/**
 * Trades a refresh token for the next one and a fresh access token with the present roles, for everybody who has it. The same token again
 * within `ACCOUNTS_LIMITS.refreshGraceSeconds` gets the same successor, if that is unused (two tabs at once, an answer that was lost). Any
 * later use means that two parties have the token, and ends the login for both. SESSION_ENDED for every token that is not good.
 */
export async function refreshLogin(ctx: Context, input: { refreshToken: string }): Promise<SignedIn> {
  const hash = secretHash(input.refreshToken)
  const next = successorOf(ctx.keys, input.refreshToken)
  const refreshed = await ctx.db.transaction().execute(async (trx) => {
    const login = await lockLoginOf(trx, hash)
    const token = await findRefreshToken(trx, hash)
    const now = new Date()
    if (!login || !token || login.revoked_at || login.expires_at <= now) return null
    if (token.used_at) {
      const successor = await findRefreshToken(trx, secretHash(next))
      const graceEnds = token.used_at.getTime() + ACCOUNTS_LIMITS.refreshGraceSeconds * 1000
      if (successor && !successor.used_at && now.getTime() < graceEnds)
        return opened(trx, login, { token: next, expiresAt: successor.expires_at })
      ctx.log.warn({ loginId: login.id, userId: login.user_id }, 'a used refresh token came again; its login is revoked')
      // Returned, not thrown: the revocation must be committed.
      await endLogins(trx, login.user_id, 'REUSE', { only: login.id })
      stolenTokens.inc()
      return null
    }
    if (token.expires_at <= now) return null
    await useRefreshToken(trx, hash, now)
    await useLogin(trx, login.id, usedFrom(ctx))
    return opened(trx, login, await storeRefreshToken(trx, login, next))
  })
  if (!refreshed) throw refuse('SESSION_ENDED', 'This login has ended. Sign in again.')
  return signedIn(ctx, refreshed)
}

/**
 * Ends the login of a refresh token, for everybody who has it. With `everywhere` it ends all logins of the user. True if it was open until
 * now.
 */
export function signOut({ db }: Context, input: { refreshToken: string; everywhere: boolean }): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const hash = secretHash(input.refreshToken)
    // The user is locked before any login, as in `changePassword`. Otherwise two requests could wait for each other.
    const owner = input.everywhere && (await findLoginOwner(trx, hash))
    if (owner) await lockOwner(trx, owner.user_id)
    const login = await lockLoginOf(trx, hash)
    if (!login || login.revoked_at || login.expires_at <= new Date()) return false
    await endLogins(trx, login.user_id, 'SIGN_OUT', input.everywhere ? {} : { only: login.id })
    return true
  })
}

/** Sets a new password, ends every login of the user, and opens a new one for the caller. */
export async function changePassword(ctx: Context, input: { currentPassword: string; newPassword: string }): Promise<SignedIn> {
  const { userId, loginId } = requireUser(ctx.caller)
  await ctx.attempts.count('changePasswordByUser', userId)
  const found = await findCredentialsById(ctx.db, userId)
  if (!found) throw refuse('UNAUTHENTICATED', 'Sign in first.')
  const wrong = refuse('BAD_CREDENTIALS', 'The current password is another one.', ['input', 'currentPassword'])
  if (!(await verifyPassword(found.password_hash, input.currentPassword))) throw wrong
  const fault = passwordFault(input.newPassword, found.email)
  if (fault) throw refuse('BAD_USER_INPUT', fault, ['input', 'newPassword'])
  const newHash = await hashPassword(input.newPassword)
  const changed = await ctx.db.transaction().execute(async (trx) => {
    if (!(await lockPassword(trx, found))) throw wrong
    // This device has shown its second factor already, if the user has one.
    const shown = loginId !== undefined && (await findOpenLogin(trx, loginId))?.second_factor_at != null
    await replacePassword(trx, userId, newHash, 'PASSWORD_CHANGED')
    await audit(trx, userId, 'password.changed', userId)
    return enter(ctx, trx, userId, 'PASSWORD', shown)
  })
  await ctx.attempts.forget('changePasswordByUser', userId)
  return signedIn(ctx, changed)
}
