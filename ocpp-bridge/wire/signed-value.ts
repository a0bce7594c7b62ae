import type { MeterSample, SignedMeterValue } from '#lib/events.ts'
import { readJson } from '#lib/ocmf/json.ts'
import { LONGEST_KEY } from '#lib/ocmf/key.ts'
import { OCMF_LIMITS } from '#lib/ocmf/record.ts'
import { ocmfText } from '#lib/ocmf/transport.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { isObject, type Json } from './frame.ts'

/**
 * The signed values of a `sampledValue` array. 1.6 has `format` SignedData, and the record as text, in hexadecimal digits or in base64, or
 * 2.x's object as text (Open Charge Alliance, Signed Meter Values in OCPP). 2.x has `signedMeterValue` with the record in base64. They are
 * passed on unchecked: only charging knows the keys.
 */
export function readSignedValues(sampledValue: unknown, problems: string[]): SignedMeterValue[] {
  if (!Array.isArray(sampledValue)) return []
  const signed: SignedMeterValue[] = []
  for (const sampled of sampledValue as unknown[]) {
    const sent = isObject(sampled) ? sentOf(sampled) : null
    if (sent === null) continue
    const value = readSignedValue(sent)
    if (typeof value === 'string') problems.push(value)
    else if (signed.length === OCPP_LIMITS.signedOfMoment) problems.push('a meter value has too many signed values')
    else signed.push(value)
  }
  return signed
}

interface Sent {
  data: unknown
  publicKey: unknown
  context: unknown
}

/** What is said to be signed; null if a sampled value has nothing of that. */
function sentOf({ format, value, context, signedMeterValue }: Json): Sent | null {
  const wrapped = isObject(signedMeterValue) ? signedMeterValue : format === 'SignedData' ? unwrapped(value) : null
  if (wrapped !== null) return { data: wrapped['signedMeterData'], publicKey: wrapped['publicKey'], context }
  return format === 'SignedData' ? { data: value, publicKey: null, context } : null
}

/** The record with two signs for each byte, and a key beside it. */
const LONGEST = 2 * OCMF_LIMITS.characters + 2 * LONGEST_KEY

function unwrapped(value: unknown): Json | null {
  if (typeof value !== 'string' || !value.trimStart().startsWith('{')) return null
  const read = value.length > LONGEST ? undefined : readJson(value, 2)
  return isObject(read) && 'signedMeterData' in read ? read : null
}

const CONTEXTS: Record<string, SignedMeterValue['context']> = { 'Transaction.Begin': 'BEGIN', 'Transaction.End': 'END' }

/** The value, or a sentence that says why it is left out. */
function readSignedValue({ data, publicKey, context }: Sent): SignedMeterValue | string {
  if (typeof data !== 'string' || data === '') return 'a signed value is no text'
  const record = ocmfText(data)
  const text = record ?? data
  if (text.length > OCMF_LIMITS.characters) return 'a signed value is too long'
  if (!isStorable(text)) return 'a signed value has characters that cannot be kept'
  return {
    text,
    format: record === null ? 'OTHER' : 'OCMF',
    context: CONTEXTS[typeof context === 'string' ? context : ''] ?? 'OTHER',
    publicKey: typeof publicKey === 'string' && publicKey !== '' && isStorable(publicKey) ? publicKey.slice(0, LONGEST_KEY) : null,
  }
}

/** PostgreSQL takes neither the character 0 nor half a character. */
const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

/** The same samples with no more than the first and the last of their signed values: nobody waits for those between. */
export function fewSigned(samples: readonly MeterSample[]): MeterSample[] {
  const places = samples.flatMap(({ signed }, place) => (signed === undefined ? [] : [place]))
  if (places.length <= OCPP_LIMITS.heldSigned) return [...samples]
  const half = OCPP_LIMITS.heldSigned / 2
  const dropped = new Set(places.slice(half, -half))
  return samples.map((sample, place) => {
    if (!dropped.has(place)) return sample
    const { signed: _signed, ...bare } = sample
    return bare
  })
}
