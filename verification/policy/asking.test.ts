import { expect, test } from 'vitest'
import type { Policy } from '../tables.ts'
import { askPeople, type PolicyFacts } from './asking.ts'
import { worthOf, type DayReading } from './worth.ts'

const policy: Policy = {
  id: 'policy',
  version: 1,
  follows: null,
  since: new Date(),
  set_by: null,
  reason: 'A test.',
  audit_permille: 50,
  unbound_permille: 150,
  new_driver_permille: 250,
  new_driver_photos: 10,
  unbound_per_day: 5,
  day_worth: '1000',
}
/** A photo from the capture flow of a driver of whom many are approved, with a lot that no share comes to. */
const facts = (over: Partial<PolicyFacts> = {}): PolicyFacts => ({
  policy,
  lot: 999,
  bound: true,
  open: false,
  approved: 100,
  unboundToday: 0,
  worth: 0n,
  ...over,
})
const reasons = (over: Partial<PolicyFacts>) => askPeople(facts(over)).flatMap(({ reason }) => reason ?? [])

test.each([
  ['of all photos', {}, 50],
  ['of those taken in no capture flow', { bound: false }, 150],
  ['of those of a new driver', { approved: 0 }, 250],
  ['the largest, if several hold', { bound: false, approved: 0 }, 250],
])('the share %s is met exactly: the last lot below it is asked about, the first at it is not', (_, over, permille) => {
  const asked = Array.from({ length: 1_000 }, (_each, lot) => lot).filter((lot) => reasons({ ...over, lot }).length > 0)
  expect(asked).toEqual(Array.from({ length: permille }, (_each, lot) => lot))
  expect(reasons({ ...over, lot: permille - 1 })).toEqual(['RANDOM_AUDIT'])
})

test('a share of 0 asks about nothing, one of 1,000 about everything', () => {
  const of = (audit_permille: number) => ({ ...policy, audit_permille })
  expect(reasons({ policy: of(0), lot: 0 })).toEqual([])
  expect(reasons({ policy: of(1_000), lot: 999 })).toEqual(['RANDOM_AUDIT'])
})

test('what follows a photo that chance has chosen is asked about whatever its lot; its own lot comes first', () => {
  expect(reasons({ open: true, lot: 50 })).toEqual(['AUDIT_OPEN'])
  expect(reasons({ open: true, lot: 49 })).toEqual(['RANDOM_AUDIT'])
})

test('a driver’s tenth photo is that of a new driver, and the eleventh is not', () => {
  const lot = 249
  expect(reasons({ approved: 9, lot })).toEqual(['RANDOM_AUDIT'])
  expect(reasons({ approved: 10, lot })).toEqual([])
  expect(reasons({ policy: { ...policy, new_driver_photos: 0 }, approved: 0, lot })).toEqual([])
})

test('the fifth photo of a day from no capture flow may be approved without people, and the sixth may not; from the capture flow any may', () => {
  expect(reasons({ bound: false, unboundToday: 4 })).toEqual([])
  expect(reasons({ bound: false, unboundToday: 5 })).toEqual(['DAILY_CAP'])
  expect(reasons({ bound: true, unboundToday: 5 })).toEqual([])
})

test('a day that is worth exactly the number passes, and a base unit more is asked about; of what nobody knows the worth, nothing is asked', () => {
  expect(reasons({ worth: 1_000n })).toEqual([])
  expect(reasons({ worth: 1_001n })).toEqual(['DAY_WORTH'])
  expect(askPeople(facts({ worth: null })).at(-1)).toMatchObject({ check: 'day-worth', outcome: 'UNKNOWN' })
})

/** A token for ten kilometres, and 50 for one reading at most. */
const rule = { per: 10_000, amount: '1000', maximum: '50000' }
const of = (from: number | null, to: number, vehicleId = 'car', unit: DayReading['unit'] = 'KM'): DayReading => ({
  vehicleId,
  unit,
  from,
  to,
})

test.each<[string, DayReading[], bigint]>([
  ['one reading’s by the rule', [of(1_000, 1_025)], 2_500n],
  ['a mile’s in whole metres', [of(100, 101, 'car', 'MI')], 160n],
  ['a first reading’s nothing', [of(null, 90_000)], 0n],
  ['readings’ together, of all vehicles', [of(1_000, 1_010), of(1_010, 1_030), of(50, 60, 'van')], 4_000n],
  ['kilometres’ once, of photos that were submitted after the same one', [of(1_000, 1_100), of(1_000, 1_050)], 10_000n],
  ['kilometres’ once, in whatever order their photos come', [of(1_000, 1_100), of(1_000, 1_050), of(1_050, 1_200)], 20_000n],
  ['of displays of two units, each its own', [of(1_000, 1_010), of(1_004, 1_005, 'car', 'MI')], 1_160n],
  ['no more than the rule’s maximum for each reading', [of(0, 10_000), of(10_000, 10_010)], 51_000n],
  ['a lower reading’s nothing', [of(1_000, 900)], 0n],
])('the worth of a day is %s', (_, readings, worth) => {
  expect(worthOf(readings, rule)).toBe(worth)
})
