import { audit } from '#db/audit.ts'
import { isSelfOr, requireRole, requireUser } from '#lib/access.ts'
import type { Role } from '#lib/auth.ts'
import { notFound } from '#lib/errors.ts'
import { changeAccess } from '../access-change.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import type { Trx, UserRow } from '../tables.ts'
import { findUser, lockOwner } from '../user.queries.ts'
import { takeCode, takeDigits } from './factor.ts'
import {
  confirmFactor,
  countRecoveryCodes,
  deleteChallenge,
  deleteChallengesOf,
  deleteFactor,
  findChallenge,
  findFactor,
  hasSecondFactor,
  proposeFactor,
  replaceRecoveryCodes,
  setSecondFactorAt,
} from './factor.queries.ts'
import { openLogin, signedIn, type SignedIn } from './login.ts'
import { findSecondFactorRoles } from './login.queries.ts'
import { saveSecondFactorRoles } from '../role.queries.ts'
import { requireFresh } from './fresh.ts'
import { secretHash } from '../secret.ts'
import { sealSecret } from '#lib/secrets/sealed.ts'
import { factorText, factorUri, newFactorSecret, newRecoveryCodes, recoveryHash } from './totp.ts'
import { refuseGuest } from '../user.ts'

/**
 * The second step of a sign-in, for everybody who has done the first. A challenge is answered once, and within five minutes; after a wrong
 * code it can be answered again. SESSION_ENDED when it is unknown, answered or too old.
 */
export async function confirmSignIn(ctx: Context, input: { challenge: string; code: string }): Promise<SignedIn> {
  const hash = secretHash(input.challenge)
  const ended = refuse('SESSION_ENDED', 'This sign-in took too long, or is done. Begin it again.', ['input', 'challenge'])
  const found = await findChallenge(ctx.db, hash)
  if (!found) throw ended
  await ctx.attempts.count('codeByUser', found.user_id)
  const entered = await ctx.db.transaction().execute(async (trx) => {
    const owner = await lockOwner(trx, found.user_id)
    if (owner?.blocked_at) throw ended
    // A new password ends what was begun with the old one.
    if (!(await deleteChallenge(trx, hash))) throw ended
    await takeCode(ctx, trx, found.user_id, input.code)
    return openLogin(ctx, trx, found.user_id, found.method, true)
  })
  await ctx.attempts.forget('codeByUser', found.user_id)
  return signedIn(ctx, entered)
}

/** A secret for the caller's authenticator app. It is worth nothing until `confirmSecondFactor`; asking again makes another. */
export async function proposeSecondFactor(
  ctx: Context,
  input: { password?: string | null | undefined },
): Promise<{ uri: string; secret: string }> {
  const { userId } = await requireFresh(ctx, input.password)
  const user = await findUser(ctx.db, userId)
  if (!user) throw refuse('UNAUTHENTICATED', 'Sign in first.')
  refuseGuest(user)
  const secret = newFactorSecret()
  const proposed = await ctx.db
    .transaction()
    .execute((trx) => proposeFactor(trx, userId, sealSecret(ctx.keys.factor, userId, secret)))
  if (!proposed) throw refuse('CONFLICT', 'There is a second factor. Disable it first.')
  return { uri: factorUri(secret, user.email), secret: factorText(secret) }
}

/** Turns the second factor on, by a code that shows that the app has the secret. The recovery codes are told this once. */
export async function confirmSecondFactor(ctx: Context, input: { code: string }): Promise<string[]> {
  const { userId, loginId } = requireUser(ctx.caller)
  await ctx.attempts.count('codeByUser', userId)
  const codes = await ctx.db.transaction().execute(async (trx) => {
    await lockOwner(trx, userId)
    const factor = await findFactor(trx, userId)
    if (!factor) throw notFound('second factor to confirm')
    if (factor.confirmed_at) throw refuse('CONFLICT', 'The second factor is on already.')
    await takeDigits(ctx.keys.factor, trx, factor, input.code)
    await confirmFactor(trx, userId)
    if (loginId) await setSecondFactorAt(trx, userId, loginId, new Date())
    // Begun without it, they would go on without it.
    await deleteChallengesOf(trx, userId)
    await audit(trx, userId, 'second-factor.confirmed', userId)
    return newCodes(ctx, trx, userId)
  })
  await ctx.attempts.forget('codeByUser', userId)
  return codes
}

/** New recovery codes in place of all earlier ones. */
export async function renewRecoveryCodes(ctx: Context, input: { code: string }): Promise<string[]> {
  const { userId } = requireUser(ctx.caller)
  await ctx.attempts.count('codeByUser', userId)
  const codes = await ctx.db.transaction().execute(async (trx) => {
    await lockOwner(trx, userId)
    await takeCode(ctx, trx, userId, input.code)
    await audit(trx, userId, 'recovery-codes.renewed', userId)
    return newCodes(ctx, trx, userId)
  })
  await ctx.attempts.forget('codeByUser', userId)
  return codes
}

/**
 * Turns the second factor off: with a code, and the password or a login that was just opened. A stolen device alone cannot. Roles that need
 * a second factor hold no more.
 */
export async function disableSecondFactor(
  ctx: Context,
  input: { code: string; password?: string | null | undefined },
): Promise<boolean> {
  const { userId } = await requireFresh(ctx, input.password)
  await ctx.attempts.count('codeByUser', userId)
  await ctx.db.transaction().execute(async (trx) => {
    await lockOwner(trx, userId)
    await takeCode(ctx, trx, userId, input.code)
    await dropFactor(trx, userId, userId)
  })
  await ctx.attempts.forget('codeByUser', userId)
  return true
}

/** Takes the second factor from a user who has lost phone and recovery codes, for admins who know them. Not from themselves. */
export async function resetSecondFactor({ db, caller }: Context, input: { userId: string }): Promise<boolean> {
  const admin = requireRole(caller, 'ADMIN')
  if (admin.userId === input.userId)
    throw refuse('FORBIDDEN', 'Another admin does this, or you disable it with a code.', ['input', 'userId'])
  return db.transaction().execute(async (trx) => {
    if (!(await lockOwner(trx, input.userId))) throw notFound('user')
    return dropFactor(trx, input.userId, admin.userId)
  })
}

/** True if the user has a second factor; null for those who may not know. */
export async function secondFactorOf({ db, caller }: Context, { id }: UserRow): Promise<boolean | null> {
  return isSelfOr(caller, id, 'ADMIN', 'COMPLIANCE') ? hasSecondFactor(db, id) : null
}

/** How many recovery codes the user has left; null for others. */
export async function recoveryCodesOf({ db, caller }: Context, { id }: UserRow): Promise<number | null> {
  return isSelfOr(caller, id) ? countRecoveryCodes(db, id) : null
}

/** Roles that hold only in logins with a second factor, for admins. */
export async function secondFactorRoles({ db, caller }: Context): Promise<Role[]> {
  requireRole(caller, 'ADMIN', 'COMPLIANCE')
  return findSecondFactorRoles(db)
}

/** Sets them, for admins. It holds from the next sign-in or refresh of each login. */
export async function setSecondFactorRoles({ db, caller }: Context, input: { roles: readonly Role[] }): Promise<Role[]> {
  const admin = requireRole(caller, 'ADMIN')
  return db.transaction().execute(async (trx) => {
    await saveSecondFactorRoles(trx, input.roles)
    await audit(trx, admin.userId, 'second-factor-roles.set', admin.userId, { roles: input.roles })
    return findSecondFactorRoles(trx)
  })
}

/** True if there was one. Tokens with roles that needed it are refused from now on. */
async function dropFactor(trx: Trx, userId: string, actorId: string): Promise<boolean> {
  const had = await deleteFactor(trx, userId)
  if (!had) return false
  await setSecondFactorAt(trx, userId, null, null)
  await deleteChallengesOf(trx, userId)
  await audit(trx, actorId, 'second-factor.disabled', userId)
  await changeAccess(trx, userId)
  return true
}

async function newCodes({ keys }: Context, trx: Trx, userId: string): Promise<string[]> {
  const codes = newRecoveryCodes()
  await replaceRecoveryCodes(
    trx,
    userId,
    codes.map((code) => recoveryHash(keys.recovery, code)),
  )
  return codes
}
