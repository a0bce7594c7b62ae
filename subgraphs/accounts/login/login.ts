import { emitEach } from '#db/outbox.ts'
import { signAccessToken, type Role } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { LIMITS } from '#lib/limits.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import type { LoginMethod, LoginRow, RevocationReason, Trx, UserRow } from '../tables.ts'
import { cancelDeletionOf, findUser, lockOwner } from '../user.queries.ts'
import { addressBlock } from './address-block.ts'
import { deviceOf } from './device.ts'
import { hasSecondFactor, insertChallenge } from './factor.queries.ts'
import {
  findSecondFactorRoles,
  insertLogin,
  insertRefreshToken,
  isNewDevice,
  revokeLogins,
  type NewLogin,
} from './login.queries.ts'
import { tellNewDevice } from './new-device.ts'
import { newSecret, secretHash } from '../secret.ts'
import type { LoginTokens } from './token.ts'

/** A login that has been opened or goes on, before its client is told. */
export interface Opened {
  user: UserRow
  login: Pick<LoginRow, 'id' | 'second_factor_at'> & { created_at?: Date }
  /** The user's roles without those that need a second factor which this login has not seen. */
  roles: Role[]
  refresh: RefreshToken
}

/** The first of two steps is done: the second factor is asked for. */
export interface Challenge {
  challenge: string
  expiresAt: Date
}

/** What a client is told: a login, or what it must answer first. */
export type SignedIn =
  | { user: UserRow; login: LoginTokens; withheldRoles: Role[]; challenge?: undefined }
  | { user?: undefined; login?: undefined; withheldRoles?: undefined; challenge: Challenge }

interface RefreshToken {
  token: string
  expiresAt: Date
}

/**
 * Lets a user in who has shown one thing that is theirs: opens a login, or asks for the second factor where they have one. `twoFactors` is
 * true for what counts as two by itself. ACCOUNT_BLOCKED for a blocked user. Locks the user.
 */
export async function enter(
  ctx: Context,
  trx: Trx,
  userId: string,
  method: LoginMethod,
  twoFactors = false,
): Promise<Opened | Challenge> {
  const owner = await lockOwner(trx, userId)
  if (owner?.blocked_at) throw refuse('ACCOUNT_BLOCKED', 'This account is blocked. Write to us.')
  if (twoFactors || !(await hasSecondFactor(trx, userId))) return openLogin(ctx, trx, userId, method, twoFactors)
  const challenge = newSecret()
  const expiresAt = inSeconds(ACCOUNTS_LIMITS.secondStepSeconds)
  await insertChallenge(trx, { hash: secretHash(challenge), user_id: userId, method, expires_at: expiresAt })
  return { challenge, expiresAt }
}

/** The first refresh token of a new login, with the user as they are now. */
export async function openLogin(
  ctx: Context,
  trx: Trx,
  userId: string,
  method: LoginMethod,
  secondFactor: boolean,
  seconds: number = LIMITS.token.loginSeconds,
): Promise<Opened> {
  const login: NewLogin = {
    id: newId(),
    user_id: userId,
    expires_at: inSeconds(seconds),
    method,
    second_factor_at: secondFactor ? new Date() : null,
    ...usedFrom(ctx),
  }
  const isNew = await isNewDevice(trx, login, inSeconds(-ACCOUNTS_LIMITS.knownPlaceSeconds))
  await insertLogin(trx, login)
  // Who signs in again stays.
  await cancelDeletionOf(trx, userId)
  const opening = await opened(trx, login, await storeRefreshToken(trx, login, newSecret()))
  if (isNew) await tellNewDevice(trx, ctx, opening.user, login)
  return opening
}

/** A login with its user and roles as they are now. */
export async function opened(
  trx: Trx,
  login: Pick<LoginRow, 'id' | 'user_id' | 'second_factor_at'> & { created_at?: Date },
  refresh: RefreshToken,
): Promise<Opened> {
  const user = await existingUser(trx, login.user_id)
  const demanding = login.second_factor_at ? [] : await findSecondFactorRoles(trx)
  return { user, login, roles: user.roles.filter((role) => !demanding.includes(role)), refresh }
}

/** The answer to whoever has opened or refreshed a login, or is to show a second factor first. */
export async function signedIn(ctx: Context, entered: Opened | Challenge): Promise<SignedIn> {
  if ('challenge' in entered) return { challenge: entered }
  const { user, login, roles, refresh } = entered
  // The caller is the user from here on, so that this very answer may show what is private of them.
  // One that has just been opened has no time yet.
  const signedInAt = login.created_at ?? new Date()
  ctx.caller = { kind: 'user', userId: user.id, roles, loginId: login.id }
  // No access token outlives its login: that of a guest ends after a day.
  const seconds = Math.min(LIMITS.token.accessSeconds, Math.floor((refresh.expiresAt.getTime() - Date.now()) / 1_000))
  const accessTokenExpiresAt = inSeconds(seconds)
  const accessVersion = user.access_version
  const is = { userId: user.id, roles, loginId: login.id, signedInAt, accessVersion }
  const accessToken = await signAccessToken(ctx.keys.access, is, seconds)
  return {
    user,
    login: { accessToken, accessTokenExpiresAt, refreshToken: refresh.token, refreshTokenExpiresAt: refresh.expiresAt },
    withheldRoles: user.roles.filter((role) => !roles.includes(role)),
  }
}

/** Stores a login's next refresh token. It ends no later than the login. */
export async function storeRefreshToken(trx: Trx, login: { id: string; expires_at: Date }, token: string): Promise<RefreshToken> {
  const idle = inSeconds(LIMITS.token.refreshSeconds)
  const expiresAt = idle < login.expires_at ? idle : login.expires_at
  await insertRefreshToken(trx, { hash: secretHash(token), login_id: login.id, expires_at: expiresAt })
  return { token, expiresAt }
}

/**
 * Ends logins of a user, and says so: the gateway refuses their access tokens from then on. How many were open. The user's row has to be
 * locked where it is more than one login.
 */
export async function endLogins(
  trx: Trx,
  userId: string,
  because: RevocationReason,
  which: Parameters<typeof revokeLogins>[3] = {},
): Promise<number> {
  const ended = await revokeLogins(trx, userId, because, which)
  const said = ended.map((loginId) => ({ aggregateId: loginId, data: { loginId, userId, reason: because } }))
  if (said.length > 0) await emitEach(trx, 'accounts.login.ended', said)
  return ended.length
}

/** Where a request comes from, as it is kept of a login. */
export const usedFrom = ({ clientAddress, clientAgent }: Pick<Context, 'clientAddress' | 'clientAgent'>) => ({
  device: deviceOf(clientAgent),
  address_block: addressBlock(clientAddress),
})

/** The user of a login, as they are now. */
export async function existingUser(trx: Trx, id: string): Promise<UserRow> {
  const user = await findUser(trx, id)
  // The caller has just read a row that refers to it.
  if (!user) throw new Error(`user ${id} does not exist`)
  return user
}

const inSeconds = (seconds: number): Date => new Date(Date.now() + seconds * 1000)
