import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { testLifecycle, type TestLifecycle } from './lifecycle.fixture.ts'

let box: TestLifecycle
beforeAll(async () => {
  box = await testLifecycle()
})
afterAll(() => box[Symbol.asyncDispose]())

const evseOf = (number: number, maxPowerW: number, powerType: 'DC' | 'AC_3_PHASE') => ({
  evseId: newId(),
  number,
  connectors: [{ connectorId: newId(), number: 1, maxPowerW, tariffId: null, powerType }],
})

describe('an EVSE that is out of order', () => {
  test('gives its slot to an equal one of the station: neither weaker nor of another current, the weakest of those', async () => {
    const evses = [
      evseOf(1, 50_000, 'DC'),
      evseOf(2, 22_000, 'DC'),
      evseOf(3, 90_000, 'AC_3_PHASE'),
      evseOf(4, 150_000, 'DC'),
      evseOf(5, 60_000, 'DC'),
    ]
    const station = await box.station(0, { evses })
    const slot = await box.slot(station, 0)
    await box.sweep()
    await slot.held('HELD')
    await station.says('FAULTED', 1)
    await box.pass(5)
    await box.sweep()
    expect(await slot.told()).toMatchObject({ state: 'ACTIVE', reason: 'MOVED', evseNumber: 5, connectorId: station.connectors[4] })
    // The old charger lets go, and the new place is asked for.
    expect(await box.said('reservations.charger.released', slot.id)).toHaveLength(1)
    expect((await box.said('reservations.charger.asked', slot.id)).map(({ evseNumber }) => evseNumber)).toEqual([1, 5])
  })

  test('of a charger that just boots keeps its slot', async () => {
    const station = await box.station(2)
    const slot = await box.slot(station, 0)
    await box.sweep()
    await station.says('UNAVAILABLE', 1)
    await box.pass(4)
    await box.sweep()
    expect(await slot.told()).toMatchObject({ evseNumber: 1, reason: null })
    await station.says('AVAILABLE', 1)
    await box.pass(4)
    await box.sweep()
    expect(await slot.told()).toMatchObject({ evseNumber: 1, reason: null })
  })

  test('without an equal one has its slot cancelled, for nothing: others are taken, or somebody charges there', async () => {
    const station = await box.station(3)
    const [slot, taken] = [await box.slot(station, 30), await box.slot(station, 60, { evse: 1 })]
    const charging = await box.slot(station, 200, { evse: 2 })
    await charging.begins()
    await station.says('FAULTED', 1)
    await box.pass(5)
    await box.sweep()
    expect(await slot.told()).toMatchObject({ state: 'CANCELLED', reason: 'EVSE_OUT_OF_ORDER' })
    expect(await taken.told()).toBeUndefined()
  })

  test('may be mended until a slot of tomorrow begins', async () => {
    const station = await box.station(2)
    const slot = await box.slot(station, 120)
    await station.says('FAULTED', 1)
    await box.pass(10)
    await box.sweep()
    expect(await slot.told()).toBeUndefined()
    await box.pass(60)
    await box.sweep()
    expect(await slot.told()).toMatchObject({ evseNumber: 2, reason: 'MOVED' })
  })

  test('does not take a slot away from who uses it', async () => {
    const station = await box.station(2)
    const slot = await box.slot(station, 0)
    await slot.used()
    await station.says('FAULTED', 1)
    await box.pass(10)
    await box.sweep()
    expect(await slot.told()).toMatchObject({ state: 'FULFILLED', evseNumber: 1 })
  })
})

test('slots of an EVSE that is retired move at once, however far ahead; two to two places', async () => {
  const station = await box.station(3)
  const userId = newId()
  const slots = [
    await box.slot(station, 3_000, { userId }),
    await box.slot(station, 3_000, { evse: 1 }),
    await box.slot(station, 5_000),
  ]
  await station.saved({ evses: station.said.evses.slice(1) })
  await box.sweepSeldom()
  const numbers = await Promise.all(slots.map(async (slot) => (await slot.told())?.evseNumber))
  expect(numbers).toEqual([3, undefined, 2])
})

test('a walk-up that still charges when a slot begins: it moves to an equal EVSE', async () => {
  const station = await box.station(2)
  const slot = await box.slot(station, 1)
  const transaction = await slot.begins(await slot.asked(newId()))
  await box.sweep()
  expect(await slot.told()).toBeUndefined()
  await box.pass(1)
  await box.sweep()
  expect(await slot.told()).toMatchObject({ state: 'ACTIVE', evseNumber: 2, reason: 'MOVED' })
  await slot.ends(transaction)
})

test('a card that still charges when a slot begins, and that nobody says is its driver’s: it moves; not before that would be said', async () => {
  const station = await box.station(2)
  const slot = await box.slot(station, 1)
  await slot.begins()
  await box.pass(1)
  await box.sweep()
  expect((await slot.told())?.evseNumber).toBe(1)
  await box.pass(1)
  await box.sweep()
  expect(await slot.told()).toMatchObject({ state: 'ACTIVE', evseNumber: 2, reason: 'MOVED' })
})

test('two slots for one equal place: one has it, the other is cancelled', async () => {
  const station = await box.station(3)
  const slots = [await box.slot(station, 10), await box.slot(station, 10, { evse: 1 })]
  for (const number of [1, 2]) await station.says('FAULTED', number)
  await box.pass(5)
  await Promise.all([box.sweep(), box.sweep()])
  const told = await Promise.all(slots.map((slot) => slot.told()))
  expect(told.map((word) => word?.reason).toSorted()).toEqual(['EVSE_OUT_OF_ORDER', 'MOVED'])
})
