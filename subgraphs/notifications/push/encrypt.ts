import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'

/** The keys that a browser has made for one subscription. */
export interface WebKeys {
  /** Its public key: an uncompressed point of P-256, 65 bytes. */
  p256dh: Buffer
  /** Its secret, 16 bytes. */
  auth: Buffer
}

const RECORD_BYTES = 4_096

/**
 * Encrypts a push for one subscription (RFC 8291, aes128gcm of RFC 8188, one record). Salt and private key are new each time; a test gives those of
 * the RFC's example. Throws if p256dh is no point of the curve.
 */
export function encryptPush(text: Buffer, { p256dh, auth }: WebKeys, salt = randomBytes(16), privateKey?: Buffer): Buffer {
  const own = createECDH('prime256v1')
  if (privateKey) own.setPrivateKey(privateKey)
  else own.generateKeys()
  const sender = own.getPublicKey()
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), p256dh, sender])
  const secret = derive(own.computeSecret(p256dh), auth, info, 32)
  const cipher = createCipheriv(
    'aes-128-gcm',
    derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16),
    derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12),
  )
  const size = Buffer.alloc(5)
  size.writeUInt32BE(RECORD_BYTES)
  size.writeUInt8(sender.length, 4)
  // 2 ends the last record.
  const sealed = [cipher.update(Buffer.concat([text, Buffer.from([2])])), cipher.final(), cipher.getAuthTag()]
  return Buffer.concat([salt, size, sender, ...sealed])
}

const derive = (key: Buffer, salt: Buffer, info: Buffer, bytes: number): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, info, bytes))
