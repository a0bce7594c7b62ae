import { expect, test } from 'vitest'
import { eachDay, lastDays } from './days.ts'

test('a period has as many days as were asked for, in UTC whatever the reader’s clock says', () => {
  expect(lastDays(7, new Date('2026-03-01T00:30:00+02:00'))).toEqual({ from: '2026-02-22', to: '2026-02-28' })
  expect(lastDays(1, new Date('2026-11-22T23:59:59Z'))).toEqual({ from: '2026-11-22', to: '2026-11-22' })
})

test('a day without calls is there, also where the clocks change', () => {
  const row = { day: '2026-10-25', calls: 3 }
  expect(eachDay({ from: '2026-10-24', to: '2026-10-26' }, [row])).toEqual([
    { day: '2026-10-24', row: undefined },
    { day: '2026-10-25', row },
    { day: '2026-10-26', row: undefined },
  ])
})
