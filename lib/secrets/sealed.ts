import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Encrypts a secret (AES-256-GCM). It opens for the same owner alone, so that no row can be put in another's place. */
export function sealSecret(key: Uint8Array, ownerId: string, secret: Buffer): Buffer {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(ownerId))
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed])
}

/** Throws if it was sealed with another key, for another owner, or was changed. */
export function openSecret(key: Uint8Array, ownerId: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
  decipher.setAAD(Buffer.from(ownerId)).setAuthTag(sealed.subarray(12, 28))
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
}
