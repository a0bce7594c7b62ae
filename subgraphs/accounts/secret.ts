import { createHash, randomBytes } from 'node:crypto'

/** A refresh token, a challenge, what the link of a letter carries: 256 random bits without a meaning. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What is stored of such a secret. It is random, so a plain hash is enough. */
export const secretHash = (secret: string): Buffer => createHash('sha256').update(secret).digest()
