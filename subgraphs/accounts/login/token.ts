import { createHash, createHmac, hkdfSync, randomBytes, type KeyObject } from 'node:crypto'
import { privateKey } from '#lib/auth.ts'

/** What logins are made with. */
export interface TokenKeys {
  /** Signs access tokens. */
  access: KeyObject
  /** Derives a refresh token's successor. */
  successor: Uint8Array
}

export function tokenKeys(privateKeyPem: string): TokenKeys {
  const access = privateKey(privateKeyPem)
  const secret = access.export({ format: 'der', type: 'pkcs8' })
  return { access, successor: new Uint8Array(hkdfSync('sha256', secret, '', 'evergraph refresh token', 32)) }
}

/** The tokens of a login as its client gets them. */
export interface LoginTokens {
  accessToken: string
  accessTokenExpiresAt: Date
  refreshToken: string
  refreshTokenExpiresAt: Date
}

/** A refresh token: 256 random bits without a meaning. */
export const newRefreshToken = (): string => randomBytes(32).toString('base64url')

/** What is stored of a refresh token. The token is random, so a plain hash is enough. */
export const refreshTokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

/**
 * The refresh token that replaces a used one. It is derived by our key, so that it can be told again to a client that did not hear it,
 * although only its hash is stored.
 */
export const successorOf = (keys: TokenKeys, token: string): string =>
  createHmac('sha256', keys.successor).update(token).digest('base64url')
