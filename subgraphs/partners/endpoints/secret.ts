import { createHmac, createPrivateKey, createPublicKey, hkdfSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import { openSecret, sealSecret } from '#lib/secrets/sealed.ts'
import type { Secret } from '../tables.ts'

/** 32 bytes for HMAC-SHA256, and 32 that make an Ed25519 key: receivers check the one or the other. */
const BYTES = 32
/** What DER puts before the 32 bytes of an Ed25519 key (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** What seals secrets in the database. */
export const sealingKey = (secretKey: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secretKey, '', 'evergraph webhook secrets', 32))

/** A new secret: as it is kept, and `whsec_…` as it is shown this once. */
export function newSecret(key: Uint8Array, endpointId: string): Pick<Secret, 'sealed' | 'public_key'> & { shown: string } {
  const whole = randomBytes(2 * BYTES)
  const jwk = createPublicKey(ed25519(whole.subarray(BYTES))).export({ format: 'jwk' })
  return {
    sealed: sealSecret(key, endpointId, whole),
    public_key: Buffer.from(jwk.x ?? '', 'base64url'),
    shown: `whsec_${whole.subarray(0, BYTES).toString('base64')}`,
  }
}

/** What signs an endpoint's messages; opened once for many of them. */
export interface Signer {
  hmac: Buffer
  ed25519: KeyObject
}

/** Throws if the secret was sealed by another key or for another endpoint. */
export function openSigner(key: Uint8Array, { endpoint_id, sealed }: Pick<Secret, 'endpoint_id' | 'sealed'>): Signer {
  const whole = openSecret(key, endpoint_id, sealed)
  return { hmac: whole.subarray(0, BYTES), ed25519: ed25519(whole.subarray(BYTES)) }
}

/** As receivers know it: `whpk_…`. */
export const publicKeyText = ({ public_key }: Pick<Secret, 'public_key'>): string => `whpk_${public_key.toString('base64')}`

/** The headers of one try (Standard Webhooks). All secrets that hold sign: a receiver needs to know one of them. */
export function signedHeaders(signers: readonly Signer[], messageId: string, atMs: number, body: string): Record<string, string> {
  const timestamp = Math.floor(atMs / 1_000)
  const signed = Buffer.from(`${messageId}.${timestamp}.${body}`)
  const signatures = signers.flatMap(({ hmac, ed25519: key }) => [
    `v1,${createHmac('sha256', hmac).update(signed).digest('base64')}`,
    `v1a,${sign(null, signed, key).toString('base64')}`,
  ])
  return {
    'webhook-id': messageId,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  }
}

const ed25519 = (seed: Buffer): KeyObject => createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
