import { createECDH, createPrivateKey } from 'node:crypto'
import { SignJWT } from 'jose'
import { PUSH_LIMITS } from './limits.ts'

/** By what push services know who sends (RFC 8292). */
export interface Vapid {
  /** What a browser subscribes with: `applicationServerKey`, base64url. */
  publicKey: string
  /** The header `authorization` for a push service. */
  authorization(origin: string): Promise<string>
}

/** A fresh private key for VAPID: 32 bytes in base64url, as the usual tools make it. */
export function newVapidKey(): string {
  const pair = createECDH('prime256v1')
  pair.generateKeys()
  // A small number is written without its zeros in front.
  return Buffer.concat([Buffer.alloc(32), pair.getPrivateKey()])
    .subarray(-32)
    .toString('base64url')
}

/** True for a private key of P-256 in base64url. */
export const isVapidKey = (text: string): boolean => {
  const key = Buffer.from(text, 'base64url')
  if (key.length !== 32) return false
  try {
    createECDH('prime256v1').setPrivateKey(key)
    return true
  } catch {
    return false
  }
}

/** @param subject Whom push services write to: `mailto:` or `https:`. */
export function createVapid(privateKey: string, subject: string): Vapid {
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(Buffer.from(privateKey, 'base64url'))
  const point = pair.getPublicKey()
  const publicKey = point.toString('base64url')
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((each) => each.toString('base64url'))
  // An uncompressed point has both.
  const jwk = { kty: 'EC', crv: 'P-256', d: privateKey, x: x as string, y: y as string }
  const key = createPrivateKey({ key: jwk, format: 'jwk' })
  return {
    publicKey,
    async authorization(origin) {
      const until = Math.floor(Date.now() / 1_000) + PUSH_LIMITS.vapidSeconds
      const token = await new SignJWT({ aud: origin, exp: until, sub: subject })
        .setProtectedHeader({ typ: 'JWT', alg: 'ES256' })
        .sign(key)
      return `vapid t=${token}, k=${publicKey}`
    },
  }
}
