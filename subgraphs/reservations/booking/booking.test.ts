import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { ANONYMOUS, type Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { newUser } from '../../../test/caller.ts'
import { fault } from '../../../test/subgraph.ts'
import { RESERVATIONS_LIMITS } from '../limits.ts'
import { ahead, codeOf, testBookings, type TestBookings } from './booking.fixture.ts'

let box: TestBookings
beforeAll(async () => {
  box = await testBookings()
})
afterAll(() => box[Symbol.asyncDispose]())

describe('a slot', () => {
  test('is booked at a connector, and told of with its place and its times', async () => {
    const station = await box.open()
    const slot = await box.given(station)
    expect(slot).toMatchObject({
      state: 'RESERVED',
      evseNumber: 1,
      startsAt: ahead(),
      endsAt: ahead(60),
      heldFrom: ahead(),
      heldUntil: ahead(60),
      changeUntil: ahead(-60),
      connector: { id: station.connectors[0] },
      user: { id: slot.by.userId },
    })
    expect(await box.said('reservations.reservation.changed', slot.id)).toMatchObject([
      {
        state: 'RESERVED',
        version: 1,
        userId: slot.by.userId,
        operatorId: station.operator.userId,
        stationName: 'Garage',
        timeZone: 'Europe/Amsterdam',
        evseNumber: 1,
        startsAt: ahead(),
        heldUntil: ahead(60),
        sessionId: null,
      },
    ])
  })

  test('is nobody else’s: two bookings of one time are one, and SLOT_TAKEN', async () => {
    const station = await box.open()
    await box.given(station)
    const overlapping = [
      { startsAt: ahead() },
      { startsAt: ahead(-30) },
      { startsAt: ahead(59), minutes: 15 },
      { startsAt: ahead(-60), minutes: 180 },
    ]
    for (const input of overlapping)
      expect(codeOf(await box.book(newUser(), { connectorId: station.connectors[0], ...input }))).toBe('SLOT_TAKEN')
  })

  test('touches the next one: one begins when the other ends', async () => {
    const station = await box.open()
    await box.given(station)
    await box.given(station, { startsAt: ahead(60) })
    await box.given(station, { startsAt: ahead(-60) })
  })

  test('is once a driver’s at a time, wherever it is: ALREADY_BOOKED', async () => {
    const [one, other] = [await box.open(), await box.open()]
    const { by } = await box.given(one)
    const again = () => box.book(by, { connectorId: other.connectors[0], startsAt: ahead(30) })
    expect(codeOf(await again())).toBe('ALREADY_BOOKED')
    expect(codeOf(await box.book(by, { stationId: one.id, startsAt: ahead(30) }))).toBe('ALREADY_BOOKED')
    await box.given(other, { startsAt: ahead(60) }, by)
  })

  test('of two that one driver asks for at once at two places is one', async () => {
    const stations = [await box.open(), await box.open(), await box.open()]
    const by = newUser()
    const answers = await Promise.all(stations.map(({ id }) => box.book(by, { stationId: id })))
    expect(answers.map(codeOf).toSorted()).toEqual(['ALREADY_BOOKED', 'ALREADY_BOOKED', undefined])
  })

  test('is booked once by a key, also when it is asked for again at once', async () => {
    const station = await box.open(3)
    const by = newUser()
    const input = { stationId: station.id, idempotencyKey: newId() }
    const answers = await Promise.all([1, 2, 3].map(() => box.book(by, input)))
    expect(new Set(answers.map(({ data }) => data?.bookReservation.id)).size).toBe(1)
  })

  test('is booked by an operator with the key of a block of theirs, and blocked with that of a booking', async () => {
    const station = await box.open(2)
    const by = station.operator
    const block = (evse: number, idempotencyKey: string) =>
      box.ask<{ blockEvse: { id: string; kind: string } }>(
        by,
        'mutation ($input: BlockEvseInput!) { blockEvse(input: $input) { id kind } }',
        { input: { evseId: station.evses[evse], from: ahead(), until: ahead(60), idempotencyKey } },
      )
    const [first, second] = [newId(), newId()]
    expect((await block(0, first)).data?.blockEvse.kind).toBe('BLOCK')
    const booked = await box.book(by, { connectorId: station.connectors[1], startsAt: ahead(120), idempotencyKey: first })
    expect(booked.data?.bookReservation).toMatchObject({ state: 'RESERVED', startsAt: ahead(120) })
    await box.book(by, { connectorId: station.connectors[1], startsAt: ahead(), idempotencyKey: second })
    expect(codeOf(await block(1, second))).toBe('SLOTS_BOOKED')
  })

  test(
    'is had by as many as fit of 200 who want one at once, and by each at another EVSE, without a deadlock',
    { timeout: 60_000 },
    async () => {
      const station = await box.open(20)
      // As an app does: who is told that the service is too busy asks for the same again.
      const want = async (by: Caller, idempotencyKey: string): ReturnType<typeof box.book> => {
        const answer = await box.book(by, { stationId: station.id, startsAt: ahead(), idempotencyKey })
        return codeOf(answer) === 'UNAVAILABLE' ? want(by, idempotencyKey) : answer
      }
      const answers = await Promise.all(Array.from({ length: 200 }, () => want(newUser(), newId())))
      const codes = Map.groupBy(answers, codeOf)
      expect(codes.get(undefined)).toHaveLength(20)
      expect(codes.get('SLOT_TAKEN')).toHaveLength(180)
      expect(new Set(codes.get(undefined)?.map(({ data }) => data?.bookReservation.evseNumber)).size).toBe(20)
    },
  )

  test('at any EVSE that fits is at the weakest that is strong enough', async () => {
    const evse = (number: number, maxPowerW: number) => ({
      evseId: newId(),
      number,
      connectors: [{ connectorId: newId(), number: 1, maxPowerW, tariffId: null }],
    })
    const station = await box.open(0, {}, { evses: [evse(1, 150_000), evse(2, 11_000), evse(3, 50_000)] })
    const booked = async (powerW: number) =>
      (await box.book(newUser(), { stationId: station.id, powerW })).data?.bookReservation.evseNumber
    expect([await booked(22_000), await booked(22_000), await booked(0), await booked(0)]).toEqual([3, 1, 2, undefined])
  })

  test('that a driver holds is PENDING too: an offer keeps others away', async () => {
    const station = await box.open()
    const { id } = await box.given(station)
    const expires_at = new Date(Date.now() + 60_000)
    await box.db.updateTable('reservation').set({ state: 'PENDING', expires_at }).where('id', '=', id).execute()
    expect(codeOf(await box.book(newUser(), { stationId: station.id }))).toBe('SLOT_TAKEN')
  })

  test('is seen by its driver, the operator and admins, and nobody else', async () => {
    const station = await box.open()
    const slot = await box.given(station)
    expect(await box.read(slot.by, slot.id)).toMatchObject({ id: slot.id })
    expect(await box.read(station.operator, slot.id)).toMatchObject({ user: { id: slot.by.userId } })
    expect(await box.read(newUser(), slot.id)).toBeNull()
    expect(await box.read((await box.open()).operator, slot.id)).toBeNull()
    expect(codeOf(await box.cancel(newUser(), { reservationId: slot.id }))).toBe('NOT_FOUND')
    expect(codeOf(await box.book(ANONYMOUS, { stationId: station.id }))).toBe('UNAUTHENTICATED')
  })

  test('is shown live, from now on and at each change', async () => {
    const station = await box.open()
    const slot = await box.given(station)
    const watch = `subscription { reservationUpdated(id: "${slot.id}") { state endsAt } }`
    await box.reading<{ reservationUpdated: object }>(slot.by, watch, async (next) => {
      expect((await next()).data?.reservationUpdated).toEqual({ state: 'RESERVED', endsAt: ahead(60) })
      await box.extend(slot.by, { reservationId: slot.id, minutes: 90 })
      expect((await next()).data?.reservationUpdated).toEqual({ state: 'RESERVED', endsAt: ahead(90) })
      await box.cancel(slot.by, { reservationId: slot.id })
      expect((await next()).data?.reservationUpdated).toEqual({ state: 'CANCELLED', endsAt: ahead(90) })
    })
    expect(codeOf(await box.ask(newUser(), watch))).toBe('NOT_FOUND')
  })
})

describe('a station', () => {
  test('takes no bookings until its operator opens it', async () => {
    const station = await box.station()
    expect(codeOf(await box.book(newUser(), { stationId: station.id }))).toBe('NOT_BOOKABLE')
    await box.saveTerms(station.operator, { open: true })
    await box.given(station)
    await box.saveTerms(station.operator, { stationId: station.id, open: false })
    expect(codeOf(await box.book(newUser(), { stationId: station.id, startsAt: ahead(60) }))).toBe('NOT_BOOKABLE')
  })

  test('keeps as many EVSEs free as its terms say, at any moment and however many ask at once', async () => {
    const station = await box.open(4, { keptFree: 2 })
    await box.given(station, { startsAt: ahead(-30), minutes: 45 })
    await box.given(station, { startsAt: ahead(30), minutes: 45 })
    // Beside the first and beside the second there is room for one, also for one that lies beside both.
    const answers = await Promise.all(Array.from({ length: 10 }, () => box.book(newUser(), { stationId: station.id })))
    expect(answers.filter((answer) => codeOf(answer) === undefined)).toHaveLength(1)
    expect(answers.filter((answer) => codeOf(answer) === 'SLOT_TAKEN')).toHaveLength(9)
    expect(codeOf(await box.book(newUser(), { stationId: station.id, startsAt: ahead(15), minutes: 15 }))).toBe(undefined)
  })

  test('that keeps all free takes no bookings', async () => {
    const station = await box.open(1, { keptFree: 1 })
    expect(codeOf(await box.book(newUser(), { stationId: station.id }))).toBe('SLOT_TAKEN')
  })

  test('that is private is booked by its guests and its operator, and is not found by others', async () => {
    const guest = newUser()
    const station = await box.open(2, {}, { access: 'PRIVATE', guests: [guest.userId] })
    const connectorId = station.connectors[0]
    expect(fault(await box.book(newUser(), { connectorId }))).toEqual({ code: 'NOT_FOUND', path: ['input', 'connectorId'] })
    expect(fault(await box.book(newUser(), { stationId: station.id }))).toEqual({ code: 'NOT_FOUND', path: ['input', 'stationId'] })
    await box.given(station, {}, guest)
    await box.given(station, { connectorId: station.connectors[1] }, station.operator)
  })

  test('lends nothing that is retired, and nothing soon that is out of order', async () => {
    const station = await box.open(2)
    const [first, second] = station.said.evses
    await station.saved({ evses: second ? [second] : [] })
    expect(codeOf(await box.book(newUser(), { connectorId: first?.connectors[0]?.connectorId }))).toBe('NOT_BOOKABLE')
    await station.says('FAULTED', 2)
    const soon = ahead(-24 * 60)
    expect(codeOf(await box.book(newUser(), { connectorId: station.connectors[1], startsAt: soon }))).toBe('NOT_BOOKABLE')
    expect(codeOf(await box.book(newUser(), { stationId: station.id, startsAt: soon }))).toBe('SLOT_TAKEN')
    await box.given(station, { connectorId: station.connectors[1] })
  })
})

describe('the terms', () => {
  const path = async (input: Record<string, unknown>, terms: Record<string, unknown> = {}) => {
    const station = await box.open(1, terms)
    return fault(await box.book(newUser(), { stationId: station.id, ...input })).path?.at(-1)
  }

  test('say how long a slot lasts and how far ahead it may be', async () => {
    expect(await path({ minutes: 14 })).toBe('minutes')
    expect(await path({ minutes: 241 })).toBe('minutes')
    expect(await path({ minutes: 31 }, { maxMinutes: 30 })).toBe('minutes')
    expect(await path({ startsAt: ahead(14 * 24 * 60) })).toBe('startsAt')
    expect(await path({ startsAt: ahead(-27 * 60) })).toBe('startsAt')
    expect(await path({ startsAt: ahead().replace('00.000Z', '01.000Z') })).toBe('startsAt')
    expect(await path({ startsAt: null })).toBe('startsAt')
    expect(await path({})).toBe(undefined)
  })

  test('say from when on a slot may be used: others are kept away from then on', async () => {
    const station = await box.open(1, { earlyStartMinutes: 10 })
    expect(await box.given(station)).toMatchObject({ startsAt: ahead(), heldFrom: ahead(-10) })
    expect(codeOf(await box.book(newUser(), { stationId: station.id, startsAt: ahead(60) }))).toBe('SLOT_TAKEN')
    await box.given(station, { startsAt: ahead(70) })
  })

  test('are kept with what was booked on them', async () => {
    const station = await box.open(1, { cancelUntilMinutes: 30 })
    const slot = await box.given(station)
    await box.saveTerms(station.operator, { stationId: station.id, cancelUntilMinutes: 600 })
    expect(await box.read(slot.by, slot.id)).toMatchObject({ cancelUntil: ahead(-30) })
  })

  test('of a station go before those of all stations of its operator, and what is left out stays', async () => {
    const [one, operator] = [await box.station(), newUser()]
    const at = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Station { bookingTerms { open maxMinutes aheadDays } } } }`
    const terms = async () =>
      (await box.ask<{ _entities: [{ bookingTerms: unknown }] }>(operator, at, { of: [{ __typename: 'Station', id: one.id }] }))
        .data?._entities[0].bookingTerms
    expect(await terms()).toEqual({ open: false, maxMinutes: 240, aheadDays: 14 })
    await box.saveTerms(one.operator, { open: true, aheadDays: 3 })
    expect(await terms()).toEqual({ open: true, maxMinutes: 240, aheadDays: 3 })
    await box.saveTerms(one.operator, { stationId: one.id, maxMinutes: 90 })
    await box.saveTerms(one.operator, { aheadDays: 5 })
    expect(await terms()).toEqual({ open: true, maxMinutes: 90, aheadDays: 3 })
  })

  test('are the operator’s own to say, and do not contradict themselves', async () => {
    const station = await box.station()
    const save = (input: Record<string, unknown>) => box.saveTerms(station.operator, { stationId: station.id, ...input })
    expect(codeOf(await box.saveTerms(newUser(), { open: true }))).toBe('FORBIDDEN')
    const { operator } = await box.station()
    expect(codeOf(await box.saveTerms(operator, { stationId: station.id, open: true }))).toBe('NOT_FOUND')
    expect(fault(await save({ minMinutes: 60, maxMinutes: 30 })).path).toEqual(['input', 'maxMinutes'])
    expect(fault(await save({ fees: true, changeUntilMinutes: 10 })).path).toEqual(['input', 'changeUntilMinutes'])
    // What was saved before is not what is wrong with a request.
    expect(fault(await save({ minMinutes: 241 })).path).toEqual(['input', 'minMinutes'])
    expect(fault(await save({ fees: true, cancelUntilMinutes: 61 })).path).toEqual(['input', 'cancelUntilMinutes'])
    await save({ changeUntilMinutes: 10 })
    expect(fault(await save({ fees: true })).path).toEqual(['input', 'fees'])
  })
})

describe('a driver', () => {
  test('has so many slots before them, however many they ask for at once', async () => {
    const station = await box.open(1)
    const by = newUser()
    const most = RESERVATIONS_LIMITS.openPerUser
    const answers = await Promise.all(
      Array.from({ length: most + 3 }, (_, i) => box.book(by, { stationId: station.id, startsAt: ahead(60 * i) })),
    )
    expect(answers.filter((answer) => codeOf(answer) === undefined)).toHaveLength(most)
    expect(answers.filter((answer) => codeOf(answer) === 'LIMIT_REACHED')).toHaveLength(3)
  })

  test('books so many slots in a day, and not more by cancelling them', async () => {
    const [station, by] = [await box.open(1), newUser()]
    const slot = await box.given(station, {}, by)
    await box.cancel(by, { reservationId: slot.id })
    await sql`INSERT INTO reservation (id, kind, state, station_id, evse_id, connector_id, operator_id, user_id, during, starts_at, ends_at)
      SELECT gen_random_uuid(), kind, state, station_id, evse_id, connector_id, operator_id, user_id, during, starts_at, ends_at
      FROM reservation, generate_series(2, ${RESERVATIONS_LIMITS.bookingsPerDay}) WHERE id = ${slot.id}`.execute(box.db)
    expect(codeOf(await box.book(by, { stationId: station.id }))).toBe('LIMIT_REACHED')
    await sql`UPDATE reservation SET created_at = now() - interval '1 day' WHERE id = ${slot.id}`.execute(box.db)
    await box.given(station, {}, by)
  })

  test('without an account books nothing and waits for nothing, until they register', async () => {
    const [station, by] = [await box.open(1), newUser()]
    const registered = (more: { guest?: true }) =>
      box.tell('accounts.user.registered', by.userId, { userId: by.userId, displayName: 'Guest', roles: [], ...more })
    await registered({ guest: true })
    expect(codeOf(await box.book(by, { stationId: station.id }))).toBe('ACCOUNT_NEEDED')
    const input = { stationId: station.id, from: ahead(), until: ahead(120), minutes: 60 }
    const join = 'mutation ($input: JoinWaitlistInput!) { joinWaitlist(input: $input) { id } }'
    expect(codeOf(await box.ask(by, join, { input }))).toBe('ACCOUNT_NEEDED')
    await registered({})
    await registered({ guest: true })
    await box.given(station, {}, by)
    expect((await box.ask(by, join, { input })).errors).toBeUndefined()
  })

  test('who owes an overdue bill books nothing, until it is paid', async () => {
    const station = await box.open(1)
    const by = newUser()
    const standing = (standing: 'BLOCKED' | 'STANDARD', position: number) =>
      box
        .tell('payments.standing.changed', by.userId, { userId: by.userId, standing, reason: null })
        .then((event) => box.again({ ...event, id: newId(), position }))
    await standing('BLOCKED', 5)
    expect(codeOf(await box.book(by, { stationId: station.id }))).toBe('PAYMENT_OVERDUE')
    await standing('STANDARD', 6)
    await box.given(station, {}, by)
  })

  test('who leaves gives their slots back', async () => {
    const station = await box.open()
    const { id, by } = await box.given(station)
    await box.tell('accounts.user.deleted', by.userId, { userId: by.userId, deletedAt: new Date().toISOString() })
    expect(await box.read(station.operator, id)).toMatchObject({ state: 'CANCELLED', reason: 'DRIVER_LEFT' })
    await box.given(station)
  })
})
