import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newUser } from '../../../test/caller.ts'
import { fault } from '../../../test/subgraph.ts'
import { ahead, codeOf, testBookings, type Slot, type TestBookings } from './booking.fixture.ts'

let box: TestBookings
beforeAll(async () => {
  box = await testBookings()
})
afterAll(() => box[Symbol.asyncDispose]())

describe('a slot', () => {
  test('is moved in one step: the old time is free, the new one is not', async () => {
    const station = await box.open()
    const slot = await box.given(station)
    const { data } = await box.change(slot.by, { reservationId: slot.id, startsAt: ahead(30), minutes: 90 })
    expect(data?.changeReservation).toMatchObject({
      startsAt: ahead(30),
      endsAt: ahead(120),
      heldFrom: ahead(30),
      heldUntil: ahead(120),
    })
    await box.given(station, { minutes: 30 })
    expect(codeOf(await box.book(newUser(), { stationId: station.id, startsAt: ahead(90), minutes: 15 }))).toBe('SLOT_TAKEN')
    expect((await box.said('reservations.reservation.changed', slot.id)).map(({ version }) => version)).toEqual([1, 2])
  })

  test('that cannot be moved stays as it is', async () => {
    const station = await box.open()
    const slot = await box.given(station)
    const neighbour = await box.given(station, { startsAt: ahead(60) })
    expect(codeOf(await box.change(slot.by, { reservationId: slot.id, startsAt: ahead(30) }))).toBe('SLOT_TAKEN')
    await box.given(await box.open(), { startsAt: ahead(-60) }, slot.by)
    expect(codeOf(await box.change(slot.by, { reservationId: slot.id, startsAt: ahead(-30) }))).toBe('ALREADY_BOOKED')
    expect(await box.read(slot.by, slot.id)).toMatchObject({ startsAt: ahead(), endsAt: ahead(60) })
    expect(await box.read(neighbour.by, neighbour.id)).toMatchObject({ startsAt: ahead(60) })
  })

  test('is moved to another connector of its station, and to none elsewhere', async () => {
    const [station, elsewhere] = [await box.open(2), await box.open()]
    const slot = await box.given(station)
    const to = (connectorId: string | undefined) => box.change(slot.by, { reservationId: slot.id, connectorId })
    expect((await to(station.connectors[1])).data?.changeReservation).toMatchObject({ evseNumber: 2, startsAt: ahead() })
    expect(fault(await to(elsewhere.connectors[0])).path).toEqual(['input', 'connectorId'])
  })

  test('that was moved for its driver is at the place of their own choice when they move it', async () => {
    const station = await box.open(2)
    const slot = await box.given(station)
    await box.db.updateTable('reservation').set({ reason: 'MOVED' }).where('id', '=', slot.id).execute()
    const { data } = await box.change(slot.by, { reservationId: slot.id, connectorId: station.connectors[1] })
    expect(data?.changeReservation).toMatchObject({ evseNumber: 2, reason: null })
  })

  test('is moved until its terms let it no more; extended and cancelled it may still be', async () => {
    const station = await box.open(1, { changeUntilMinutes: 1_440 + 24 * 60 })
    const slot = await box.given(station)
    expect(codeOf(await box.change(slot.by, { reservationId: slot.id, startsAt: ahead(60) }))).toBe('TOO_LATE')
    expect((await box.extend(slot.by, { reservationId: slot.id, minutes: 75 })).data?.extendReservation.endsAt).toBe(ahead(75))
    expect((await box.cancel(slot.by, { reservationId: slot.id })).data?.cancelBooking.state).toBe('CANCELLED')
  })

  test('keeps to the terms and to what is kept free when it is moved', async () => {
    const station = await box.open(2, { keptFree: 1 })
    const [slot, other] = [await box.given(station), await box.given(station, { startsAt: ahead(120) })]
    const move = (input: object) => box.change(slot.by, { reservationId: slot.id, ...input })
    expect(codeOf(await move({ connectorId: station.connectors[1], startsAt: ahead(90) }))).toBe('SLOT_TAKEN')
    expect(fault(await move({ minutes: 300 })).path).toEqual(['input', 'minutes'])
    expect(fault(await move({ startsAt: ahead(15 * 24 * 60) })).path).toEqual(['input', 'startsAt'])
    expect((await move({ connectorId: station.connectors[1], startsAt: ahead(60) })).data?.changeReservation.evseNumber).toBe(2)
    expect(await box.read(other.by, other.id)).toMatchObject({ startsAt: ahead(120) })
  })

  test.each(['ACTIVE', 'FULFILLED'] as const)('that is %s is extended, but not into the next one, and not moved', async (state) => {
    const station = await box.open()
    const slot = await box.given(station)
    const { from, until } = await box.begun(slot.id, state)
    await box.given(station, { startsAt: new Date(until.getTime() + 30 * 60_000).toISOString() })
    const extend = (minutes: number) => box.extend(slot.by, { reservationId: slot.id, minutes })
    expect(codeOf(await extend(91))).toBe('SLOT_TAKEN')
    for (let i = 0; i < 2; i++)
      expect((await extend(90)).data?.extendReservation).toMatchObject({
        startsAt: from.toISOString(),
        endsAt: new Date(from.getTime() + 90 * 60_000).toISOString(),
        state,
      })
    expect(fault(await extend(60)).path).toEqual(['input', 'minutes'])
    expect(fault(await extend(241)).path).toEqual(['input', 'minutes'])
    expect(codeOf(await box.change(slot.by, { reservationId: slot.id, startsAt: ahead() }))).toBe('CONFLICT')
  })

  test('and its neighbour that are extended and booked at the same moment do not overlap', async () => {
    for (let round = 0; round < 5; round++) {
      const station = await box.open()
      const slot = await box.given(station)
      const [extended, booked] = await Promise.all([
        box.extend(slot.by, { reservationId: slot.id, minutes: 90 }),
        box.book(newUser(), { stationId: station.id, startsAt: ahead(60) }),
      ])
      expect([codeOf(extended), codeOf(booked)].toSorted()).toEqual(['SLOT_TAKEN', undefined])
    }
  })

  test('that is over is neither extended, moved nor cancelled', async () => {
    const station = await box.open()
    const slot = await box.given(station)
    await box.db.updateTable('reservation').set({ state: 'NO_SHOW' }).where('id', '=', slot.id).execute()
    expect(codeOf(await box.extend(slot.by, { reservationId: slot.id, minutes: 90 }))).toBe('CONFLICT')
    expect(codeOf(await box.change(slot.by, { reservationId: slot.id, startsAt: ahead(60) }))).toBe('CONFLICT')
    expect(codeOf(await box.cancel(slot.by, { reservationId: slot.id }))).toBe('CONFLICT')
  })

  test('whose session has ended is extended no more: the rest of its time is others’', async () => {
    const station = await box.open()
    const slot = await box.given(station)
    const { from } = await box.begun(slot.id, 'FULFILLED')
    const ended = new Date(from.getTime() + 60_000).toISOString()
    await box.db
      .updateTable('reservation')
      .set({ during: `[${from.toISOString()},${ended})` })
      .where('id', '=', slot.id)
      .execute()
    expect(codeOf(await box.extend(slot.by, { reservationId: slot.id, minutes: 90 }))).toBe('CONFLICT')
    await box.given(station, { startsAt: new Date(from.getTime() + 15 * 60_000).toISOString() })
  })

  test('that is cancelled is free at once, and stays cancelled', async () => {
    const station = await box.open()
    const slot = await box.given(station)
    const cancel = async (): Promise<Slot | undefined> =>
      (await box.cancel(slot.by, { reservationId: slot.id })).data?.cancelBooking
    expect(await cancel()).toMatchObject({ state: 'CANCELLED', reason: 'DRIVER' })
    await box.given(station)
    expect(await cancel()).toMatchObject({ state: 'CANCELLED', reason: 'DRIVER' })
    expect(await box.said('reservations.reservation.changed', slot.id)).toHaveLength(2)
  })
})
