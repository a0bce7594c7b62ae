import { describe, expect, test } from 'vitest'
import { LIMITS } from '#lib/limits.ts'
import type { Facts } from './plausible.ts'
import { decide } from './decision.ts'
import { toMetres } from './units.ts'

const at = (day: number, hour = 0) => new Date(Date.UTC(2026, 0, 1 + day, hour))
const NO_RECORD = { readings: 1, distanceM: 0, days: 0, chargedWh: 0 }

const BEFORE = { number: 1, readingM: 10_000_000, value: 10_000, unit: 'KM', tenths: false, takenAt: at(0) } as const

/** A reading a day after one of 10,000 km, of a vehicle of which nothing else is known. */
const facts = (km: number, over: Partial<Facts> = {}): Facts => ({
  readingM: km * 1_000,
  value: km,
  unit: 'KM',
  tenths: false,
  takenAt: at(1),
  previous: BEFORE,
  record: NO_RECORD,
  vehicle: { batteryWh: null, consumptionWhPerKm: null },
  chargedWh: 0,
  twins: { vehicles: 0, turns: null },
  person: null,
  ...over,
})
/** After so many miles another number, said to be miles too. */
const inMiles = (before: number, value: number): Facts => {
  const previous = { ...BEFORE, unit: 'MI' as const, value: before, readingM: toMetres(before, 'MI') }
  return facts(0, { value, unit: 'MI', readingM: toMetres(value, 'MI'), previous })
}
/** A reviewer whom verification has asked, when the vehicle had no reading yet. */
const PERSON = { instrument: 'SAME', display: null, asked: null, comparedWith: null } as const
/** One who says what the display counts in. */
const says = (unit: 'KM' | 'MI', tenths = false) => ({ ...PERSON, display: { unit, tenths } })
const TWIN = { vehicles: 1, turns: null }
const review = (...codes: string[]) => expect.objectContaining({ outcome: 'REVIEW', codes }) as object

test.each<[string, Facts, object]>([
  ['a first reading goes to a person', facts(10_100, { previous: null }), review('FIRST_READING')],
  [
    'a first reading that a person has read adds nothing',
    facts(10_100, { previous: null, person: says('KM') }),
    { outcome: 'APPROVED', distanceM: 0 },
  ],
  [
    'a first reading of which nobody says what the display counts in is asked for again',
    facts(10_100, { previous: null, person: { ...PERSON, asked: { distanceM: 0, previous: null, codes: ['FIRST_READING'] } } }),
    review('FIRST_READING'),
  ],
  ['a higher one adds the difference', facts(10_100), { outcome: 'APPROVED', distanceM: 100_000 }],
  ['a lower one is rejected', facts(9_999), { outcome: 'REJECTED', code: 'READING_DECREASED' }],
  ['the same is rejected', facts(10_000), { outcome: 'REJECTED', code: 'READING_REPEATED' }],
  ['an older photo is rejected', facts(10_100, { takenAt: at(0) }), { outcome: 'REJECTED', code: 'TAKEN_BEFORE_LAST' }],
  [
    'a lower one is rejected though a person has read it',
    facts(9_999, { person: PERSON }),
    { outcome: 'REJECTED', code: 'READING_DECREASED' },
  ],
  ['one that another vehicle shows too goes to a person', facts(10_100, { twins: TWIN }), review('SAME_ODOMETER')],
  [
    'a first one that another vehicle shows too goes to a person who knows of it',
    facts(10_100, { previous: null, twins: TWIN, person: says('KM') }),
    review('SAME_ODOMETER'),
  ],
  ['another unit goes to a person, whatever it says', facts(9_000, { unit: 'MI' }), review('UNIT_CHANGED')],
  ['a lower one that fits in miles is asked for and not refused as lower', facts(6_250), review('UNIT_CHANGED')],
  ['a lower one that is lower in miles too is refused', facts(6_212), { outcome: 'REJECTED', code: 'READING_DECREASED' }],
  ['a lower one that would be too far in miles is refused', facts(7_200), { outcome: 'REJECTED', code: 'READING_DECREASED' }],
  [
    'a number of miles that fits in kilometres is asked for as such',
    inMiles(10_100, 16_254 + 60),
    review('UNIT_CHANGED', 'IMPLAUSIBLE_JUMP', 'CHARGE_MISMATCH', 'LARGE_DISTANCE'),
  ],
  ['one without the digit of tenths after one with it goes to a person', facts(10_100, { tenths: true }), review('UNIT_CHANGED')],
  [
    'one with the digit of tenths, before anybody knew of it, is not paid tenfold',
    facts(10_200, { previous: { ...BEFORE, tenths: true } }),
    review('UNIT_CHANGED'),
  ],
  [
    'whoever says that the display counts in miles now has answered it',
    { ...facts(10_100), value: 6_276, unit: 'MI', person: says('MI') },
    { outcome: 'APPROVED', distanceM: 100_000 },
  ],
  [
    'whoever says the unit does not make less of more',
    facts(9_000, { person: says('KM') }),
    { outcome: 'REJECTED', code: 'READING_DECREASED' },
  ],
])('%s', (_rule, given, decision) => {
  expect(decide(given)).toEqual(decision)
})

describe('a jump', () => {
  /** Charged so much that the energy explains everything. */
  const charged = { chargedWh: 1e9 }
  test.each<[string, Facts, boolean]>([
    ['1,501 km in a day, the unit of the display allowed for', facts(11_501, charged), true],
    ['1,502 km in a day', facts(11_502, charged), false],
    ['750 km in half a day', facts(10_750, { ...charged, takenAt: at(0, 12) }), true],
    ['1,561 km in half a day', facts(11_562, { ...charged, takenAt: at(0, 12) }), false],
    ['261 km in two hours', facts(10_261, { ...charged, takenAt: at(0, 2) }), true],
    ['262 km in two hours', facts(10_262, { ...charged, takenAt: at(0, 2) }), false],
    ['1 km in the same second', facts(10_001, { ...charged, takenAt: new Date(at(0).getTime() + 1) }), true],
  ])('of %s', (_what, given, plausible) => {
    expect(decide(given)).toEqual(plausible ? expect.objectContaining({ outcome: 'APPROVED' }) : review('IMPLAUSIBLE_JUMP'))
  })

  test("is measured against the vehicle's record once that is three readings and a week long", () => {
    // 100 km a day.
    const record = { readings: 3, distanceM: 700_000, days: 7, chargedWh: 0 }
    expect(decide(facts(10_401, { ...charged, record }))).toMatchObject({ outcome: 'APPROVED' })
    expect(decide(facts(10_402, { ...charged, record }))).toEqual(review('IMPLAUSIBLE_JUMP'))
    expect(decide(facts(11_000, { ...charged, record: { ...record, readings: 2 } }))).toMatchObject({ outcome: 'APPROVED' })
    expect(decide(facts(11_000, { ...charged, record: { ...record, days: 6 } }))).toMatchObject({ outcome: 'APPROVED' })
  })

  test('over several days may be so much a day', () => {
    const record = { readings: 3, distanceM: 10_500_000, days: 7, chargedWh: 0 }
    expect(decide(facts(13_001, { ...charged, record, takenAt: at(2) }))).toMatchObject({ outcome: 'APPROVED' })
    expect(decide(facts(13_002, { ...charged, record, takenAt: at(2) }))).toEqual(review('IMPLAUSIBLE_JUMP'))
  })

  test('that adds much is decided by a model only where the vehicle has a record', () => {
    const [far, given] = [12_001, { ...charged, takenAt: at(30) }]
    expect(decide(facts(far - 1, given))).toMatchObject({ outcome: 'APPROVED' })
    expect(decide(facts(far, given))).toEqual(review('LARGE_DISTANCE'))
    const record = { readings: 3, distanceM: 2_000_000, days: 30, chargedWh: 0 }
    expect(decide(facts(far, { ...given, record }))).toMatchObject({ outcome: 'APPROVED' })
  })

  test('of 300 km is never unusual', () => {
    const record = { readings: 9, distanceM: 70_000, days: 70, chargedWh: 0 }
    expect(decide(facts(10_300, { ...charged, record }))).toMatchObject({ outcome: 'APPROVED' })
    expect(decide(facts(10_302, { ...charged, record }))).toEqual(review('IMPLAUSIBLE_JUMP'))
  })

  test('shows a person the figures', () => {
    const decision = decide(facts(12_000, { chargedWh: 12_345 }))
    expect(decision).toMatchObject({ outcome: 'REVIEW', codes: ['IMPLAUSIBLE_JUMP', 'CHARGE_MISMATCH'], distanceM: 2_000_000 })
    expect(decision).toHaveProperty('evidence', [
      { label: 'Previous reading', value: '10,000 km on 2026-01-01 00:00 UTC' },
      { label: 'This reading', value: '12,000 km on 2026-01-02 00:00 UTC' },
      { label: 'Distance', value: '2,000 km in 1 days' },
      { label: 'Most that is plausible in that time', value: '1,501 km' },
      { label: 'Usual distance of the vehicle', value: 'not known yet' },
      { label: 'Charged through us in that time', value: '12.3 kWh' },
      {
        label: 'Distance that the energy explains',
        value: '1,102.9 km: (12.3 kWh charged + 80 kWh in the battery + 40 kWh a day elsewhere) at 12 kWh/100 km',
      },
      { label: 'Other vehicles that show the same', value: '0' },
    ])
  })
})

test('that takes turns with another vehicle shows a person how often', () => {
  const turns = { rounds: 12, days: 11.4, nats: 9 }
  expect(decide(facts(10_100, { twins: { vehicles: 1, turns } }))).toHaveProperty(
    'evidence',
    expect.arrayContaining([
      { label: 'Other vehicles that show the same', value: '1' },
      {
        label: 'Readings in turn with those of another vehicle',
        value: '12 times in 11 days, always in the order of one odometer',
      },
    ]),
  )
})

describe("a person's decision", () => {
  const asked = {
    distanceM: 2_000_000,
    previous: 1,
    codes: ['IMPLAUSIBLE_JUMP', 'CHARGE_MISMATCH'] as ('IMPLAUSIBLE_JUMP' | 'CHARGE_MISMATCH')[],
  }
  const after = (over: Partial<typeof asked>) => ({ ...PERSON, asked: { ...asked, ...over } })

  test('holds for what they were asked', () => {
    expect(decide(facts(12_000, { person: after({}) }))).toEqual({ outcome: 'APPROVED', distanceM: 2_000_000 })
    expect(decide(facts(11_900, { person: after({}) }))).toEqual({ outcome: 'APPROVED', distanceM: 1_900_000 })
  })

  test.each([
    ['more kilometres than they were told', 12_001, after({})],
    ['a rule they did not know of', 12_000, after({ codes: ['IMPLAUSIBLE_JUMP'] })],
    ['another reading before', 12_000, after({ previous: 7 })],
    ['nothing asked at all', 12_000, PERSON],
  ])('goes to a person once more with %s', (_what, km, person) => {
    expect(decide(facts(km, { person }))).toMatchObject({ outcome: 'REVIEW', distanceM: (km - 10_000) * 1_000 })
  })

  test('on a large distance that nobody told them is asked for again, and then holds', () => {
    const far = LIMITS.review.fourEyesM / 1_000 + 10_001
    const given = { takenAt: at(30), chargedWh: 1e9 }
    const decision = decide(facts(far, { ...given, person: PERSON }))
    expect(decision).toMatchObject({ outcome: 'REVIEW', codes: ['LARGE_DISTANCE'] })
    expect(decide(facts(far, { ...given, person: { ...PERSON, comparedWith: 1 } }))).toMatchObject({ outcome: 'APPROVED' })
    const distanceM = far * 1_000 - 10_000_000
    const person = { ...PERSON, asked: { distanceM, previous: 1, codes: ['LARGE_DISTANCE' as const] } }
    expect(decide(facts(far, { ...given, person }))).toEqual({ outcome: 'APPROVED', distanceM })
  })

  test('that the instrument was replaced adds nothing, whatever it shows', () => {
    for (const km of [0, 9_999, 10_000, 99_999])
      expect(decide(facts(km, { unit: 'MI', person: { ...PERSON, instrument: 'REPLACED' } }))).toEqual({
        outcome: 'APPROVED',
        distanceM: 0,
      })
  })
})
