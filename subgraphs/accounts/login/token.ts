import { createHmac, hkdfSync, type KeyObject } from 'node:crypto'
import { privateKey } from '#lib/auth.ts'

/** What logins are made with. */
export interface TokenKeys {
  /** Signs access tokens. */
  access: KeyObject
  /** Derives a refresh token's successor. */
  successor: Uint8Array
  /** Encrypts the secrets of authenticator apps. */
  factor: Uint8Array
  /** Hashes recovery codes. */
  recovery: Uint8Array
  /** Hashes whose attempts are counted. */
  attempts: Uint8Array
  /** Hashes addresses that others tell apart. */
  contact: Uint8Array
}

export function tokenKeys({ tokenPrivateKey, secretKey }: { tokenPrivateKey: string; secretKey: string }): TokenKeys {
  const access = privateKey(tokenPrivateKey)
  const derived = (secret: string | Buffer, use: string) => new Uint8Array(hkdfSync('sha256', secret, '', `evergraph ${use}`, 32))
  return {
    access,
    successor: derived(access.export({ format: 'der', type: 'pkcs8' }), 'refresh token'),
    factor: derived(secretKey, 'second factor'),
    recovery: derived(secretKey, 'recovery codes'),
    attempts: derived(secretKey, 'attempts'),
    contact: derived(secretKey, 'contact'),
  }
}

/** The tokens of a login as its client gets them. */
export interface LoginTokens {
  accessToken: string
  accessTokenExpiresAt: Date
  refreshToken: string
  refreshTokenExpiresAt: Date
}

/**
 * The refresh token that replaces a used one. It is derived by our key, so that it can be told again to a client that did not hear it,
 * although only its hash is stored.
 */
export const successorOf = (keys: TokenKeys, token: string): string =>
  createHmac('sha256', keys.successor).update(token).digest('base64url')
