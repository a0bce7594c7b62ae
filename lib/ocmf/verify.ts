import { createHash, createPublicKey, verify } from 'node:crypto'
import { CURVES, type Curve, type MeterPublicKey } from './key.ts'
import type { OcmfRecord } from './record.ts'

/** The curve of a signature algorithm (SA); null if OCMF has no such algorithm. Some meters write `brainpoolP256r1`. */
export function curveOf(algorithm: string): Curve | null {
  const [, curve = ''] = /^ECDSA-(\w{1,20})-SHA-?256$/i.exec(algorithm) ?? []
  const name = curve.toLowerCase().replace(/^brainpoolp/, 'brainpool')
  return Object.hasOwn(CURVES, name) ? (name as Curve) : null
}

/** True if the record was signed with the private half of this key. */
export function isSignedBy({ payload, signature }: Pick<OcmfRecord, 'payload' | 'signature'>, key: MeterPublicKey): boolean {
  if (curveOf(signature.algorithm) !== key.curve) return false
  try {
    const publicKey = createPublicKey({ key: Buffer.from(key.hex, 'hex'), format: 'der', type: 'spki' })
    return verify('sha256', Buffer.from(payload), { key: publicKey, dsaEncoding: 'der' }, signature.bytes)
  } catch {
    // A signature that is no DER.
    return false
  }
}

/** What a signed value is known by: the hash of what is signed. Its signature may be written in many ways. */
export const signedDigest = (record: OcmfRecord | string, text: string): Buffer =>
  createHash('sha256')
    .update(typeof record === 'string' ? text : record.payload)
    .digest()
