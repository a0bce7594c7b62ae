import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** How numbers are kept: sealed, and known again by a keyed hash. */
export interface PhoneSecret {
  seal(userId: string, number: string): string
  /** Throws where it was sealed for somebody else, or by another key. */
  open(userId: string, sealed: string): string
  hash(text: string): Buffer
}

export function createPhoneSecret(key: string): PhoneSecret {
  const derive = (info: string) => Buffer.from(hkdfSync('sha256', key, '', info, 32))
  const [sealing, hashing] = [derive('phone seal'), derive('phone hash')]
  return {
    seal(userId, number) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', sealing, iv).setAAD(Buffer.from(userId))
      return Buffer.concat([iv, cipher.update(number), cipher.final(), cipher.getAuthTag()]).toString('base64url')
    },
    open(userId, sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, 12)).setAAD(Buffer.from(userId))
      decipher.setAuthTag(bytes.subarray(-16))
      return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString()
    },
    hash: (text) => createHmac('sha256', hashing).update(text).digest(),
  }
}
