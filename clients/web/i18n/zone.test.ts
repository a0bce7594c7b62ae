import { expect, test } from 'vitest'
import { instantIn, monthIn } from './zone.ts'

test.each([
  ['Europe/Amsterdam', '2026-11-22', '14:30', '2026-11-22T13:30:00.000Z'],
  ['Europe/Amsterdam', '2026-07-01', '00:00', '2026-06-30T22:00:00.000Z'],
  // The day on which clocks go forward, before and after they do.
  ['Europe/Amsterdam', '2026-03-29', '01:59', '2026-03-29T00:59:00.000Z'],
  ['Europe/Amsterdam', '2026-03-29', '03:00', '2026-03-29T01:00:00.000Z'],
  ['America/St_Johns', '2026-01-01', '00:00', '2026-01-01T03:30:00.000Z'],
  ['Pacific/Kiritimati', '2026-01-01', '00:00', '2025-12-31T10:00:00.000Z'],
])('clocks of %s show %s %s then', (zone, day, clock, at) => {
  expect(instantIn(zone, day, clock).toISOString()).toBe(at)
})

test('what is no day is no moment', () => {
  expect(Number.isNaN(instantIn('UTC', '', '10:00').getTime())).toBe(true)
})

test('a month is from its first midnight to that of the next, over the turn of clocks and of the year', () => {
  const span = (month: string) => Object.values(monthIn('Europe/Amsterdam', month)).map((at) => at.toISOString())
  expect(span('2026-03')).toEqual(['2026-02-28T23:00:00.000Z', '2026-03-31T22:00:00.000Z'])
  expect(span('2026-12')).toEqual(['2026-11-30T23:00:00.000Z', '2026-12-31T23:00:00.000Z'])
})
