import { signAccessToken } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { LIMITS } from '#lib/limits.ts'
import type { Context } from '../context.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import { insertLogin, insertRefreshToken } from './login.queries.ts'
import type { Trx, UserRow } from '../tables.ts'
import { newRefreshToken, refreshTokenHash, type LoginTokens } from './token.ts'
import { findUser } from '../user.queries.ts'

export interface SignedIn {
  user: UserRow
  login: LoginTokens
}

export interface RefreshToken {
  loginId: string
  token: string
  expiresAt: Date
}

/** The first refresh token of a new login, with the user as they are now. */
export async function openLogin(trx: Trx, userId: string): Promise<{ user: UserRow; refresh: RefreshToken }> {
  const id = newId()
  const ends = inSeconds(ACCOUNTS_LIMITS.loginSeconds)
  await insertLogin(trx, { id, user_id: userId, expires_at: ends })
  const refresh = await storeRefreshToken(trx, { id, expires_at: ends }, newRefreshToken())
  return { user: await existingUser(trx, userId), refresh }
}

/** The answer to whoever has opened or refreshed a login. */
export async function signedIn(ctx: Context, user: UserRow, refresh: RefreshToken): Promise<SignedIn> {
  // The caller is the user from here on, so that this very answer may show what is private of them.
  const { id: userId, roles, access_version: accessVersion } = user
  ctx.caller = { kind: 'user', userId, roles, loginId: refresh.loginId }
  const accessTokenExpiresAt = inSeconds(LIMITS.token.accessSeconds)
  const accessToken = await signAccessToken(ctx.keys.access, { userId, roles, loginId: refresh.loginId, accessVersion })
  return {
    user,
    login: { accessToken, accessTokenExpiresAt, refreshToken: refresh.token, refreshTokenExpiresAt: refresh.expiresAt },
  }
}

/** Stores a login's next refresh token. It ends no later than the login. */
export async function storeRefreshToken(trx: Trx, login: { id: string; expires_at: Date }, token: string): Promise<RefreshToken> {
  const idle = inSeconds(ACCOUNTS_LIMITS.refreshSeconds)
  const expiresAt = idle < login.expires_at ? idle : login.expires_at
  await insertRefreshToken(trx, { hash: refreshTokenHash(token), login_id: login.id, expires_at: expiresAt })
  return { loginId: login.id, token, expiresAt }
}

/** The user of a login, as they are now. */
export async function existingUser(trx: Trx, id: string): Promise<UserRow> {
  const user = await findUser(trx, id)
  // The caller has just read a row that refers to it.
  if (!user) throw new Error(`user ${id} does not exist`)
  return user
}

const inSeconds = (seconds: number): Date => new Date(Date.now() + seconds * 1000)
