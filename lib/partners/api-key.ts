import { createHash, randomBytes } from 'node:crypto'

/** `eg_` for the real world, `egs_` for the sandbox; 8 signs that may be shown; 256 random bits. */
const API_KEY = /^egs?_[0-9a-z]{8}_[0-9a-z]{50}$/

/** Whether a bearer token is the key of a partner's program. What is not of this form need not be looked up. */
export const isApiKey = (token: string): boolean => API_KEY.test(token)

/** Whether a bearer token is meant to be such a key, even if it was cut off or mistyped. */
export const looksLikeApiKey = (token: string): boolean => /^egs?_/.test(token)

/** What is kept of a key: SHA-256 in hexadecimal digits. A look-up by it takes the same time for every wrong key. */
export const apiKeyHash = (key: string): string => createHash('sha256').update(key).digest('hex')

/** A new key, and the part of it that may be shown. */
export function newApiKey(sandbox: boolean): { key: string; prefix: string } {
  const prefix = signsOf(randomBytes(5), 8)
  return { key: `${apiKeyName(sandbox, prefix)}_${signsOf(randomBytes(32), 50)}`, prefix }
}

/** How a key begins: all that is shown of it. */
export const apiKeyName = (sandbox: boolean, prefix: string): string => `${sandbox ? 'egs' : 'eg'}_${prefix}`

/** Bytes in base 36. */
const signsOf = (bytes: Buffer, length: number): string =>
  BigInt(`0x${bytes.toString('hex')}`)
    .toString(36)
    .padStart(length, '0')
