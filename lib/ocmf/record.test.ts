import { describe, expect, test } from 'vitest'
import { createSigner } from '../../test/charge-point-signer.ts'
import { readJson } from './json.ts'
import { PUBLISHED } from './published.fixture.ts'
import { OCMF_LIMITS, parseOcmf, type OcmfRecord } from './record.ts'

const at = new Date('2026-11-20T12:00:00.250Z')
const record = (text: string): OcmfRecord => {
  const parsed = parseOcmf(text)
  if (typeof parsed === 'string') throw new Error(parsed)
  return parsed
}
/** A record with these fields, which nobody has signed. */
const written = (data: Record<string, unknown>, signature: Record<string, unknown> = { SD: 'AB' }) =>
  `OCMF|${JSON.stringify({ PG: 'T1', MS: 'M', RD: [reading], ...data })}|${JSON.stringify(signature)}`
const reading = { TM: '2018-07-24T13:22:04,000+0200 S', TX: 'B', RV: 2935.6, RI: '1-b:1.8.0', RU: 'kWh', EF: '', ST: 'G' }
const readingOf = (more: Record<string, unknown>) => record(written({ RD: [{ ...reading, ...more }] })).readings[0]

test('a published record is read as it is meant', () => {
  const keba = record(PUBLISHED.find(({ from }) => from === 'KEBA')?.text ?? '')
  expect(keba).toMatchObject({
    meterSerial: '17619300',
    page: { context: 'T', number: 32 },
    identification: null,
    chargePoint: null,
    signature: { algorithm: 'ECDSA-secp256r1-SHA256' },
  })
  expect(keba.readings).toEqual([
    {
      at: '2019-08-13T10:03:15.000Z',
      clock: 'I',
      reason: 'B',
      registerWh: 259.6,
      resolutionWh: expect.closeTo(0.1) as number,
      register: '1-b:1.8.0',
      good: true,
    },
    expect.objectContaining({ at: '2019-08-13T10:03:36.000Z', clock: 'R', reason: 'E', registerWh: 259.7 }) as object,
  ])
})

test.each(PUBLISHED.map(({ from, curve, text }) => [from, curve, text]))(
  'the record of %s with %s can be read',
  (_from, _curve, text) => {
    expect(record(text).readings.length).toBeGreaterThan(0)
  },
)

test('energy that is fed back is none that was taken', () => {
  const both = record(PUBLISHED.find(({ from }) => from === 'obis')?.text ?? '')
  expect(both.readings.map(({ registerWh }) => registerWh)).toEqual([0, 1000, null, null])
})

test('what a reading leaves out is as in the one before', () => {
  const first = { ...reading, TX: 'B' }
  const { readings } = record(written({ RD: [first, { TX: 'C', RV: 1 }, { RV: 2 }, { TX: 'E', RV: 3, ST: 'F' }] }))
  expect(readings.map(({ reason, registerWh, good }) => [reason, registerWh, good])).toEqual([
    ['B', 2_935_600, true],
    ['C', 1_000, true],
    ['C', 2_000, true],
    ['E', 3_000, false],
  ])
})

test.each([
  ['0.2500', 'kWh', 250, 0.1],
  ['2935.6', 'kWh', 2_935_600, 100],
  ['"1.0"', 'kWh', 1_000, 100],
  ['7753', 'Wh', 7753, 1],
  ['1.5E3', 'Wh', 1500, 100],
])('%s %s is %i Wh, to %d Wh', (value, unit, registerWh, resolutionWh) => {
  const text = written({}).replace('2935.6', value).replace('kWh', unit)
  expect(record(text).readings[0]).toMatchObject({ registerWh, resolutionWh: expect.closeTo(resolutionWh) as number })
})

test.each([
  ['2018-07-24T13:22:04,250+0200 S', '2018-07-24T11:22:04.250Z', 'S'],
  ['2018-07-24T13:22:04.5+02:00', '2018-07-24T11:22:04.500Z', null],
  ['2018-07-24T13:22:04Z U', '2018-07-24T13:22:04.000Z', 'U'],
])('the time %s is %s', (TM, moment, clock) => {
  expect(readingOf({ TM })).toMatchObject({ at: moment, clock })
})

test.each([
  [{ ST: 'F' }, false],
  [{ ST: undefined }, false],
  [{ EF: 'E' }, false],
  [{ EF: 'tE' }, false],
  [{ EF: 't' }, true],
])('a meter that says %j of itself is well: %s', (more, good) => {
  expect(readingOf(more)?.good).toBe(good)
})

test('the gateway’s serial counts where the meter has none', () => {
  expect(record(written({ MS: undefined, GS: 'G' })).meterSerial).toBe('G')
  expect(record(written({ GS: 'G' })).meterSerial).toBe('M')
})

test('what stands in a text is no level', () => {
  const text = String.raw`{"ID":"a\"[[[[{{{{","MA":"\\\\"}`
  expect(readJson(text, 2)).toEqual({ ID: 'a"[[[[{{{{', MA: '\\\\' })
})

test('a signature may be hexadecimal or base64', () => {
  const bytes = Buffer.from([1, 2, 250])
  expect(record(written({}, { SD: '0102fA' })).signature.bytes).toEqual(bytes)
  expect(record(written({}, { SE: 'base64', SD: 'AQL6' })).signature.bytes).toEqual(bytes)
})

describe('is no record:', () => {
  const valid = createSigner().sign([{ at, registerWh: 1_000_000, reason: 'B' }])
  const levels = (count: number) => `OCMF|{"PG":"T1","RD":${'['.repeat(count)}${']'.repeat(count)}}|{}`
  test.each([
    ['nothing', '', /three sections/],
    ['another header', valid.replace('OCMF', 'OCMA'), /three sections/],
    ['a fourth section', `${valid}|{}`, /three sections/],
    ['no signature', valid.split('|').slice(0, 2).join('|'), /three sections/],
    ['a section that is a list', 'OCMF|[]|{}', /no JSON object/],
    ['half of a text', valid.slice(0, 60) + '|{}', /no JSON object/],
    ['a text beyond all measure', valid + ' '.repeat(OCMF_LIMITS.characters), /too long/],
    ['a text of some levels', levels(50), /no JSON object/],
    ['a text of many levels', levels(4_000), /no JSON object/],
    ['a bad page', written({ PG: '12' }), /no page/],
    ['a page beyond all numbers', written({ PG: `T${'9'.repeat(30)}` }), /no page/],
    ['no readings', written({ RD: [] }), /no readings/],
    ['readings without end', written({ RD: Array.from({ length: 65 }, () => ({ TM: reading.TM })) }), /too many/],
    ['a reading that is none', written({ RD: [1] }), /no object/],
    ['a time that is none', written({ RD: [{ ...reading, TM: '2018-13-24T13:22:04,000+0200 S' }] }), /time/],
    ['a value that is none', written({ RD: [{ ...reading, RV: 'many' }] }), /value/],
    ['a value below nothing', written({ RD: [{ ...reading, RV: -1 }] }), /value/],
    ['an empty signature', written({}, { SD: '' }), /signature/],
    ['half a byte of signature', written({}, { SD: 'ABC' }), /signature/],
    ['a signature of another kind', written({}, { SM: 'application/x-cms', SD: 'AB' }), /signature/],
  ])('%s', (_what, text, problem) => {
    expect(parseOcmf(text)).toMatch(problem)
  })
})
