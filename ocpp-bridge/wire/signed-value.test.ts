import { describe, expect, test } from 'vitest'
import type { MeterSample } from '#lib/events.ts'
import { createSigner } from '../../test/charge-point-signer.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { asMeterSamples, readMeterValues } from './meter-value.ts'
import { fewSigned } from './signed-value.ts'

const now = new Date('2026-11-20T12:00:00Z')
const at = '2026-11-20T11:00:00.000Z'
const read = (...sampledValue: unknown[]) => {
  const { samples, problems } = readMeterValues([{ timestamp: at, sampledValue }], now)
  return { samples: asMeterSamples(samples), problems }
}
const signer = createSigner()
const text = signer.sign([{ at: now, registerWh: 1_000_000, reason: 'B' }])
const base64 = (bytes: string) => Buffer.from(bytes).toString('base64')
const hex = (bytes: string) => Buffer.from(bytes).toString('hex')

describe('OCPP 1.6', () => {
  test.each([
    ['as text', text],
    ['in hexadecimal digits', hex(text)],
    ['in base64', base64(text)],
  ])('a record %s beside the register is passed on as text', (_how, value) => {
    expect(read({ value: '500' }, { value, format: 'SignedData', context: 'Transaction.Begin' })).toEqual({
      samples: [{ at, registerWh: 500, signed: [{ text, format: 'OCMF', context: 'BEGIN', publicKey: null }] }],
      problems: [],
    })
  })

  test('2.x’s object as text is opened, with the key that is sent along', () => {
    const sent = { signedMeterData: base64(text), signingMethod: '', encodingMethod: 'OCMF', publicKey: signer.publicKey }
    expect(read({ value: JSON.stringify(sent), format: 'SignedData', context: 'Transaction.End' }).samples).toEqual([
      { at, signed: [{ text, format: 'OCMF', context: 'END', publicKey: signer.publicKey }] },
    ])
  })

  test('another format is passed on as it was sent', () => {
    expect(read({ value: '1B1B1B1B', format: 'SignedData', context: 'Trigger' }).samples).toEqual([
      { at, signed: [{ text: '1B1B1B1B', format: 'OTHER', context: 'OTHER', publicKey: null }] },
    ])
  })
})

test('2.x: the record in base64 beside its own value', () => {
  const publicKey = base64(`oca:base16:asn1:${signer.publicKey}`)
  const signedMeterValue = { signedMeterData: base64(text), signingMethod: 'x', encodingMethod: 'OCMF', publicKey }
  expect(read({ value: 500, context: 'Transaction.End', signedMeterValue })).toEqual({
    samples: [{ at, registerWh: 500, signed: [{ text, format: 'OCMF', context: 'END', publicKey }] }],
    problems: [],
  })
})

test.each([
  ['that is no text', { value: 5, format: 'SignedData' }, /no text/],
  ['that is empty', { value: 5, signedMeterValue: { signedMeterData: '' } }, /no text/],
  ['without data', { value: 5, signedMeterValue: {} }, /no text/],
  ['without end', { value: 'x'.repeat(60_000), format: 'SignedData' }, /too long/],
  ['with the character 0', { value: base64('OCMF|\0'), format: 'SignedData' }, /cannot be kept/],
])('a signed value %s is named, and the register is used', (_what, bad, problem) => {
  const { samples, problems } = read({ value: '500' }, bad)
  expect(samples[0]).not.toHaveProperty('signed')
  expect(samples[0]?.registerWh).toBeDefined()
  expect(problems.join()).toMatch(problem)
})

test('one moment has no more signed values than there can be use for', () => {
  const values = Array.from({ length: OCPP_LIMITS.signedOfMoment + 1 }, () => ({ value: text, format: 'SignedData' }))
  const { samples, problems } = read(...values)
  expect(samples[0]?.signed).toHaveLength(OCPP_LIMITS.signedOfMoment)
  expect(problems).toEqual(['a meter value has too many signed values'])
})

test('of samples that wait, the first and the last signed values are kept', () => {
  const samples = Array.from({ length: 100 }, (_, n): MeterSample => ({
    at: new Date(n * 1_000).toISOString(),
    registerWh: n,
    ...(n % 2 === 0 && { signed: [{ text: `${n}`, format: 'OTHER', context: 'OTHER', publicKey: null }] }),
  }))
  const few = fewSigned(samples)
  expect(few.map(({ registerWh }) => registerWh)).toEqual(samples.map(({ registerWh }) => registerWh))
  const kept = few.flatMap(({ signed }) => signed?.map((value) => Number(value.text)) ?? [])
  expect(kept).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 84, 86, 88, 90, 92, 94, 96, 98])
})
