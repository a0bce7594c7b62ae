import { expect, test } from 'vitest'
import { daysOf, dayText } from './filters.ts'

const today = new Date(2026, 2, 1, 13)

test('without a choice the last four weeks are looked at, today included', () => {
  expect(daysOf({}, today)).toEqual({ from: '2026-02-02', until: '2026-03-01' })
})

test('what is chosen is taken, and what is no day is not', () => {
  expect(daysOf({ from: '2026-01-05', until: '2026-01-06' }, today)).toEqual({ from: '2026-01-05', until: '2026-01-06' })
  expect(daysOf({ from: 'soon' }, today)).toEqual({ from: '2026-02-02', until: '2026-03-01' })
})

test('days follow the calendar over months and years', () => {
  expect(dayText(new Date(2026, 11, 31), 1)).toBe('2027-01-01')
})
