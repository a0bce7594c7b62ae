import { expect, test } from 'vitest'
import { isMonth, monthOf, rangeOf } from './month.ts'

test('months follow each other without a gap, also over the new year and where the clocks change', () => {
  for (const [month, next] of [
    ['2026-12', '2027-01'],
    ['2026-02', '2026-03'],
    ['2026-03', '2026-04'],
    ['2026-10', '2026-11'],
  ] as const) {
    expect(rangeOf(month).until).toBe(rangeOf(next).from)
    expect(monthOf(new Date(rangeOf(month).from))).toBe(month)
    expect(monthOf(new Date(Date.parse(rangeOf(month).until) - 1))).toBe(month)
  }
})

test('what an address says is a month or nothing', () => {
  for (const text of ['2026-11', '2026-01']) expect(isMonth(text)).toBe(true)
  for (const text of ['2026-13', '2026-1', '<b>', 202611, undefined]) expect(isMonth(text)).toBe(false)
})
