import { OCMF_LIMITS } from './record.ts'

/** Each byte may be written with two signs. */
const LONGEST = 2 * OCMF_LIMITS.characters

/** The text of an OCMF record that a charger sends as it is, in hexadecimal digits (OCPP 1.6) or in base64 (2.x); null if it is none. */
export function ocmfText(sent: string): string | null {
  const value = sent.trim()
  if (value.length > LONGEST) return null
  if (isOcmf(value)) return value
  const compact = value.replace(/\s/g, '')
  const text = /^([0-9A-Fa-f]{2})+$/.test(compact)
    ? decoded(Buffer.from(compact, 'hex'))
    : /^[A-Za-z0-9+/]+={0,2}$/.test(compact)
      ? decoded(Buffer.from(compact, 'base64'))
      : null
  return text !== null && isOcmf(text) ? text.trim() : null
}

const isOcmf = (text: string): boolean => text.trimStart().startsWith('OCMF|')

/** Bytes that are no UTF-8 would be others when the signature is checked. */
function decoded(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
