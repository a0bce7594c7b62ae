import { createPublicKey } from 'node:crypto'

/** A meter's public key. */
export interface MeterPublicKey {
  curve: Curve
  /** SubjectPublicKeyInfo as DER in capital hexadecimal digits: as transparency software takes it. */
  hex: string
}

/** The curves of OCMF's table of signature methods, by their names there, and what OpenSSL calls them. All are hashed with SHA-256. */
export const CURVES = {
  secp192k1: 'secp192k1',
  secp192r1: 'prime192v1',
  secp256k1: 'secp256k1',
  secp256r1: 'prime256v1',
  brainpool256r1: 'brainpoolP256r1',
  secp384r1: 'secp384r1',
  brainpool384r1: 'brainpoolP384r1',
} as const
export type Curve = keyof typeof CURVES
const NAMES = new Map<string | undefined, Curve>(Object.entries(CURVES).map(([name, openssl]) => [openssl, name as Curve]))

/** Characters of a key as somebody writes it; the largest has 240 digits. */
export const LONGEST_KEY = 2_500

/**
 * A public key as meters' labels, keys' registers and OCPP write it: SubjectPublicKeyInfo in hexadecimal digits (blanks between them do no
 * harm), in base64, as PEM, or in the envelope of the Open Charge Alliance (`oca:base16:asn1:…`), again in base64. A sentence if it is none.
 */
export function readPublicKey(text: string): MeterPublicKey | string {
  if (text.length > LONGEST_KEY) return 'The key is too long.'
  const bytes = keyBytes(text)
  if (bytes === null) return 'The key is neither hexadecimal digits nor base64.'
  try {
    const key = createPublicKey({ key: bytes, format: 'der', type: 'spki' })
    const curve = NAMES.get(key.asymmetricKeyDetails?.namedCurve)
    if (curve === undefined) return `The key lies on none of the curves of OCMF: ${Object.keys(CURVES).join(', ')}.`
    return { curve, hex: key.export({ format: 'der', type: 'spki' }).toString('hex').toUpperCase() }
  } catch {
    return 'The key is no public key with its curve (SubjectPublicKeyInfo).'
  }
}

const ENVELOPE = /^oca:base16:asn1:/i
const PEM = /-----(BEGIN|END) PUBLIC KEY-----/g

function keyBytes(text: string, wrapped = true): Buffer | null {
  const bare = text.replace(PEM, '').replace(/\s/g, '').replace(ENVELOPE, '')
  if (/^([0-9A-Fa-f]{2})+$/.test(bare)) return Buffer.from(bare, 'hex')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(bare)) return null
  const bytes = Buffer.from(bare, 'base64')
  const inner = bytes.toString('latin1')
  return wrapped && (ENVELOPE.test(inner) || /^[0-9A-Fa-f]+$/.test(inner)) ? keyBytes(inner, false) : bytes
}
