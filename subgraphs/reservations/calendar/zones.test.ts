import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stretchAt } from '#lib/tariff/local-time.ts'
import { newUser } from '../../../test/caller.ts'
import { fault } from '../../../test/subgraph.ts'
import { codeOf, testBookings, type TestBookings } from '../booking/booking.fixture.ts'

let box: TestBookings
beforeAll(async () => {
  box = await testBookings()
})
afterAll(() => box[Symbol.asyncDispose]())

const ZONES = [
  'Europe/Amsterdam',
  'Europe/London',
  'Atlantic/Azores',
  'America/New_York',
  'America/Los_Angeles',
  'America/St_Johns',
  'America/Santiago',
  'America/Havana',
  'Africa/Cairo',
  'Australia/Sydney',
  // Half an hour.
  'Australia/Lord_Howe',
  'Pacific/Auckland',
]

/** A change of a zone's clock, by Intl: the code under test goes by Temporal. All in seconds. */
interface Change {
  at: number
  before: number
  after: number
}

/** When a zone's clock is next put forward, and back. */
function changesOf(zone: string): { forward: Change; back: Change } {
  const found: { forward?: Change; back?: Change } = {}
  let at = Math.floor(Date.now() / 1_000) + 2 * 86_400
  while (!found.forward || !found.back) {
    const { to, offset } = stretchAt(zone, at)
    const after = stretchAt(zone, to).offset
    if (after > offset) found.forward ??= { at: to, before: offset, after }
    if (after < offset) found.back ??= { at: to, before: offset, after }
    at = to
  }
  return { forward: found.forward, back: found.back }
}

/** What a clock with this offset shows, without saying so. */
const shown = (at: number, offset: number) => new Date((at + offset) * 1_000).toISOString().slice(0, 16)
const iso = (at: number) => new Date(at * 1_000).toISOString()

const SLOTS = `query ($of: [_Any!]!, $day: String!) {
  _entities(representations: $of) { ... on Station { slots(day: $day, minutes: 15) { startsAt endsAt localStart localEnd evses } } } }`
interface Slot {
  startsAt: string
  endsAt: string
  localStart: string
  localEnd: string
}
async function slots(id: string, day: string): Promise<Slot[]> {
  const of = [{ __typename: 'Station', id }]
  const { data, errors } = await box.ask<{ _entities: [{ slots: Slot[] }] }>(newUser(), SLOTS, { of, day })
  if (!data) throw new Error(JSON.stringify(errors))
  return data._entities[0].slots
}

const TERMS = { aheadDays: 365, minMinutes: 15, maxMinutes: 600 }

describe.each(ZONES)('in %s', (zone) => {
  const { forward, back } = changesOf(zone)
  const open = () => box.open(1, TERMS, { timeZone: zone })

  test('a time that the clock leaves out is refused, and the next one is named', async () => {
    const { id } = await open()
    const left = shown(forward.at + (forward.after - forward.before) / 2, forward.before)
    const answer = await box.book(newUser(), { stationId: id, startsAt: null, localStart: left })
    expect(fault(answer)).toEqual({ code: 'BAD_USER_INPUT', path: ['input', 'localStart'] })
    expect(answer.errors?.[0]?.message).toContain(shown(forward.at, forward.after))
    const next = await box.book(newUser(), { stationId: id, startsAt: null, localStart: shown(forward.at, forward.after) })
    expect(next.data?.bookReservation.startsAt).toBe(iso(forward.at))
  })

  test('a time that comes twice is told apart, and both can be booked', async () => {
    const { id } = await open()
    const gap = back.before - back.after
    const twice = shown(back.at - gap / 2, back.before)
    const book = (clock: string | null) =>
      box.book(newUser(), { stationId: id, startsAt: null, localStart: twice, clock, minutes: 15 })
    expect(fault(await book(null))).toEqual({ code: 'BAD_USER_INPUT', path: ['input', 'localStart'] })
    const [earlier, later] = [(await book('EARLIER')).data, (await book('LATER')).data]
    expect(earlier?.bookReservation.startsAt).toBe(iso(back.at - gap / 2))
    expect(later?.bookReservation.startsAt).toBe(iso(back.at + gap / 2))
    expect(earlier?.bookReservation.localStart.slice(0, 16)).toBe(twice)
    expect(later?.bookReservation.localStart.slice(0, 16)).toBe(twice)
    expect(earlier?.bookReservation.localStart).not.toBe(later?.bookReservation.localStart)
  })

  test('a day has as many slots as it has quarters of an hour', async () => {
    const { id } = await open()
    for (const { at, before, after } of [forward, back]) {
      // Where the clock is changed at midnight, the day that is longer or shorter is the one before or after.
      const days = [...new Set([shown(at - 1, before).slice(0, 10), shown(at, after).slice(0, 10)])]
      const found = await Promise.all(days.map((day) => slots(id, day)))
      expect(found.flat()).toHaveLength(days.length * 96 + (before - after) / 900)
      found.forEach((each, i) => {
        expect(each.every(({ localStart }) => localStart.startsWith(days[i] ?? ''))).toBe(true)
        for (const [n, slot] of each.entries())
          expect(slot.startsAt).toBe(new Date(Date.parse(each[0]?.startsAt ?? '') + n * 900_000).toISOString())
      })
    }
  })

  test('a slot over the change lasts as long as it was booked for', async () => {
    const { id } = await open()
    const { data } = await box.book(newUser(), { stationId: id, startsAt: iso(back.at - 1_800), minutes: 60 })
    expect(data?.bookReservation.endsAt).toBe(iso(back.at + 1_800))
    expect(codeOf(await box.book(newUser(), { stationId: id, startsAt: iso(back.at + 900), minutes: 15 }))).toBe('SLOT_TAKEN')
  })
})

test('a day is the station’s, wherever the phone is', async () => {
  const [east, west] = [
    await box.open(1, TERMS, { timeZone: 'Pacific/Auckland' }),
    await box.open(1, TERMS, { timeZone: 'America/Los_Angeles' }),
  ]
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)
  const [first, second] = [await slots(east.id, day), await slots(west.id, day)]
  expect(first[0]?.localStart.startsWith(`${day}T00:00`)).toBe(true)
  expect(second[0]?.localStart.startsWith(`${day}T00:00`)).toBe(true)
  expect(Date.parse(second[0]?.startsAt ?? '') - Date.parse(first[0]?.startsAt ?? '')).toBeGreaterThan(18 * 3_600_000)
})
