import { expect, test } from 'vitest'
import { digestAfter, nextDigest, quietUntil } from './clock.ts'

const night = { from_minute: 22 * 60, until_minute: 7 * 60 }
const until = (now: string, zone: string | null, hours = night) => quietUntil(new Date(now), zone, hours)?.toISOString() ?? null

test('quiet hours go over midnight, by the clock of whoever sleeps', () => {
  expect(until('2026-06-10T19:59:00Z', 'Europe/Amsterdam')).toBeNull()
  expect(until('2026-06-10T20:00:00Z', 'Europe/Amsterdam')).toBe('2026-06-11T05:00:00.000Z')
  expect(until('2026-06-11T04:59:59Z', 'Europe/Amsterdam')).toBe('2026-06-11T05:00:00.000Z')
  expect(until('2026-06-11T05:00:00Z', 'Europe/Amsterdam')).toBeNull()
  expect(until('2026-06-10T20:00:00Z', 'America/New_York')).toBeNull()
  expect(until('2026-06-10T22:30:00Z', null)).toBe('2026-06-11T07:00:00.000Z')
  expect(until('2026-06-10T22:30:00Z', 'Nowhere/Atlantis')).toBe('2026-06-11T07:00:00.000Z')
})

test('quiet hours within a day are quiet within it alone', () => {
  const nap = { from_minute: 13 * 60, until_minute: 14 * 60 + 30 }
  expect(until('2026-06-10T12:59:59Z', null, nap)).toBeNull()
  expect(until('2026-06-10T13:00:00Z', null, nap)).toBe('2026-06-10T14:30:00.000Z')
  expect(until('2026-06-10T14:30:00Z', null, nap)).toBeNull()
})

/** Where the clock goes forward and back in 2026, with an instant of the evening before, and 07:00 of the day. */
const CHANGES = [
  ['Europe/Amsterdam', '2026-03-28T22:30:00Z', '2026-03-29T05:00:00.000Z'],
  ['Europe/Amsterdam', '2026-10-24T22:30:00Z', '2026-10-25T06:00:00.000Z'],
  ['Europe/London', '2026-03-28T23:30:00Z', '2026-03-29T06:00:00.000Z'],
  ['Europe/Lisbon', '2026-10-24T22:30:00Z', '2026-10-25T07:00:00.000Z'],
  ['Europe/Athens', '2026-03-28T21:30:00Z', '2026-03-29T04:00:00.000Z'],
  ['America/New_York', '2026-03-08T04:30:00Z', '2026-03-08T11:00:00.000Z'],
  ['America/New_York', '2026-11-01T03:30:00Z', '2026-11-01T12:00:00.000Z'],
  ['America/Los_Angeles', '2026-03-08T07:30:00Z', '2026-03-08T14:00:00.000Z'],
  ['America/Santiago', '2026-09-06T02:30:00Z', '2026-09-06T10:00:00.000Z'],
  ['Australia/Sydney', '2026-10-03T13:30:00Z', '2026-10-03T20:00:00.000Z'],
  ['Australia/Lord_Howe', '2026-10-03T12:30:00Z', '2026-10-03T20:00:00.000Z'],
  ['Pacific/Auckland', '2026-04-04T10:30:00Z', '2026-04-04T19:00:00.000Z'],
  ['Africa/Cairo', '2026-04-23T20:30:00Z', '2026-04-24T04:00:00.000Z'],
  ['Asia/Jerusalem', '2026-03-26T20:30:00Z', '2026-03-27T04:00:00.000Z'],
] as const

test.each(CHANGES)(
  'in %s the night of %s ends at seven by the clock, an hour sooner or later than other nights',
  (zone, evening, morning) => {
    expect(until(evening, zone)).toBe(morning)
  },
)

test('an end that the clock jumps over is the jump; one that there is twice is the next of the two', () => {
  const early = { from_minute: 22 * 60, until_minute: 2 * 60 + 30 }
  // At 02:00 it is 03:00.
  expect(until('2026-03-29T00:30:00Z', 'Europe/Amsterdam', early)).toBe('2026-03-29T01:00:00.000Z')
  expect(until('2026-03-29T01:00:00Z', 'Europe/Amsterdam', early)).toBeNull()
  // 02:15 and 02:15 again.
  expect(until('2026-10-25T00:15:00Z', 'Europe/Amsterdam', early)).toBe('2026-10-25T00:30:00.000Z')
  expect(until('2026-10-25T00:45:00Z', 'Europe/Amsterdam', early)).toBeNull()
  expect(until('2026-10-25T01:15:00Z', 'Europe/Amsterdam', early)).toBe('2026-10-25T01:30:00.000Z')
})

test('a digest is of the next day that has its hour to come, by the reader’s calendar', () => {
  const next = (now: string, zone: string | null, hour: number) => {
    const { day, at } = nextDigest(new Date(now), zone, hour)
    return [day, at.toISOString()]
  }
  expect(next('2026-06-10T05:59:59Z', 'Europe/Amsterdam', 8)).toEqual(['2026-06-10', '2026-06-10T06:00:00.000Z'])
  expect(next('2026-06-10T06:00:00Z', 'Europe/Amsterdam', 8)).toEqual(['2026-06-11', '2026-06-11T06:00:00.000Z'])
  expect(next('2026-06-10T23:30:00Z', 'Pacific/Auckland', 8)).toEqual(['2026-06-12', '2026-06-11T20:00:00.000Z'])
  // At two it is three.
  expect(next('2026-03-28T23:30:00Z', 'Europe/Amsterdam', 2)).toEqual(['2026-03-29', '2026-03-29T01:00:00.000Z'])
  const { day, at } = digestAfter('2026-10-24', 'Europe/Amsterdam', 8)
  expect([day, at.toISOString()]).toEqual(['2026-10-25', '2026-10-25T07:00:00.000Z'])
})
