import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EventCatalogue, ReservationState } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { testTelling, type TestTelling } from './telling.fixture.ts'

let box: TestTelling
beforeAll(async () => {
  box = await testTelling()
})
afterAll(() => box[Symbol.asyncDispose]())

type Told = EventCatalogue['reservations.reservation.changed']
const [START, END, LATER] = ['2026-06-15T12:30:00.000Z', '2026-06-15T13:30:00.000Z', '2026-06-15T14:30:00.000Z']

/** A slot of somebody's, told as often as the test wants. */
function slot() {
  const [reservationId, userId] = [newId(), newId()]
  let version = 0
  const word = (state: ReservationState, more: Partial<Told> = {}): Told => ({
    reservationId,
    version: ++version,
    userId,
    operatorId: newId(),
    stationId: newId(),
    stationName: 'Harbour',
    timeZone: 'Europe/Amsterdam',
    evseNumber: 2,
    connectorId: newId(),
    state,
    startsAt: START,
    endsAt: END,
    heldFrom: START,
    heldUntil: END,
    enforcement: 'HARD',
    sessionId: null,
    reason: null,
    ...more,
  })
  const is = (state: ReservationState, more: Partial<Told> = {}, page?: string) =>
    box.say('reservations.reservation.changed', reservationId, word(state, more), page === undefined ? {} : { page })
  const offered = (state: 'OFFERED' | 'TAKEN' = 'OFFERED') =>
    box.say('reservations.waitlist.changed', newId(), {
      entryId: newId(),
      userId,
      stationId: newId(),
      state,
      reservationId,
      offerExpiresAt: END,
    })
  const soon = (startsAt = START) => box.say('reservations.reminder.due', reservationId, { reservationId, userId, startsAt })
  const kinds = async () => (await box.toldTo(userId)).map(({ kind }) => kind)
  return { reservationId, userId, word, is, offered, soon, kinds }
}
const PARAMS = { stationName: 'Harbour', stationZone: 'Europe/Amsterdam', evseNumber: 2, startsAt: START, endsAt: END }

test('a booked slot is confirmed once, and nothing is told of what a driver does not see', async () => {
  const { userId, reservationId, is, kinds } = slot()
  const event = await is('RESERVED')
  await box.again(event)
  await is('RESERVED')
  await is('ACTIVE')
  expect(await box.toldTo(userId)).toMatchObject([
    { kind: 'RESERVATION_CONFIRMED', params: PARAMS, link: `/reservations/${reservationId}` },
  ])
  await is('FULFILLED', { sessionId: newId() })
  expect(await kinds()).toEqual(['RESERVATION_CONFIRMED'])
})

test('a slot at another time or charger is told each time, and an older word is none', async () => {
  const { userId, word, is, kinds, reservationId } = slot()
  await is('RESERVED')
  const old = word('RESERVED', { evseNumber: 9 })
  await is('RESERVED', { endsAt: LATER })
  await is('ACTIVE', { endsAt: LATER, evseNumber: 3 })
  await box.say('reservations.reservation.changed', reservationId, old)
  expect(await kinds()).toEqual(['RESERVATION_CONFIRMED', 'RESERVATION_MOVED', 'RESERVATION_MOVED'])
  expect((await box.toldTo(userId)).at(-1)?.params).toMatchObject({ evseNumber: 3, endsAt: LATER })
})

test.each([
  ['DRIVER', 'DRIVER'],
  ['OPERATOR', 'OPERATOR'],
  ['EVSE_OUT_OF_ORDER', 'FAULT'],
  [null, 'FAULT'],
])('a slot that is cancelled (%s) says by whom: %s', async (reason, by) => {
  const { userId, is } = slot()
  await is('RESERVED')
  await is('CANCELLED', { reason })
  await is('CANCELLED', { reason })
  expect((await box.toldTo(userId)).slice(1)).toMatchObject([{ kind: 'RESERVATION_CANCELLED', params: { ...PARAMS, by } }])
})

test('who did not come is told so; a booking that came to nothing, and an offer that nobody took, are not', async () => {
  const { is, kinds } = slot()
  await is('ACTIVE')
  await is('NO_SHOW')
  expect(await kinds()).toEqual(['RESERVATION_CONFIRMED', 'RESERVATION_NO_SHOW'])
  for (const state of ['REJECTED', 'FAILED', 'LAPSED', 'CANCELLED'] as const) {
    const other = slot()
    await other.is('PENDING')
    await other.is(state)
    expect(await other.kinds()).toEqual([])
  }
})

test('a reminder is of the slot as it is: once for a begin, none of one that is over or elsewhere', async () => {
  const { is, soon, kinds } = slot()
  await soon()
  await is('RESERVED')
  await soon(LATER)
  expect(await kinds()).toEqual(['RESERVATION_CONFIRMED'])
  await soon()
  await soon()
  expect(await kinds()).toEqual(['RESERVATION_CONFIRMED', 'RESERVATION_SOON'])
  await is('CANCELLED', { reason: 'DRIVER' })
  await soon()
  expect(await kinds()).toHaveLength(3)
})

test('an offer is told once, whichever word comes first, also at once to two processes; only what is offered still', async () => {
  await using other = await box.open()
  for (const how of ['slot', 'offer', 'both'] as const)
    for (let i = 0; i < 8; i++) {
      const one = slot()
      if (how === 'slot') await one.is('PENDING')
      if (how === 'both') await Promise.all([one.is('PENDING'), one.offered()])
      else await one.offered()
      if (how === 'offer') await one.is('PENDING')
      await one.offered('TAKEN')
      expect(await box.toldTo(one.userId), `${how}, ${other.name}`).toMatchObject([
        { kind: 'SLOT_OFFERED', params: { ...PARAMS, expiresAt: END } },
      ])
    }
  const taken = slot()
  await taken.is('RESERVED')
  await taken.offered()
  expect(await taken.kinds()).toEqual(['RESERVATION_CONFIRMED'])
})

test('slots of the past are known, and no news: what changes later is told', async () => {
  const { is, kinds } = slot()
  await is('RESERVED', {}, newId())
  expect(await kinds()).toEqual([])
  await is('RESERVED')
  expect(await kinds()).toEqual([])
  await is('CANCELLED', { reason: 'OPERATOR' })
  expect(await kinds()).toEqual(['RESERVATION_CANCELLED'])
})

test('who still charges when their slot ends is told until when they may stay, once; of an end that is another by now nothing', async () => {
  const { userId, reservationId, is, kinds } = slot()
  await is('FULFILLED', { sessionId: newId() })
  const ended = (mayStayUntil: string, endsAt = END) =>
    box.say('reservations.overstay.begun', reservationId, { reservationId, userId, sessionId: newId(), endsAt, mayStayUntil })
  await ended(LATER, START)
  expect(await kinds()).toEqual([])
  await box.again(await ended(LATER))
  await ended(LATER)
  expect(await box.toldTo(userId)).toMatchObject([
    { kind: 'RESERVATION_ENDED', params: { ...PARAMS, stays: true, mayStayUntil: LATER }, link: `/reservations/${reservationId}` },
  ])
  const other = slot()
  await other.is('FULFILLED', { sessionId: newId() })
  await box.say('reservations.overstay.begun', other.reservationId, {
    reservationId: other.reservationId,
    userId: other.userId,
    sessionId: newId(),
    endsAt: END,
    mayStayUntil: END,
  })
  expect(await box.toldTo(other.userId)).toMatchObject([{ params: { stays: false } }])
})
