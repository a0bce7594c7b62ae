import { createHmac, randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'

/** What every authenticator app understands: RFC 6238 with SHA-1, six digits, 30 seconds. */
const PERIOD_SECONDS = 30
/** 160 bits, as RFC 4226 §4 recommends. */
const SECRET_BYTES = 20
/** A code is taken from one step before until one step after the present one: people are slow, and clocks are wrong. */
const WINDOW = 1

export const newFactorSecret = (): Buffer => randomBytes(SECRET_BYTES)

/** What an app takes as a QR code. */
export const factorUri = (secret: Buffer, account: string): string => totp(secret, account).toString()

/** The same for people who type. */
export const factorText = (secret: Buffer): string => totp(secret).secret.base32

/** The time step that a code is of; null if it is wrong. */
export function stepOf(secret: Buffer, code: string, now = Date.now()): number | null {
  const delta = totp(secret).validate({ token: code, timestamp: now, window: WINDOW })
  return delta === null ? null : Math.floor(now / 1000 / PERIOD_SECONDS) + delta
}

const totp = (secret: Buffer, label = ''): TOTP =>
  // A copy: a small Buffer is a part of a larger piece of memory, which is not the secret.
  new TOTP({ issuer: 'Evergraph', label, secret: new Secret({ buffer: new Uint8Array(secret).buffer }), period: PERIOD_SECONDS })

/** Nothing that reads like something else. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const CODES = 10
const CODE_SIGNS = 12

/** Ten codes of 60 random bits, e.g. `7K2M-9QXA-B4TE`. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: CODES }, () =>
    [...randomBytes(CODE_SIGNS)]
      .map((byte) => SIGNS[byte % SIGNS.length])
      .join('')
      .replace(/(.{4})(?=.)/g, '$1-'),
  )

/** What is stored of a recovery code, however it is typed. Sixty bits could be tried out; without the key nobody can begin. */
export const recoveryHash = (key: Uint8Array, code: string): Buffer =>
  createHmac('sha256', key)
    .update(code.toUpperCase().replaceAll(/[^0-9A-Z]/g, ''))
    .digest()
