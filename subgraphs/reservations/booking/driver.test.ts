import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { newUser } from '../../../test/caller.ts'
import { RESERVATIONS_LIMITS } from '../limits.ts'
import { ahead, codeOf, testBookings, type TestBookings } from './booking.fixture.ts'

let box: TestBookings
beforeAll(async () => {
  box = await testBookings()
})
afterAll(() => box[Symbol.asyncDispose]())

/** So many more slots of a driver at an hour that is over, one after the other, as they are in the table. */
const had = (userId: string, id: string, state: string, count: number) =>
  sql`INSERT INTO reservation (id, kind, state, station_id, evse_id, connector_id, operator_id, user_id, during, starts_at, ends_at, expires_at)
    SELECT gen_random_uuid(), kind, ${state}, station_id, evse_id, connector_id, operator_id, ${userId}, tstzrange(at, at + interval '1 hour'),
      at, at + interval '1 hour', now()
    FROM reservation, generate_series(1, ${count}) AS n, LATERAL (SELECT now() - n * interval '2 hours' AS at) AS past WHERE id = ${id}`.execute(
    box.db,
  )

describe('a driver', () => {
  test('has keys of their own: the same key of another one books another slot', async () => {
    const station = await box.open(2)
    const idempotencyKey = newId()
    const [one, other] = [newUser(), newUser()]
    const book = async (by: typeof one) =>
      (await box.book(by, { stationId: station.id, idempotencyKey })).data?.bookReservation.user.id
    expect([await book(one), await book(other)]).toEqual([one.userId, other.userId])
  })

  test('has no slots before them that are over, although nobody has ended them yet', async () => {
    const [station, by] = [await box.open(), newUser()]
    const { id } = await box.given(station)
    await had(by.userId, id, 'RESERVED', RESERVATIONS_LIMITS.openPerUser)
    await box.given(station, { startsAt: ahead(60) }, by)
  })

  test('has not booked what was offered to them and has lapsed', async () => {
    const [station, by] = [await box.open(), newUser()]
    const { id } = await box.given(station)
    await had(by.userId, id, 'LAPSED', RESERVATIONS_LIMITS.bookingsPerDay)
    await box.given(station, { startsAt: ahead(60) }, by)
  })

  test('owes what payments has said last, whatever order it comes in', async () => {
    const [station, by] = [await box.open(), newUser()]
    const says = async (standing: 'BLOCKED' | 'STANDARD', position: number) => {
      const data = { userId: by.userId, standing, reason: null }
      await box.again({
        id: newId(),
        name: 'payments.standing.changed',
        aggregateId: by.userId,
        occurredAt: new Date().toISOString(),
        requestId: null,
        data,
        position,
      })
    }
    await says('BLOCKED', 6)
    await says('STANDARD', 5)
    expect(codeOf(await box.book(by, { stationId: station.id }))).toBe('PAYMENT_OVERDUE')
    await says('STANDARD', 7)
    await says('BLOCKED', 6)
    await box.given(station, {}, by)
  })
})

describe('a slot is not moved', () => {
  test('to a connector that was taken away, nor soon to one that is out of order', async () => {
    const station = await box.open(3, { changeUntilMinutes: 0 })
    const slot = await box.given(station)
    const to = (index: number, more = {}) =>
      box.change(slot.by, { reservationId: slot.id, connectorId: station.connectors[index], ...more })
    await station.saved({ evses: station.said.evses.slice(0, 2) })
    expect(codeOf(await to(2))).toBe('NOT_BOOKABLE')
    await station.says('FAULTED', 2)
    expect(codeOf(await to(1, { startsAt: ahead(-24 * 60) }))).toBe('NOT_BOOKABLE')
    expect((await to(1)).data?.changeReservation.evseNumber).toBe(2)
  })

  test('where bookings are closed since, nor into the past', async () => {
    const station = await box.open(1, { changeUntilMinutes: 0 })
    const slot = await box.given(station)
    const to = (startsAt: string) => box.change(slot.by, { reservationId: slot.id, startsAt })
    expect(codeOf(await to(ahead(-28 * 60)))).toBe('BAD_USER_INPUT')
    await box.saveTerms(station.operator, { stationId: station.id, open: false })
    expect(codeOf(await to(ahead(60)))).toBe('NOT_BOOKABLE')
  })
})

test('a slot that was moved for its driver while it ran is extended, whoever had its place before', async () => {
  const station = await box.open(1)
  const [before, slot] = [await box.given(station), await box.given(station, { startsAt: ahead(60) })]
  const { from, until } = await box.begun(before.id, 'FULFILLED', 20)
  const moved = new Date(from.getTime() + 10 * 60_000)
  const during = (id: string, since: Date, end: Date) =>
    box.db
      .updateTable('reservation')
      .set({ during: `[${since.toISOString()},${end.toISOString()})` })
      .where('id', '=', id)
      .execute()
  await during(before.id, from, moved)
  await box.db.updateTable('reservation').set({ starts_at: from, ends_at: until }).where('id', '=', slot.id).execute()
  await during(slot.id, moved, until)
  const { data } = await box.extend(slot.by, { reservationId: slot.id, minutes: 90 })
  expect(data?.extendReservation).toMatchObject({
    heldFrom: moved.toISOString(),
    heldUntil: new Date(from.getTime() + 90 * 60_000).toISOString(),
  })
})

describe('where EVSEs are kept free', () => {
  test('a slot that is moved a little is not in its own way', async () => {
    const station = await box.open(2, { keptFree: 1 })
    const slot = await box.given(station)
    const { data } = await box.change(slot.by, { reservationId: slot.id, startsAt: ahead(30) })
    expect(data?.changeReservation.startsAt).toBe(ahead(30))
  })

  test('a slot is extended by what is free after it, also where it would not be given any more', async () => {
    const station = await box.open(2, { keptFree: 1 })
    const slot = await box.given(station)
    await box.saveTerms(station.operator, { stationId: station.id, keptFree: 0 })
    await box.given(station, { connectorId: station.connectors[1] })
    const extend = (minutes: number) => box.extend(slot.by, { reservationId: slot.id, minutes })
    expect((await extend(90)).data?.extendReservation.endsAt).toBe(ahead(90))
    await box.given(station, { connectorId: station.connectors[1], startsAt: ahead(90) })
    expect(codeOf(await extend(120))).toBe('SLOT_TAKEN')
  })
})

describe('terms', () => {
  test('that are saved at the same moment are all kept', async () => {
    for (let round = 0; round < 5; round++) {
      const station = await box.open()
      const changes = [{ aheadDays: 3 }, { maxMinutes: 90 }, { earlyStartMinutes: 7 }, { lateStopMinutes: 3 }]
      await Promise.all(changes.map((change) => box.saveTerms(station.operator, { stationId: station.id, ...change })))
      const row = await box.db.selectFrom('terms').select('data').where('station_id', '=', station.id).executeTakeFirst()
      expect(row?.data).toMatchObject(Object.assign({}, ...changes))
    }
  })

  test('are those of who operates the station now, not of who did before', async () => {
    const station = await box.open()
    await station.saved({ operatorId: newId() })
    expect(codeOf(await box.book(newUser(), { stationId: station.id }))).toBe('NOT_BOOKABLE')
  })
})
