import { readReadings, type OcmfReading } from './reading.ts'
import { isObject, readJson, shortText } from './json.ts'

/**
 * The Open Charge Metering Format: what a charger's meter has signed (github.com/SAFE-eV/OCMF-Open-Charge-Metering-Format, 1.x). It is
 * `OCMF|payload|signature`, both JSON. A charger's text is nobody's friend: nothing here throws, and everything is bounded.
 */
export interface OcmfRecord {
  /** What is signed, to the letter. */
  payload: string
  /** Serial of the meter (MS); where the record has none, that of the gateway that signs (GS). */
  meterSerial: string | null
  /** Counts the records of the meter, each context (T: transactions, F: fiscal) for itself. */
  page: { context: string; number: number }
  /** Who charges, by the charger's word: kind and value (IT, ID); null if nobody is named. */
  identification: string | null
  /** The charge point (CT, CI), or null. */
  chargePoint: string | null
  /** In the order of the record. */
  readings: OcmfReading[]
  /** As the record has it: the name of the algorithm (SA), and the bytes of the signature. */
  signature: { algorithm: string; bytes: Buffer }
}

export const OCMF_LIMITS = {
  /** Characters of one signed value. Real ones have some hundred, with both readings up to two thousand. */
  characters: 8_192,
  /** Levels of its JSON; the format needs three. */
  depth: 6,
  readings: 64,
} as const

const DEFAULT_ALGORITHM = 'ECDSA-secp256r1-SHA256'

/** The record, or a sentence that says why it is none. */
export function parseOcmf(text: string): OcmfRecord | string {
  if (text.length > OCMF_LIMITS.characters) return 'The signed value is too long.'
  const sections = text.trim().split('|')
  const [header, payload, signature] = sections
  if (header !== 'OCMF' || payload === undefined || signature === undefined || sections.length > 3)
    return 'The signed value does not have the three sections of OCMF.'
  const data = readJson(payload, OCMF_LIMITS.depth)
  const signed = readJson(signature, OCMF_LIMITS.depth)
  if (!isObject(data) || !isObject(signed)) return 'A section of the signed value is no JSON object.'

  const page = /^([A-Z])(\d{1,15})$/.exec(typeof data['PG'] === 'string' ? data['PG'] : '')
  if (page === null) return 'The signed value has no page.'
  const readings = readReadings(data['RD'], OCMF_LIMITS.readings)
  if (typeof readings === 'string') return readings
  const bytes = signatureBytes(signed)
  if (bytes === null) return 'The signature cannot be read.'
  const [kind, value] = [shortText(data['IT']), shortText(data['ID'])]
  const [placeKind, place] = [shortText(data['CT']), shortText(data['CI'])]
  return {
    payload,
    meterSerial: shortText(data['MS']) ?? shortText(data['GS']),
    page: { context: page[1] ?? '', number: Number(page[2]) },
    identification: value === null ? null : `${kind ?? ''} ${value}`.trim(),
    chargePoint: place === null ? null : `${placeKind ?? ''} ${place}`.trim(),
    readings,
    signature: { algorithm: shortText(signed['SA']) ?? DEFAULT_ALGORITHM, bytes },
  }
}

function signatureBytes({
  SE: encoding = 'hex',
  SM: kind = 'application/x-der',
  SD: data,
}: Record<string, unknown>): Buffer | null {
  if (typeof data !== 'string' || data === '' || kind !== 'application/x-der') return null
  if (encoding === 'hex') return /^([0-9A-Fa-f]{2})+$/.test(data) ? Buffer.from(data, 'hex') : null
  if (encoding === 'base64') return /^[A-Za-z0-9+/]+={0,2}$/.test(data) ? Buffer.from(data, 'base64') : null
  return null
}
