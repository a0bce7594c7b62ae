import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EventCatalogue, ReservationTold } from '#lib/events.ts'
import { violates } from '#db/faults.ts'
import { newId } from '#lib/id.ts'
import { expectToldAgain } from '../../../test/told-again.ts'
import { until } from '../../../test/until.ts'
import { refusalOf, testCharging, type Driver, type Place, type TestCharging } from '../charging.fixture.ts'
import { past } from '../past.ts'
import { watchSlots } from './slot.handler.ts'

let box: TestCharging
beforeAll(async () => {
  box = await testCharging()
})
afterAll(() => box[Symbol.asyncDispose]())

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
const used = (reservationId: string) =>
  box.said('charging.reservation.used').then((all) => all.filter((one) => one.reservationId === reservationId))

/** A driver with a slot of an hour at the first EVSE of a station, which begins in so many minutes, and somebody who walks up. */
async function scene(begins = -5, change: Partial<ReservationTold> = {}) {
  const [driver, walkUp, place] = [await box.driver(), await box.driver(), await box.station()]
  const told = await book(driver, place, begins, change)
  const connectorId = place.connectors[0]?.connectorId ?? ''
  const start = (who: Driver, more: object = {}) => box.start(who.caller, { connectorId, ...more })
  let version = 1
  const say = (more: Partial<ReservationTold>) =>
    box.tell('reservations.reservation.changed', told.reservationId, { ...told, version: ++version, ...more })
  const begin = (fact: Partial<EventCatalogue['ocpp.transaction.started']>) =>
    box.begin(place, { startedAt: inMinutes(0), receivedAt: inMinutes(0), ...fact })
  return { driver, walkUp, place, told, start, say, begin, reservationId: told.reservationId }
}

async function book(driver: Driver, place: Place, begins: number, change: Partial<ReservationTold> = {}) {
  const told: ReservationTold = {
    reservationId: newId(),
    version: 1,
    userId: driver.userId,
    operatorId: place.operator.userId,
    stationId: place.stationId,
    stationName: 'Garage',
    timeZone: 'Europe/Amsterdam',
    evseNumber: 1,
    connectorId: place.connectors[0]?.connectorId ?? '',
    state: 'RESERVED',
    startsAt: inMinutes(begins),
    endsAt: inMinutes(begins + 60),
    heldFrom: inMinutes(begins - 5),
    heldUntil: inMinutes(begins + 60),
    enforcement: 'SOFT',
    sessionId: null,
    reason: null,
    ...change,
  }
  await box.tell('reservations.reservation.changed', told.reservationId, told)
  return told
}
type Scene = Awaited<ReturnType<typeof scene>>

const reservedFor = async ({ begin, driver }: Scene, fact: Partial<EventCatalogue['ocpp.transaction.started']> = {}) => {
  const { transactionId } = await begin({ idToken: driver.idToken, ...fact })
  return (await box.sessionOf(transactionId)).reservation_id
}

describe('booking and walk-up', () => {
  test('while it is held, others are refused and told until when, at its EVSE alone', async () => {
    const { start, walkUp, place, told } = await scene()
    const answer = await start(walkUp)
    expect(refusalOf(answer)).toEqual({ code: 'CONNECTOR_RESERVED', path: 'input.connectorId' })
    expect(answer.errors?.[0]?.message).toContain(told.heldUntil)
    expect((await box.start(walkUp.caller, { connectorId: place.connectors[1]?.connectorId })).errors).toBeUndefined()
  })

  test.each(['PENDING', 'RESERVED', 'ACTIVE'] as const)('%s keeps others away', async (state) => {
    const { start, walkUp } = await scene(-5, { state })
    expect(refusalOf(await start(walkUp)).code).toBe('CONNECTOR_RESERVED')
  })

  test.each(['NO_SHOW', 'CANCELLED', 'REJECTED', 'FAILED', 'LAPSED'] as const)('%s frees it at once', async (state) => {
    const { start, walkUp, say } = await scene()
    expect(refusalOf(await start(walkUp)).code).toBe('CONNECTOR_RESERVED')
    await say({ state })
    expect((await start(walkUp)).errors).toBeUndefined()
  })

  test('an older word that comes late changes nothing', async () => {
    const { start, walkUp, say, told } = await scene()
    await say({ state: 'CANCELLED' })
    await box.tell('reservations.reservation.changed', told.reservationId, told)
    expect((await start(walkUp)).errors).toBeUndefined()
  })

  test('before it is held anybody may start, and sees until when they may charge', async () => {
    const { start, walkUp, told } = await scene(30)
    const { data } = await start(walkUp)
    const id = data?.startCharging.id ?? ''
    const seen = () =>
      box.ask<{ chargingSession: { mayChargeUntil: string | null } }>(
        walkUp.caller,
        'query ($id: UUID!) { chargingSession(id: $id) { mayChargeUntil } }',
        { id },
      )
    expect((await seen()).data?.chargingSession.mayChargeUntil).toBe(told.heldFrom)
    await box.tell('reservations.reservation.changed', told.reservationId, { ...told, version: 2, state: 'CANCELLED' })
    expect((await seen()).data?.chargingSession.mayChargeUntil).toBeNull()
  })

  test('a session that runs there sees at once that somebody has booked after it', async () => {
    const { start, walkUp, driver, place } = await scene(600)
    const id = (await start(walkUp)).data?.startCharging.id ?? ''
    const before = await box.said('charging.session.updated', id)
    await book(driver, place, 60)
    expect((await box.said('charging.session.updated', id)).length).toBe(before.length + 1)
  })

  test('who charges there is told once that a slot begins soon, and once that it has begun; the own driver is not', async () => {
    const { begin, walkUp, driver, say, reservationId } = await scene(40)
    const { transactionId } = await begin({ idToken: walkUp.idToken })
    const { id } = await box.sessionOf(transactionId)
    const near = () => box.said('charging.slot.neared', id)
    await say({ heldFrom: inMinutes(10) })
    await until(async () => (await near()).length === 1)
    await say({ heldFrom: inMinutes(-1) })
    await until(async () => (await near()).length === 2)
    expect((await near()).map(({ step, userId, reservationId: of }) => [step, userId, of])).toEqual([
      ['SOON', walkUp.userId, reservationId],
      ['NOW', walkUp.userId, reservationId],
    ])
    expect((await box.said('charging.slot.neared')).some(({ userId }) => userId === driver.userId)).toBe(false)
  })

  test('a charger that holds it itself lets nobody else begin, also before it is held by its terms; its driver may', async () => {
    const { start, walkUp, driver, reservationId } = await scene(14, { enforcement: 'HARD' })
    expect(refusalOf(await start(walkUp)).code).toBe('CONNECTOR_RESERVED')
    const id = (await start(driver)).data?.startCharging.id ?? ''
    expect(await box.said('charging.start.requested', id)).toMatchObject([{ reservationId }])
  })

  test('what a stranger begins at the charger all the same is a session, and uses nothing', async () => {
    const its = await scene()
    const { transactionId } = await its.begin({ idToken: its.walkUp.idToken, authorised: false, reservationId: its.reservationId })
    expect(await box.sessionOf(transactionId)).toMatchObject({
      status: 'ACTIVE',
      user_id: its.walkUp.userId,
      reservation_id: null,
      flags: ['UNAUTHORISED'],
    })
    expect(await used(its.reservationId)).toEqual([])
  })
})

test.each([1_000_000, 1_005_000])(
  'a refused start that the charger made all the same bills nobody and takes no slot from its driver: register %i',
  async (register) => {
    const its = await scene()
    const refused = await its.begin({ idToken: its.walkUp.idToken, authorised: false })
    await refused.end(0, register)
    const session = await box.sessionOf(refused.transactionId)
    expect(session).toMatchObject({ status: 'COMPLETED', held: true, reservation_id: null })
    expect(await box.cdrs(session.id)).toEqual([])
    expect(await reservedFor(its)).toBe(its.reservationId)
  },
)

test('nobody uses another driver’s slot, whatever the charger names', async () => {
  const its = await scene()
  const { transactionId } = await its.begin({ idToken: its.walkUp.idToken, reservationId: its.reservationId })
  expect((await box.sessionOf(transactionId)).reservation_id).toBeNull()
  expect(await used(its.reservationId)).toEqual([])
})

describe('the own slot', () => {
  test('is used by the own start of the app, which tells the charger’s side; it is said when the charger begins', async () => {
    const { start, driver, reservationId, begin, told } = await scene()
    const id = (await start(driver)).data?.startCharging.id ?? ''
    expect(await box.said('charging.start.requested', id)).toMatchObject([{ reservationId }])
    expect(await used(reservationId)).toEqual([])
    const { transactionId } = await begin({ sessionId: id, reservationId })
    const session = await box.sessionOf(transactionId)
    expect(session).toMatchObject({ reservation_id: reservationId, reserved_from: new Date(told.startsAt) })
    expect(await used(reservationId)).toEqual([
      { reservationId, sessionId: id, userId: driver.userId, startedAt: session.started_at?.toISOString(), offline: false },
    ])
  })

  test('a start that is refused or fails uses nothing: the next one has it', async () => {
    const { start, driver, reservationId, begin } = await scene()
    const id = (await start(driver)).data?.startCharging.id ?? ''
    await box.stop(driver.caller, id)
    // The charger begins all the same, and is asked to stop; and it refuses the card.
    await (await begin({ sessionId: id, reservationId, startedAt: inMinutes(-1) })).end(0, 1_000_000)
    await (await begin({ idToken: driver.idToken, authorised: false, reservationId })).end(0, 1_000_000)
    expect(await used(reservationId)).toEqual([])
    const again = (await start(driver)).data?.startCharging.id ?? ''
    expect(await box.said('charging.start.requested', again)).toMatchObject([{ reservationId }])
    await begin({ sessionId: again })
    expect(await used(reservationId)).toMatchObject([{ sessionId: again }])
  })

  test('that is cancelled before the charger begins is not used, nor is one that an offline charger names', async () => {
    const { start, driver, reservationId, begin, say } = await scene()
    const id = (await start(driver)).data?.startCharging.id ?? ''
    await say({ state: 'CANCELLED', reason: 'DRIVER' })
    const { transactionId } = await begin({ sessionId: id, reservationId })
    expect(await box.sessionOf(transactionId)).toMatchObject({ id, reservation_id: null, reserved_from: null })
    expect(await used(reservationId)).toEqual([])
    const away = await scene()
    await away.say({ state: 'CANCELLED', reason: 'DRIVER' })
    expect(await reservedFor(away, { reservationId: away.reservationId, offline: true })).toBeNull()
    expect(await used(away.reservationId)).toEqual([])
  })

  test('that the charger began before the cancellation was heard stays used, and is said once: its fee is taken back by that', async () => {
    const { start, driver, reservationId, begin, say } = await scene()
    const id = (await start(driver)).data?.startCharging.id ?? ''
    const { transactionId } = await begin({ sessionId: id, reservationId })
    await say({ state: 'CANCELLED', reason: 'DRIVER' })
    expect(await box.sessionOf(transactionId)).toMatchObject({ id, reservation_id: reservationId })
    expect(await used(reservationId)).toHaveLength(1)
  })

  test('is used by the own card: by what the charger names, or by driver, EVSE and time', async () => {
    const [named, guessed] = [await scene(), await scene()]
    expect(await reservedFor(named, { reservationId: named.reservationId })).toBe(named.reservationId)
    expect(await reservedFor(guessed)).toBe(guessed.reservationId)
    expect(await used(guessed.reservationId)).toMatchObject([{ userId: guessed.driver.userId }])
  })

  test('is used once: a second start in its time uses nothing', async () => {
    const its = await scene()
    const first = await its.begin({ idToken: its.driver.idToken })
    await first.end(0, 1_000_000)
    expect(await reservedFor(its)).toBeNull()
    expect(await used(its.reservationId)).toHaveLength(1)
  })

  test('race: of two transactions that begin at once one uses it', async () => {
    const its = await scene()
    const { transactionId, stationId } = { transactionId: newId(), stationId: its.place.stationId }
    const fact = { idToken: its.driver.idToken, startedAt: inMinutes(0), receivedAt: inMinutes(0) }
    await Promise.all([its.begin({ ...fact, transactionId }), its.begin({ ...fact, connectorNumber: 2, stationId })])
    expect(await used(its.reservationId)).toHaveLength(1)
  })

  test('is not used outside of its time, nor at another EVSE', async () => {
    const early = await scene(30)
    expect(await reservedFor(early)).toBeNull()
    const elsewhere = await scene()
    expect(await reservedFor(elsewhere, { evseNumber: 2 })).toBeNull()
  })

  test.each([-10, 10])(
    'a charger’s clock that is %i minutes off does not matter to a start that is heard at once',
    async (minutes) => {
      const its = await scene(-1)
      expect(await reservedFor(its, { startedAt: inMinutes(minutes), receivedAt: inMinutes(0) })).toBe(its.reservationId)
    },
  )

  test('a start that was made offline in its time is found after the no-show', async () => {
    const its = await scene(-50)
    await its.say({ state: 'NO_SHOW' })
    expect(await reservedFor(its, { startedAt: inMinutes(-45), offline: true })).toBe(its.reservationId)
    expect(await used(its.reservationId)).toMatchObject([{ offline: true }])
    const late = await scene(-50)
    await late.say({ state: 'NO_SHOW' })
    expect(await reservedFor(late)).toBeNull()
  })

  test('who charges there already when it begins uses it from then on', async () => {
    const its = await scene(120)
    const { transactionId } = await its.begin({ idToken: its.driver.idToken })
    expect((await box.sessionOf(transactionId)).reservation_id).toBeNull()
    await its.say({ heldFrom: inMinutes(-1), startsAt: inMinutes(4) })
    await until(async () => (await used(its.reservationId)).length > 0)
    expect((await box.sessionOf(transactionId)).reservation_id).toBe(its.reservationId)
  })

  test('what used a slot can be told again', async () => {
    const its = await scene()
    await reservedFor(its)
    await expectToldAgain(box.db, past, 'charging.reservation.used')
  })
})

describe('a session that runs', () => {
  const mayChargeUntil = async (who: Driver, id: string) =>
    (
      await box.ask<{ chargingSession: { mayChargeUntil: string | null } }>(
        who.caller,
        'query ($id: UUID!) { chargingSession(id: $id) { mayChargeUntil } }',
        { id },
      )
    ).data?.chargingSession.mayChargeUntil

  test('uses no slot that begins meanwhile when its charger has refused it', async () => {
    const its = await scene(120)
    const { transactionId } = await its.begin({ idToken: its.driver.idToken, authorised: false })
    await its.say({ heldFrom: inMinutes(-1), startsAt: inMinutes(4) })
    await watchSlots(box)
    expect((await box.sessionOf(transactionId)).reservation_id).toBeNull()
    expect(await used(its.reservationId)).toEqual([])
  })

  test('is in the way of no slot that is over, and of none of its own driver', async () => {
    const [over, own] = [await scene(-60, { heldUntil: inMinutes(-1) }), await scene(10)]
    const { transactionId } = await over.begin({ idToken: over.walkUp.idToken })
    const { id } = await box.sessionOf(transactionId)
    await watchSlots(box)
    expect(await box.said('charging.slot.neared', id)).toEqual([])
    expect(await mayChargeUntil(over.walkUp, id)).toBeNull()
    const { id: ownId } = await box.sessionOf((await own.begin({ idToken: own.driver.idToken })).transactionId)
    expect(await mayChargeUntil(own.driver, ownId)).toBeNull()
  })

  test('on its slot leaves the EVSE to others when it is over, before reservations has said so', async () => {
    const its = await scene()
    const first = await its.begin({ idToken: its.driver.idToken })
    await first.end(0, 1_000_000)
    expect((await its.start(its.walkUp)).errors).toBeUndefined()
  })

  test('is the only one that uses its slot: the database says so', async () => {
    const its = await scene()
    const first = await its.begin({ idToken: its.driver.idToken })
    await first.end(0, 1_000_000)
    const second = await box.sessionOf((await its.begin({ idToken: its.driver.idToken })).transactionId)
    const takes = box.db
      .updateTable('session')
      .set({ reservation_id: its.reservationId, reserved_from: new Date() })
      .where('id', '=', second.id)
      .execute()
    const refused = await takes.catch((error: unknown) => error)
    expect(violates(refused, 'session_reservation')).toBe(true)
  })
})
