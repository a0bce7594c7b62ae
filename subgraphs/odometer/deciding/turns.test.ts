import { expect, test } from 'vitest'
import { fleetOf } from './fleet.fixture.ts'
import { CLOCK_MS, turnsOf, type Point } from './turns.ts'
import { leastNats } from './twins.ts'

const MILLION = leastNats(1_000_000)
const DAY_MS = 86_400_000

/** Readings of one odometer, 40 km a day, by two who photograph it so many days apart, each every so many days. */
function paired(rounds: number, every: number, apart: number) {
  const at = (day: number): Point => ({ at: day * DAY_MS, m: Math.round(day * 40_000) })
  return {
    one: Array.from({ length: rounds }, (_, i) => at(i * every)),
    other: Array.from({ length: rounds }, (_, i) => at(i * every + apart)),
  }
}
const nats = (one: Point[], other: Point[]) => turnsOf(one, other)?.nats ?? 0

test('one vehicle that two photograph daily is found among a million within six weeks, however it is driven', () => {
  const { habits, readings } = fleetOf(1)
  for (const kind of ['COMMUTER', 'DELIVERY', 'OTHER'] as const)
    for (let i = 0; i < 20; i++) {
      const vehicle = habits(kind)
      const daily = (hour: number) => ({ ...vehicle, every: 1, phase: 0, hour })
      const taken = [...readings(vehicle, 50_000, 42, [daily(8), daily(15 + (i % 6))])]
      const of = (who: number) => taken.flatMap((day) => day[who] ?? [])
      expect(nats(of(0), of(1)), `${kind} ${i}`).toBeGreaterThan(MILLION)
    }
})

test('independent vehicles that start side by side part before one is taken for another', () => {
  const { habits, readings, random } = fleetOf(2)
  const reached = { 2: 0, 5: 0, 8: 0 }
  for (let i = 0; i < 1_500; i++) {
    const [one, other]: Point[][] = [[], []]
    let most = 0
    const [mine, theirs] = [readings(habits(), 50_000, 60), readings(habits(), 50_000 + 300 * (random() - 0.5), 60)]
    for (let day = 0; day < 60; day++) {
      const [a, b] = [mine.next().value?.[0], theirs.next().value?.[0]]
      if (a) one?.push(a)
      if (b) other?.push(b)
      if ((a || b) && one && other) most = Math.max(most, nats(one, other))
    }
    for (const least of [2, 5, 8] as const) if (most >= least) reached[least]++
    expect(most, `pair ${i}`).toBeLessThan(MILLION)
  }
  // Enough of them come near each other for the test to say something.
  expect(reached[2]).toBeGreaterThan(10)
  expect(reached[5]).toBeLessThan(reached[2] / 5)
  expect(reached[8]).toBeLessThan(2)
})

test('a reading soon after the other counts for more than one half a week later', () => {
  const [soon, late] = [paired(12, 7, 0.1), paired(12, 7, 3.5)]
  expect(nats(soon.one, soon.other)).toBeGreaterThan(2 * nats(late.one, late.other))
})

test('a reading out of order begins the count again', () => {
  const { one, other } = paired(12, 1, 0.5)
  const all = nats(one, other)
  const lower = other.map((point, i) => (i === 5 ? { ...point, m: point.m - 50_000 } : point))
  expect(nats(one, lower)).toBeLessThan(all * 0.6)
  expect(turnsOf(one, lower)?.rounds).toBe(6)
})

test('clocks that are some minutes wrong put nothing out of order', () => {
  const { one, other } = paired(12, 1, 0.5)
  const wrong = other.map((point, i) => {
    const next = one[i + 1]
    return i === 5 && next ? { at: next.at + CLOCK_MS - 1, m: point.m } : point
  })
  expect(turnsOf(one, wrong)?.rounds).toBe(12)
  const tooLate = wrong.map((point, i) => (i === 5 ? { ...point, at: point.at + 2 } : point))
  expect(turnsOf(one, tooLate)?.rounds).toBeLessThan(8)
})

test('three rounds say nothing', () => {
  const { one, other } = paired(3, 1, 0.5)
  expect(turnsOf(one, other)).toBeNull()
})
