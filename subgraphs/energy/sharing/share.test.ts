import { expect, test } from 'vitest'
import { share, type Charge, type Supply } from './share.ts'

const NOW = Date.UTC(2026, 10, 21, 18)
const HOUR = 3_600_000
const supply = (amperes: number): Supply => ({ availableA: [amperes, amperes, amperes], voltage: 230 })
const charge = (id: string, more: Partial<Charge> = {}): Charge => ({
  id,
  phases: [true, true, true],
  minA: 6,
  maxA: 32,
  weight: 1,
  waitedMs: 0,
  hasShare: false,
  goal: null,
  ...more,
})
const currents = (shares: { id: string; currentA: number }[]) =>
  Object.fromEntries(shares.map(({ id, currentA }) => [id, currentA]))

test('what there is is shared alike, and nobody gets more than they take', () => {
  expect(currents(share(supply(60), [charge('a'), charge('b'), charge('c')], NOW))).toEqual({ a: 20, b: 20, c: 20 })
  expect(currents(share(supply(60), [charge('a', { maxA: 10 }), charge('b'), charge('c')], NOW))).toEqual({ a: 10, b: 25, c: 25 })
  expect(currents(share(supply(200), [charge('a'), charge('b')], NOW))).toEqual({ a: 32, b: 32 })
})

test('a weight of two gets twice the share', () => {
  expect(currents(share(supply(30), [charge('a', { weight: 2 }), charge('b')], NOW))).toEqual({ a: 20, b: 10 })
})

test('phases are shared each by itself: a car on L1 leaves L2 and L3 to others', () => {
  const cars = [
    charge('a', { phases: [true, false, false] }),
    charge('b', { phases: [true, false, false] }),
    charge('c', { phases: [false, true, false] }),
  ]
  expect(currents(share(supply(32), cars, NOW))).toEqual({ a: 16, b: 16, c: 32 })
})

test('nobody charges below the least current: who waited longest is let in, the others wait', () => {
  const cars = ['a', 'b', 'c', 'd'].map((id, i) => charge(id, { waitedMs: i * 1000 }))
  expect(currents(share(supply(20), cars, NOW))).toEqual({ a: 0, b: 6.6, c: 6.6, d: 6.6 })
  expect(currents(share(supply(5), cars, NOW))).toEqual({ a: 0, b: 0, c: 0, d: 0 })
})

test('who charges goes on until another has waited for a turn: cars do not change places in every round', () => {
  const cars = (waitedMs: number) => [charge('a', { waitedMs }), charge('b', { hasShare: true }), charge('c', { waitedMs: 0 })]
  expect(currents(share(supply(10), cars(60_000), NOW))).toEqual({ a: 0, b: 10, c: 0 })
  expect(currents(share(supply(10), cars(HOUR), NOW))).toEqual({ a: 10, b: 0, c: 0 })
})

test('a goal that has time lets others share; one that has none gets what it needs', () => {
  const wants = (energyWh: number, hours: number) => charge('a', { goal: { energyWh, readyBy: NOW + hours * HOUR } })
  expect(currents(share(supply(32), [wants(5_000, 10), charge('b')], NOW))).toEqual({ a: 16, b: 16 })
  // 16.56 kWh in one hour are 24 A on three phases.
  const { a = 0, b = 0 } = currents(share(supply(32), [wants(16_560, 1), charge('b')], NOW))
  expect(a).toBeCloseTo(24, 0)
  expect(b).toBeCloseTo(8, 0)
})

test('a goal that is out of reach is said, and the least of others is kept', () => {
  const shares = share(supply(32), [charge('a', { goal: { energyWh: 60_000, readyBy: NOW + HOUR } }), charge('b')], NOW)
  expect(shares).toMatchObject([
    { id: 'a', currentA: 26, late: true },
    { id: 'b', currentA: 6, late: false },
  ])
})

test('a connection that is called as large as may be is planned with no more work than one of a thousand amperes', () => {
  let looks = 0
  const counted = (id: string): Charge => ({
    ...charge(id, { minA: 0, goal: { energyWh: 10_000_000, readyBy: NOW + 3 * HOUR } }),
    get maxA() {
      looks++
      return 5_000
    },
  })
  const cars = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
  share(supply(1_000), cars.map(counted), NOW)
  const usual = looks
  looks = 0
  const shares = currents(share(supply(10_000), cars.map(counted), NOW))
  expect(looks).toBeLessThan(2 * usual)
  expect(Object.values(shares).reduce((sum, each) => sum + each, 0)).toBeCloseTo(10_000, 0)
})

test('a goal that misses a little is said to be late too, and a car that cannot take the least gets nothing', () => {
  // 22.08 kWh are what 32 A on three phases give in an hour.
  const late = (energyWh: number) => share(supply(32), [charge('a', { goal: { energyWh, readyBy: NOW + HOUR } })], NOW)[0]?.late
  expect([late(22_000), late(22_400)]).toEqual([false, true])
  expect(currents(share(supply(32), [charge('a', { maxA: 5 }), charge('b')], NOW))).toEqual({ a: 0, b: 32 })
})

test('where not all can charge, a goal that is nearly out of reach comes first, then the weight, then the wait', () => {
  const goal = (hours: number) => ({ energyWh: 20_000, readyBy: NOW + hours * HOUR })
  const cars = {
    waited: charge('waited', { waitedMs: HOUR }),
    heavy: charge('heavy', { weight: 2 }),
    // 20 kWh are 55 minutes of 32 A on three phases.
    urgent: charge('urgent', { goal: goal(1) }),
    patient: charge('patient', { goal: goal(2) }),
  }
  const letIn = (...of: (keyof typeof cars)[]) => {
    const admitted = share(
      supply(10),
      of.toReversed().map((id) => cars[id]),
      NOW,
    ).filter(({ currentA }) => currentA > 0)
    return admitted.map(({ id }) => id)
  }
  expect(letIn('urgent', 'heavy', 'waited')).toEqual(['urgent'])
  expect(letIn('heavy', 'waited', 'patient')).toEqual(['heavy'])
  expect(letIn('waited', 'patient')).toEqual(['waited'])
})
