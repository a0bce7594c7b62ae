import { createHash, randomBytes } from 'node:crypto'

/** A secret of an upload's address, which no one can guess. Only its digest is kept, so that nobody who reads the database can upload. */
export const newToken = (): string => randomBytes(32).toString('base64url')

export const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest()
