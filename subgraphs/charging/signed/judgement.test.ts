import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readPublicKey } from '#lib/ocmf/key.ts'
import { PUBLISHED } from '#lib/ocmf/published.fixture.ts'
import { createSigner, type Signer, type SignedReading } from '../../../test/charge-point-signer.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import { judge, type RegisteredKey, type SignedText } from './judgement.ts'

const moment = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12, minute))
const begins = (more: Partial<SignedReading> = {}): SignedReading => ({
  at: moment(0),
  registerWh: 1_000_000,
  reason: 'B',
  ...more,
})
const ended = (more: Partial<SignedReading> = {}): SignedReading => ({
  at: moment(60),
  registerWh: 1_010_000,
  reason: 'E',
  ...more,
})
const UNSIGNED = { startWh: 1_000_000, stopWh: 1_010_000, energyWh: 10_000, startedAt: moment(0), endedAt: moment(60) }

const value = (text: string, context: SignedText['context'] = 'OTHER'): SignedText => ({
  text,
  format: 'OCMF',
  context,
  digest: createHash('sha256').update(text).digest(),
})
function keyOf(signer: Pick<Signer, 'publicKey' | 'meterSerial'>, more: Partial<RegisteredKey> = {}): RegisteredKey {
  const key = readPublicKey(signer.publicKey)
  if (typeof key === 'string') throw new Error(key)
  return { id: 'key', ...key, meterSerial: signer.meterSerial, valid: true, ...more }
}
/** A session whose begin and end are signed apart, judged. */
function session(options: {
  begin?: Partial<SignedReading>
  end?: Partial<SignedReading>
  beginAbout?: Record<string, unknown>
  endAbout?: Record<string, unknown>
  unsigned?: Partial<typeof UNSIGNED>
}) {
  const signer = createSigner()
  const values = [
    value(signer.sign([begins(options.begin)], options.beginAbout), 'BEGIN'),
    value(signer.sign([ended(options.end)], options.endAbout), 'END'),
  ]
  return judge(values, [keyOf(signer)], { ...UNSIGNED, ...options.unsigned }).judgement
}

describe('is verified:', () => {
  test('begin and end in two records, with the registered key', () => {
    const signer = createSigner({ page: 7 })
    const values = [value(signer.sign([begins()]), 'BEGIN'), value(signer.sign([ended()]), 'END')]
    const { judgement, pages } = judge(values, [keyOf(signer)], UNSIGNED)
    expect(judgement).toEqual({
      result: 'VERIFIED',
      problems: [],
      begin: {
        at: moment(0).toISOString(),
        clock: 'S',
        registerWh: 1_000_000,
        register: '1-b:1.8.0',
        page: 'T7',
        meterSerial: 'M-1',
      },
      end: {
        at: moment(60).toISOString(),
        clock: 'S',
        registerWh: 1_010_000,
        register: '1-b:1.8.0',
        page: 'T8',
        meterSerial: 'M-1',
      },
      key: { id: 'key', curve: 'secp256r1', publicKey: signer.publicKey },
    })
    expect(pages.map(({ meterSerial, context, page }) => [meterSerial, context, page])).toEqual([
      ['M-1', 'T', 7],
      ['M-1', 'T', 8],
    ])
  })

  test('begin and end in one record, also beside the begin’s own', () => {
    const signer = createSigner()
    const begin = value(signer.sign([begins()]), 'BEGIN')
    const both = value(signer.sign([begins(), ended()]), 'END')
    expect(judge([both], [keyOf(signer)], UNSIGNED).judgement.result).toBe('VERIFIED')
    expect(judge([begin, both], [keyOf(signer)], UNSIGNED).judgement.result).toBe('VERIFIED')
  })

  test('what a maker has published, with its key', () => {
    const keba = PUBLISHED.find(({ from }) => from === 'KEBA')
    const key = keyOf({ publicKey: keba?.publicKey ?? '', meterSerial: '17619300' })
    const unsigned = { ...UNSIGNED, startWh: 260, stopWh: 260, energyWh: 0 }
    expect(judge([value(keba?.text ?? '')], [key], unsigned).judgement).toMatchObject({
      result: 'VERIFIED',
      begin: { registerWh: 259.6, page: 'T32' },
      end: { registerWh: 259.7 },
    })
  })

  test('after a rotation, with the new key or with the old one while it is good', () => {
    const [old, fresh] = [createSigner(), createSigner()]
    const values = [value(old.sign([begins(), ended()]))]
    expect(judge(values, [keyOf(fresh), keyOf(old)], UNSIGNED).judgement.result).toBe('VERIFIED')
    expect(judge(values, [keyOf(fresh), keyOf(old, { valid: false })], UNSIGNED).judgement.problems).toEqual(['SIGNATURE_INVALID'])
  })

  test.each(['L', 'R', 'A', 'P'])('an end of kind %s', (reason) => {
    expect(session({ end: { reason } }).result).toBe('VERIFIED')
  })

  test('a begin and an end beside those of another register', () => {
    const meter = createSigner()
    const other = (reading: SignedReading, registerWh: number) => ({ ...reading, registerWh, more: { RI: '1-b:1.8.1' } })
    const text = meter.sign([begins(), other(begins(), 7), ended(), other(ended(), 9)])
    const { judgement } = judge([value(text)], [keyOf(meter)], UNSIGNED)
    expect(judgement).toMatchObject({ result: 'VERIFIED', end: { registerWh: 1_010_000, register: '1-b:1.8.0' } })
  })
  test('a record that does not say what it is, by the charger’s word', () => {
    const none = { more: { TX: undefined } }
    expect(session({ begin: none, end: none }).result).toBe('VERIFIED')
  })
})

describe('nobody can say:', () => {
  const signer = createSigner()
  const begin = value(signer.sign([begins()]), 'BEGIN')
  const end = value(signer.sign([ended()]), 'END')
  const other: SignedText = { ...value('1B1B1B1B'), format: 'OTHER' }
  test.each([
    ['no key is registered', [begin, end], [], 'NO_KEY'],
    ['the end is not signed', [begin], [keyOf(signer)], 'INCOMPLETE'],
    ['the begin is not signed', [end], [keyOf(signer)], 'INCOMPLETE'],
    ['the format is another one', [other], [keyOf(signer)], 'UNKNOWN_FORMAT'],
    ['there is nothing', [], [keyOf(signer)], 'MISSING'],
  ] as const)('%s', (_why, values, keys, result) => {
    const { judgement, pages } = judge(values, keys, UNSIGNED)
    expect(judgement).toMatchObject({
      result,
      problems: [],
      key: values.length > 0 && result === 'INCOMPLETE' ? { id: 'key' } : null,
    })
    if (result !== 'INCOMPLETE') expect(pages).toEqual([])
  })

  test('without a key the readings are shown all the same', () => {
    const { judgement } = judge([begin, end], [], UNSIGNED)
    expect([judgement.begin?.registerWh, judgement.end?.registerWh]).toEqual([1_000_000, 1_010_000])
  })
})

describe('fails:', () => {
  const signer = createSigner()
  const text = signer.sign([begins(), ended()])
  test.each([
    ['a register that was changed after it was signed', text.replace('1010', '1020')],
    ['a page that was changed', text.replace('"T1"', '"T9"')],
    ['a signature of something else', text.replace(/\|\{"SA.*/, `|${createSigner().sign([begins()]).split('|')[2]}`)],
    ['half a record', text.slice(0, 200)],
  ])('%s', (_what, tampered) => {
    const { judgement, pages } = judge([value(tampered)], [keyOf(signer)], UNSIGNED)
    expect(judgement.result).toBe('FAILED')
    expect(judgement.problems).toContain('SIGNATURE_INVALID')
    expect([judgement.key, pages]).toEqual([null, []])
  })

  test('one bad record beside good ones', () => {
    const bad = value(signer.sign([{ at: moment(30), registerWh: 1_005_000, reason: 'C' }]).replace('1005', '1004'))
    expect(judge([value(text), bad], [keyOf(signer)], UNSIGNED).judgement.problems).toEqual(['SIGNATURE_INVALID'])
  })

  test('a key that only the charger has sent', () => {
    expect(judge([value(text)], [keyOf(createSigner())], UNSIGNED).judgement.problems).toEqual(['SIGNATURE_INVALID'])
  })

  test('a meter that is not the registered one, though the key is', () => {
    expect(judge([value(text)], [keyOf(signer, { meterSerial: 'M-2' })], UNSIGNED).judgement.problems).toEqual([
      'SIGNED_BY_OTHER_METER',
    ])
  })

  test.each([
    ['another energy than is billed', { unsigned: { energyWh: 12_000, stopWh: 1_012_000 } }, ['SIGNED_REGISTER_DIFFERS']],
    ['the same energy of another register', { unsigned: { startWh: 900_000, stopWh: 910_000 } }, ['SIGNED_REGISTER_DIFFERS']],
    ['an end that was before the begin', { end: { at: moment(-1) } }, ['SIGNED_END_BEFORE_BEGIN']],
    [
      'an end that shows less than the begin',
      { end: { registerWh: 999_000 } },
      ['SIGNED_END_BEFORE_BEGIN', 'SIGNED_REGISTER_DIFFERS'],
    ],
    ['a begin and an end of different people', { beginAbout: { ID: 'A' }, endAbout: { ID: 'B' } }, ['SIGNED_TRANSACTIONS_DIFFER']],
    ['a begin and an end of different places', { beginAbout: { CI: 'A' }, endAbout: { CI: 'B' } }, ['SIGNED_TRANSACTIONS_DIFFER']],
    ['a page that goes back', { beginAbout: { PG: 'T9' }, endAbout: { PG: 'T8' } }, ['SIGNED_PAGE_BACK']],
    ['a page that stands twice', { beginAbout: { PG: 'T9' }, endAbout: { PG: 'T9' } }, ['SIGNED_PAGE_BACK']],
    ['a meter that is not well', { end: { more: { ST: 'M' } } }, ['SIGNED_METER_FAULT']],
    ['energy that the meter calls unusable', { begin: { more: { EF: 'E' } } }, ['SIGNED_METER_FAULT']],
  ] as const)('%s', (_what, options, problems) => {
    expect(session(options)).toMatchObject({ result: 'FAILED', problems })
  })

  test('readings that a meter with a true clock has signed at another time', () => {
    const differ = ['SIGNED_TRANSACTIONS_DIFFER']
    const hours = (count: number) => ({ at: moment(count * 60) })
    expect(session({ begin: hours(-1) }).problems).toEqual([])
    expect(session({ begin: hours(-2) }).problems).toEqual(differ)
    expect(session({ end: hours(2) }).problems).toEqual([])
    expect(session({ end: hours(3) }).problems).toEqual(differ)
    // A begin that waited for the current is no fault, and a clock that nobody has set says nothing.
    expect(session({ begin: { at: moment(59) } }).problems).toEqual([])
    const unset = { ...hours(-2), more: { TM: `${moment(-120).toISOString().replace('Z', '+0000')} U` } }
    expect(session({ begin: unset }).problems).toEqual([])
  })

  test('a begin and an end of two meters, both of the EVSE', () => {
    const [one, other] = [createSigner(), createSigner({ meterSerial: 'M-2' })]
    const values = [value(one.sign([begins()], { PG: 'T1' })), value(other.sign([ended()], { PG: 'T2' }))]
    expect(judge(values, [keyOf(one), keyOf(other)], UNSIGNED).judgement.problems).toEqual(['SIGNED_TRANSACTIONS_DIFFER'])
  })

  test('begins of two transactions', () => {
    const both = createSigner()
    const values = [value(both.sign([begins({ registerWh: 900_000 })])), value(both.sign([begins(), ended()]))]
    expect(judge(values, [keyOf(both)], UNSIGNED).judgement.problems).toContain('SIGNED_TRANSACTIONS_DIFFER')
  })

  test('an error that the meter signs on the way', () => {
    const meter = createSigner()
    const error = value(meter.sign([{ at: moment(30), registerWh: 1_005_000, reason: 'X' }]))
    const values = [value(meter.sign([begins()])), error, value(meter.sign([ended()]))]
    expect(judge(values, [keyOf(meter)], UNSIGNED).judgement.problems).toEqual(['SIGNED_METER_FAULT'])
  })
})

describe('what is signed and what is not agree', () => {
  const { signedDiffersWh, signedCoarsestWh } = CHARGING_LIMITS
  const off = (moreWh: number, written: { begin?: string; end?: string } = {}) =>
    session({
      begin: written.begin === undefined ? {} : { more: { RV: written.begin, RU: 'kWh' } },
      end: written.end === undefined ? {} : { more: { RV: written.end, RU: 'kWh' } },
      unsigned: { stopWh: 1_010_000 + moreWh, energyWh: 10_000 + moreWh },
    }).problems

  test('to the margin beside the last Wh, and no further', () => {
    expect(off(signedDiffersWh + 1)).toEqual([])
    expect(off(signedDiffersWh + 2)).toEqual(['SIGNED_REGISTER_DIFFERS'])
  })

  test('a meter that counts in tenths of a kWh is believed to the last one', () => {
    const [begin, end] = ['1000.0', '1010.0']
    expect(off(100, { begin, end })).toEqual([])
    expect(off(100, { begin, end: '1010.00' })).toEqual(['SIGNED_REGISTER_DIFFERS'])
  })

  test('whole kWh hide no more than that: zeros may have been left away', () => {
    const [begin, end] = ['1000', '1010']
    expect(off(signedDiffersWh + signedCoarsestWh, { begin, end })).toEqual([])
    expect(off(signedDiffersWh + signedCoarsestWh + 1, { begin, end })).toEqual(['SIGNED_REGISTER_DIFFERS'])
  })

  test('a counter that begins at zero with each session is compared by its energy', () => {
    expect(session({ unsigned: { startWh: 0, stopWh: 10_000 } }).result).toBe('VERIFIED')
    expect(session({ unsigned: { startWh: 0, stopWh: 11_000, energyWh: 11_000 } }).problems).toEqual(['SIGNED_REGISTER_DIFFERS'])
  })
})
