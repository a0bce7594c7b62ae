import { expect, test } from 'vitest'
import { dayBegins, sessionFilter, sessionSearch } from './filters.ts'

test('the last day that is chosen is in', () => {
  const { from, until } = sessionFilter({ from: '2026-11-22', until: '2026-11-22' })
  expect(Date.parse(String(until)) - Date.parse(String(from))).toBe(86_400_000)
})

test('a day over the end of a month is the first of the next', () => {
  expect(dayBegins('2026-12-31', 1)).toBe(dayBegins('2027-01-01'))
})

test('what is no day, no status and no yes is as if it were not there', () => {
  expect(sessionSearch({ status: 'ODD', held: 'no', station: 7 })).toEqual({ station: '7' })
  expect(dayBegins('yesterday')).toBeNull()
  expect(sessionFilter({ held: 'yes', status: 'COMPLETED' })).toEqual({ held: true, status: ['COMPLETED'] })
})
