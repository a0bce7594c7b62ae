import { expect, test } from 'vitest'
import { momentIn, windowsOf } from './week.ts'

test('times of a week go as minutes, days in order; midnight at the end is that of the same day', () => {
  expect(windowsOf([{ days: [7, 1], from: '22:00', until: '06:30' }])).toEqual([{ days: [1, 7], from: 1_320, until: 390 }])
  expect(windowsOf([{ days: [3], from: '00:00', until: '00:00' }])).toEqual([{ days: [3], from: 0, until: 1_440 }])
})

test('a time that is missing goes as null, which the platform refuses at its field', () => {
  expect(JSON.parse(JSON.stringify(windowsOf([{ days: [], from: '', until: '' }])))).toEqual([
    { days: [], from: null, until: null },
  ])
})

test('a campaign begins by the clocks of its own zone, wherever it is drafted', () => {
  expect(momentIn('Europe/Amsterdam', '2026-12-01T08:00')).toBe('2026-12-01T07:00:00.000Z')
  expect(momentIn('America/New_York', '2026-12-01T08:00')).toBe('2026-12-01T13:00:00.000Z')
  expect([momentIn('Europe/Amsterdam', ''), momentIn('Middle-earth', '2026-12-01T08:00')]).toEqual(['', ''])
})
