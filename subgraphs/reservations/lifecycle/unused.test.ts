import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { testLifecycle, type TestLifecycle } from './lifecycle.fixture.ts'

let box: TestLifecycle
beforeAll(async () => {
  box = await testLifecycle()
})
afterAll(() => box[Symbol.asyncDispose]())

/** A slot that has begun, at a station of its own, whose driver is waited for a quarter of an hour. */
async function begun() {
  const station = await box.station()
  await station.connects()
  const slot = await box.slot(station, 0)
  await box.sweep()
  return { station, slot }
}

describe('nobody comes', () => {
  test('for a quarter of an hour: a no-show, the charger is let go, and the rest is free at once', async () => {
    const { station, slot } = await begun()
    await slot.held('HELD')
    await box.pass(14)
    await box.sweep()
    expect(await slot.state()).toBe('ACTIVE')
    await box.pass(1)
    await Promise.all([box.sweep(), box.sweep()])
    expect(await slot.told()).toMatchObject({ state: 'NO_SHOW', reason: null, sessionId: null })
    const { until, now, ends_at } = await slot.now()
    expect(until.getTime()).toBeLessThanOrEqual(now.getTime())
    expect(ends_at.getTime()).toBeGreaterThan(now.getTime())
    expect(await box.said('reservations.charger.released', slot.id)).toEqual([{ reservationId: slot.id, stationId: station.id }])
    const next = await box.slot(station, 1, { lasts: 20 })
    expect(await next.state()).toBe('RESERVED')
  })

  test('by the end of a slot that is shorter than the patience of its terms', async () => {
    const station = await box.station()
    const slot = await box.slot(station, 0, { lasts: 10 })
    await box.pass(10)
    await box.sweep()
    expect(await slot.state()).toBe('NO_SHOW')
  })
})

describe('it is no no-show', () => {
  test('when the vehicle is plugged in in the last second; without a charge the EVSE was occupied', async () => {
    const { station, slot } = await begun()
    await box.pass(14)
    await station.says('PREPARING')
    await box.pass(1)
    await box.sweep()
    expect(await slot.state()).toBe('ACTIVE')
    await slot.used()
    expect(await slot.state()).toBe('FULFILLED')
    const other = await begun()
    await box.pass(14)
    await other.station.says('PREPARING')
    await box.pass(11)
    await box.sweep()
    expect(await other.slot.told()).toMatchObject({ state: 'CANCELLED', reason: 'OCCUPIED' })
  })

  test('when its driver has authorised and does not charge yet; it is one when that comes to nothing', async () => {
    const { slot } = await begun()
    await box.pass(15)
    const sessionId = await slot.asked()
    await box.sweep()
    expect(await slot.state()).toBe('ACTIVE')
    await slot.failed(sessionId)
    await box.sweep()
    expect(await slot.state()).toBe('NO_SHOW')
  })

  test.each(['REJECTED', 'OFFLINE', 'TIMEOUT'])('when the charger does not let its driver begin: %s', async (failure) => {
    const { slot } = await begun()
    await slot.failed(await slot.asked(), failure)
    await box.pass(15)
    await box.sweep()
    expect(await slot.told()).toMatchObject({ state: 'CANCELLED', reason: 'EVSE_OUT_OF_ORDER' })
    const other = await begun()
    await other.slot.failed(await other.slot.asked(newId()), failure)
    await box.pass(15)
    await box.sweep()
    expect(await other.slot.state()).toBe('NO_SHOW')
  })

  test('when the charger begins all the same what it had refused', async () => {
    const { slot } = await begun()
    const sessionId = await slot.asked()
    await slot.failed(sessionId, 'TIMEOUT')
    await slot.begins(sessionId)
    await box.pass(15)
    await box.sweep()
    const { state, until, ends_at } = await slot.now()
    expect({ state, until }).toEqual({ state: 'FULFILLED', until: ends_at })
  })

  test('when its driver charges there, although charging has not said that it is this slot', async () => {
    const { slot } = await begun()
    const sessionId = await slot.asked()
    await slot.begins(sessionId)
    await box.pass(15)
    await box.sweep()
    expect(await slot.told()).toMatchObject({ state: 'FULFILLED', sessionId })
  })

  test('when its driver has charged into it and left; the rest of it is free', async () => {
    const { station, slot } = await begun()
    const transaction = await slot.begins(await slot.asked())
    await box.pass(1)
    await slot.ends(transaction)
    await box.pass(14)
    await box.sweep()
    const { state, until, now } = await slot.now()
    expect(state).toBe('FULFILLED')
    expect(until.getTime()).toBeLessThan(now.getTime())
    expect(await (await box.slot(station, 1, { lasts: 20 })).state()).toBe('RESERVED')
  })

  test('keeps its whole time while its driver charges, or has asked to again', async () => {
    const { slot } = await begun()
    await slot.ends(await slot.begins(await slot.asked()))
    await box.pass(15)
    await slot.asked()
    await box.sweep()
    const { state, until, ends_at } = await slot.now()
    expect({ state, until }).toEqual({ state: 'FULFILLED', until: ends_at })
  })

  test('when a card has begun to charge and nobody has said yet whose it is', async () => {
    const { slot } = await begun()
    await box.pass(15)
    await slot.begins()
    await box.sweep()
    expect(await slot.state()).toBe('ACTIVE')
    await slot.used()
    expect(await slot.state()).toBe('FULFILLED')
  })

  test('when the charger names the slot that the charge is for', async () => {
    const { slot } = await begun()
    await slot.begins(null, slot.id)
    await box.pass(20)
    await box.sweep()
    expect(await slot.state()).toBe('ACTIVE')
    await box.pass(40)
    await box.sweep()
    expect(await slot.state()).toBe('FULFILLED')
  })

  test("when somebody else's session is on the slot: it is cancelled, for nothing", async () => {
    const { slot } = await begun()
    const session = await slot.asked(newId())
    await slot.begins(session)
    await box.pass(15)
    await box.sweep()
    expect(await slot.told()).toMatchObject({ state: 'CANCELLED', reason: 'OCCUPIED' })
  })

  test("when somebody else's vehicle stands there although its session is over", async () => {
    const { station, slot } = await begun()
    const transaction = await slot.begins(await slot.asked(newId()))
    await slot.ends(transaction)
    await station.says('FINISHING')
    await box.pass(15)
    await box.sweep()
    expect(await slot.told()).toMatchObject({ state: 'CANCELLED', reason: 'OCCUPIED' })
  })

  test('when the charger is offline: a start there may still come to light, and after the slot nothing is owed', async () => {
    const { station, slot } = await begun()
    await station.disconnects()
    await box.pass(15)
    await box.sweep()
    expect(await slot.state()).toBe('ACTIVE')
    await box.pass(45)
    await box.sweep()
    expect(await slot.told()).toMatchObject({ state: 'CANCELLED', reason: 'CHARGER_OFFLINE' })
  })

  test('when the charger was offline for minutes while its driver was waited for; a blink does not count', async () => {
    const long = await begun()
    await long.station.disconnects()
    await box.pass(6)
    await long.station.connects()
    const short = await begun()
    await short.station.disconnects()
    await box.pass(1)
    await short.station.connects()
    await box.pass(15)
    await box.sweep()
    expect(await long.slot.told()).toMatchObject({ state: 'CANCELLED', reason: 'CHARGER_OFFLINE' })
    expect(await short.slot.told()).toMatchObject({ state: 'NO_SHOW', reason: null })
  })

  test('before a charger that has just come back had time to tell what was begun meanwhile', async () => {
    const { station, slot } = await begun()
    await station.disconnects()
    await box.pass(15)
    await station.connects()
    await box.sweep()
    expect(await slot.state()).toBe('ACTIVE')
    await slot.used(newId(), true)
    expect(await slot.state()).toBe('FULFILLED')
  })

  test('when the EVSE was out of order while its driver was waited for', async () => {
    const { station, slot } = await begun()
    await station.says('FAULTED')
    await box.pass(5)
    await station.says('AVAILABLE')
    await box.pass(10)
    await box.sweep()
    expect(await slot.told()).toMatchObject({ state: 'CANCELLED', reason: 'EVSE_OUT_OF_ORDER' })
  })
})
