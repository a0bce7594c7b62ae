import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { newUser } from '../../../test/caller.ts'
import { codeOf } from '../booking/booking.fixture.ts'
import { afterWaiters } from '../booking/waiters.ts'
import { RESERVATIONS_LIMITS } from '../limits.ts'
import { findReservation } from '../reservation.queries.ts'
import { noted, takeNoted, wakeAll } from './due.queries.ts'
import { offerAll } from './offer.handler.ts'
import { inMinutes, testWaitlist, type TestWaitlist } from './waitlist.fixture.ts'

let box: TestWaitlist
beforeAll(async () => {
  box = await testWaitlist()
})
afterAll(() => box[Symbol.asyncDispose]())

const TERMS = { maxMinutes: 600, cancelUntilMinutes: 0, changeUntilMinutes: 0 }
const OTHER = {
  evseId: newId(),
  number: 2,
  connectors: [{ connectorId: newId(), number: 1, maxPowerW: 50_000, tariffId: null, powerType: 'DC' as const }],
}
/** So many minutes after the hour that somebody waits for begins. */
const begun = inMinutes(60)
const later = (minutes: number) => new Date(Date.parse(begun) + minutes * 60_000).toISOString()
const HOUR = { startsAt: begun, minutes: 60 }
/** A station with one EVSE that is booked for the hour that somebody waits for. */
async function waited() {
  const station = await box.open(1, TERMS)
  const slot = await box.given(station, HOUR)
  const entry = await box.waits(station, { from: HOUR.startsAt, until: later(60) })
  await box.offer()
  return { station, slot, entry, frees: () => box.cancel(slot.by, { reservationId: slot.id }) }
}

describe('no round has to come first: who waits comes before', () => {
  test('a newcomer who books in the moment of a cancellation, twenty times', async () => {
    for (let round = 0; round < 20; round++) {
      const { station, entry, frees } = await waited()
      const book = () => box.book(newUser(), { stationId: station.id, ...HOUR })
      const [, ...booked] = await Promise.all([frees(), book(), book(), book()])
      // And who comes a little later.
      booked.push(await book())
      expect(booked.map(codeOf)).toEqual(Array(4).fill('SLOT_TAKEN'))
      expect((await entry.now()).state).toBe('OFFERED')
    }
  })

  test('a newcomer while two rounds look as well', async () => {
    for (let round = 0; round < 5; round++) {
      const { station, entry, frees } = await waited()
      const [, , booked] = await Promise.all([
        frees(),
        box.offer(),
        box.book(newUser(), { stationId: station.id, ...HOUR }),
        box.offer(),
      ])
      expect(codeOf(booked)).toBe('SLOT_TAKEN')
      await box.offer()
      expect((await entry.now()).state).toBe('OFFERED')
    }
  })

  test('who moves a slot there, and who extends one into it; they keep what they have', async () => {
    const { station, entry, frees } = await waited()
    const moves = await box.given(station, { startsAt: later(240), minutes: 30 })
    const grows = await box.given(station, { startsAt: later(-30), minutes: 30 })
    await frees()
    expect(codeOf(await box.change(moves.by, { reservationId: moves.id, startsAt: HOUR.startsAt }))).toBe('SLOT_TAKEN')
    const next = await box.waits(station, { from: HOUR.startsAt, until: later(60) })
    await entry.leave()
    expect(codeOf(await box.extend(grows.by, { reservationId: grows.id, minutes: 60 }))).toBe('SLOT_TAKEN')
    expect((await next.now()).state).toBe('OFFERED')
    expect((await box.read(moves.by, moves.id))?.startsAt).toBe(moves.startsAt)
  })

  test('a newcomer at an EVSE that was just mended, is new, or whose terms have just opened', async () => {
    const broken = await box.open(1, TERMS)
    await broken.says('FAULTED')
    const small = await box.open(1, TERMS)
    await box.given(small, HOUR)
    const kept = await box.open(1, TERMS)
    const waits = { from: HOUR.startsAt, until: later(60) }
    await box.saveTerms(kept.operator, { stationId: kept.id, open: true, ...TERMS, keptFree: 1 })
    for (const [station, opens] of [
      [broken, () => broken.says('AVAILABLE')],
      [small, () => small.saved({ evses: [...small.said.evses, OTHER] })],
      [kept, () => box.saveTerms(kept.operator, { stationId: kept.id, keptFree: 0 })],
    ] as const) {
      const entry = await box.waits(station, waits)
      await box.offer()
      expect((await entry.now()).state).toBe('WAITING')
      await opens()
      expect(codeOf(await box.book(newUser(), { stationId: station.id, ...HOUR }))).toBe('SLOT_TAKEN')
      expect((await entry.now()).state).toBe('OFFERED')
    }
  })

  test('and what they do not want is the newcomer’s at once', async () => {
    const { station, entry, frees } = await waited()
    await frees()
    const { data } = await box.book(newUser(), { stationId: station.id, startsAt: later(60), minutes: 60 })
    expect(data?.bookReservation.state).toBe('RESERVED')
    expect((await entry.now()).state).toBe('OFFERED')
    const { rows } = await sql`SELECT FROM waitlist_due WHERE station_id = ${station.id}`.execute(box.db)
    expect(rows).toHaveLength(0)
  })
})

test('what is noted while somebody looks is looked at once more', async () => {
  const { station } = await waited()
  const note = () => sql`INSERT INTO waitlist_due (station_id) VALUES (${station.id})`.execute(box.db)
  await note()
  await box.db.transaction().execute(async (trx) => {
    const seen = await noted(trx, station.id)
    // Somebody leaves the platform, and waits for no station.
    await note()
    await takeNoted(trx, seen)
  })
  expect(await box.db.transaction().execute((trx) => noted(trx, station.id))).toHaveLength(1)
})

describe('a waiting list that cannot be worked', () => {
  const log = createLog('reservations', { level: 'silent' })
  const note = (stationId: string) => sql`INSERT INTO waitlist_due (station_id) VALUES (${stationId})`.execute(box.db)
  const notes = (stationId: string) => box.db.transaction().execute((trx) => noted(trx, stationId))

  test('holds up nobody who books there; one that fails once is tried again first', async () => {
    const { station, slot } = await waited()
    const row = await findReservation(box.db, slot.id)
    if (!row) throw new Error('It is there.')
    for (const [failures, left] of [
      [Infinity, 1],
      [1, 0],
    ] as const) {
      if (left === 1) await note(station.id)
      let tries = 0
      const offerAt = async (stationId: string) => {
        if (++tries <= failures) throw new Error('not today')
        await offerAll({ db: box.db }, stationId)
      }
      const booked = await afterWaiters({ db: box.db, log, offerAt }, (trx, giveWay) => giveWay(trx, row))
      expect(booked.id).toBe(slot.id)
      expect(tries).toBe(RESERVATIONS_LIMITS.failingOffers)
      expect(await notes(station.id)).toHaveLength(left)
    }
  })

  test('has one note, however often all who wait are looked at', async () => {
    const { station } = await waited()
    expect(await notes(station.id)).toHaveLength(0)
    for (let minute = 0; minute < 3; minute++) await wakeAll(box.db)
    expect(await notes(station.id)).toHaveLength(1)
  })
})
