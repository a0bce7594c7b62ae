import { expect, test } from 'vitest'
import { randomOf } from '../../../test/random.ts'
import type { Charge, Phases } from './share.ts'
import { nextCurrents, type Wanted } from './steps.ts'

const wanted = (id: string, possibleA: number, shareA: number, phases: Phases<boolean> = [true, true, true]): Wanted => {
  const charge: Charge = { id, phases, minA: 6, maxA: 32, weight: 1, waitedMs: 0, hasShare: false, goal: null }
  return { charge, shareA, possibleA }
}
const told = (amperes: number, ...cars: Wanted[]) => Object.fromEntries(nextCurrents([amperes, amperes, amperes], cars))

test('a lower current is told at once; a higher one waits until the others have gone down', () => {
  expect(told(40, wanted('a', 32, 20), wanted('b', 0, 20))).toEqual({ a: 20, b: 8 })
  expect(told(40, wanted('a', 20, 20), wanted('b', 8, 20))).toEqual({ a: 20, b: 20 })
})

test('room is given away once', () => {
  expect(told(40, wanted('a', 10, 20), wanted('b', 10, 20))).toEqual({ a: 20, b: 20 })
  expect(told(30, wanted('a', 10, 20), wanted('b', 11, 20))).toEqual({ a: 19, b: 11 })
})

test('each phase has its own room', () => {
  const [l1, l2]: [Phases<boolean>, Phases<boolean>] = [
    [true, false, false],
    [false, true, false],
  ]
  expect(told(32, wanted('a', 32, 16, l1), wanted('b', 0, 16, l1), wanted('c', 0, 32, l2))).toEqual({ a: 16, b: 0, c: 32 })
})

test('a car that cannot have the least current yet is told nothing', () => {
  expect(told(37, wanted('a', 32, 20), wanted('b', 0, 17))).toEqual({ a: 20, b: 0 })
  expect(told(38, wanted('a', 32, 20), wanted('b', 0, 18))).toEqual({ a: 20, b: 6 })
})

test.each(Array.from({ length: 200 }, (_, seed) => seed))(
  'the sum of what cars may draw never grows beyond the limit: %i',
  (seed) => {
    const random = randomOf(seed)
    const cars = Array.from({ length: 1 + Math.floor(random() * 6) }, (_, i) => {
      const on = Math.floor(random() * 4)
      return wanted(`car ${i}`, Math.floor(random() * 33), Math.floor(random() * 33), [
        on === 0 || on === 3,
        on === 1 || on === 3,
        on > 1,
      ])
    })
    const available = random() * 100
    const next = nextCurrents([available, available, available], cars)
    for (const phase of [0, 1, 2] as const) {
      const sum = (of: (car: Wanted) => number) => cars.reduce((all, car) => all + (car.charge.phases[phase] ? of(car) : 0), 0)
      const before = sum(({ possibleA }) => possibleA)
      const after = sum(({ charge, possibleA }) => Math.max(possibleA, next.get(charge.id) ?? 0))
      expect(after).toBeLessThanOrEqual(Math.max(available, before) + 1e-9)
    }
    for (const { charge, shareA } of cars) expect(next.get(charge.id)).toBeLessThanOrEqual(shareA)
  },
)
