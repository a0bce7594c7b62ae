import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import type { TestStation } from '../reservations.fixture.ts'
import { testLifecycle, type TestLifecycle } from './lifecycle.fixture.ts'

let box: TestLifecycle
beforeAll(async () => {
  box = await testLifecycle()
})
afterAll(() => box[Symbol.asyncDispose]())

async function connected(evses = 1): Promise<TestStation> {
  const station = await box.station(evses)
  await station.connects()
  return station
}
const connector = (number: number, maxPowerW = 50_000) => ({
  connectorId: newId(),
  number,
  maxPowerW,
  tariffId: null,
  powerType: 'DC' as const,
})

describe('it is a no-show all the same', () => {
  test('when its driver had charged there and left before the slot began, also by a clock that is ahead', async () => {
    const slot = await box.slot(await connected(), 5)
    const transactionId = await slot.begins(await slot.asked())
    const endedAt = new Date(Date.now() + 600_000).toISOString()
    await box.tell('ocpp.transaction.ended', transactionId, {
      transactionId,
      endedAt,
      receivedAt: endedAt,
      meterStopWh: 1,
      reason: 'EVDisconnected',
      samples: [],
      offline: false,
    })
    await box.pass(20)
    await box.sweep()
    expect(await slot.state()).toBe('NO_SHOW')
  })

  test('when the charger was offline before the slot began, and back by then', async () => {
    const station = await connected()
    const slot = await box.slot(station, 10)
    await station.disconnects()
    await box.pass(10)
    await station.connects()
    await box.pass(15)
    await box.sweep()
    expect(await slot.told()).toMatchObject({ state: 'NO_SHOW', reason: null })
  })

  test('when it is another EVSE that is out of order, or at which somebody charges', async () => {
    const station = await connected(3)
    const slot = await box.slot(station, 0)
    const charging = await box.slot(station, 200, { evse: 2 })
    await charging.begins(await charging.asked(newId()))
    await station.says('CHARGING', 3)
    await station.says('FAULTED', 2)
    await box.pass(15)
    await box.sweep()
    expect(await slot.told()).toMatchObject({ state: 'NO_SHOW', reason: null })
  })
})

test.each(['EXPIRED', 'TIMEOUT'])('a start that has begun is not undone by a word that it failed: %s', async (failure) => {
  const slot = await box.slot(await connected(), 0)
  const sessionId = await slot.asked()
  await slot.begins(sessionId)
  await slot.failed(sessionId, failure)
  await box.pass(15)
  await box.sweep()
  const { state, until, ends_at } = await slot.now()
  expect({ state, until }).toEqual({ state: 'FULFILLED', until: ends_at })
})

test('a start that was made offline makes up for a no-show, although its driver has another slot by now', async () => {
  const slot = await box.slot(await connected(), -15)
  await box.sweep()
  expect(await slot.state()).toBe('NO_SHOW')
  await box.slot(await connected(), -5, { userId: slot.userId })
  await slot.used(newId(), true)
  expect(await slot.state()).toBe('FULFILLED')
})

test('of somebody who leaves it is forgotten where they charged', async () => {
  const slot = await box.slot(await connected(), 60)
  const id = await slot.asked()
  await box.tell('accounts.user.deleted', slot.userId, { userId: slot.userId, deletedAt: new Date().toISOString() })
  expect(await box.db.selectFrom('presence').select('user_id').where('id', '=', id).execute()).toEqual([{ user_id: null }])
})

describe('a charger', () => {
  test('is asked for a slot from when it may be used, where that is earlier; not when nobody is waited for any more', async () => {
    const early = await box.slot(await connected(), 31, { terms: { earlyStartMinutes: 30 } })
    await box.sweep()
    expect((await early.now()).charger).toBe('NOT_ASKED')
    await box.pass(1)
    await box.sweep()
    expect((await early.now()).charger).toBe('ASKED')
    const station = await connected()
    await station.disconnects()
    const late = await box.slot(station, -20)
    await box.sweep()
    expect(await late.now()).toMatchObject({ state: 'ACTIVE', charger: 'NOT_ASKED' })
    expect(await box.said('reservations.reminder.due', late.id)).toEqual([])
  })

  test('that was away when a slot came: its driver is not reminded of what has begun', async () => {
    const slot = await box.slot(await connected(), -1)
    await box.sweep()
    expect(await slot.state()).toBe('ACTIVE')
    expect(await box.said('reservations.reminder.due', slot.id)).toEqual([])
  })
})

describe('a slot that moves', () => {
  test('from a connector that is retired goes to another one of its EVSE', async () => {
    const [first, second] = [connector(1), connector(2)]
    const evseId = newId()
    const station = await box.station(0, { evses: [{ evseId, number: 1, connectors: [first, second] }] })
    const slot = await box.slot(station, 300)
    await station.saved({ evses: [{ evseId, number: 1, connectors: [{ ...first, retired: true }, second] }] })
    await box.sweepSeldom()
    expect(await slot.told()).toMatchObject({ connectorId: second.connectorId, evseNumber: 1, reason: 'MOVED' })
  })

  test('goes to none that is out of order or retired itself', async () => {
    const [strong, gone] = [connector(1, 60_000), { ...connector(2), retired: true }]
    const station = await box.station(0, {
      evses: [
        { evseId: newId(), number: 1, connectors: [connector(1)] },
        { evseId: newId(), number: 2, connectors: [connector(1)] },
        { evseId: newId(), number: 3, connectors: [strong, gone] },
      ],
    })
    const slot = await box.slot(station, 10)
    for (const number of [1, 2]) await station.says('FAULTED', number)
    await box.pass(5)
    await box.sweep()
    expect(await slot.told()).toMatchObject({ connectorId: strong.connectorId, reason: 'MOVED' })
  })

  test('takes no more of the other EVSE than what is left of it, also where somebody has just left', async () => {
    const station = await connected(2)
    const slot = await box.slot(station, 0)
    await slot.begins(await slot.asked(newId()))
    const [before, sessionId] = [await box.slot(station, -60, { evse: 1, lasts: 90 }), newId()]
    await before.used(sessionId)
    await box.pass(3)
    await box.sweep()
    expect((await slot.told())?.evseNumber).toBe(1)
    await before.completes(sessionId)
    await box.sweep()
    expect(await slot.told()).toMatchObject({ evseNumber: 2, reason: 'MOVED' })
    const { from, starts_at } = await slot.now()
    expect(from.getTime()).toBeGreaterThan(starts_at.getTime() + 60_000)
  })

  test('is not one whose driver charges by a card with which the charger names it', async () => {
    const slot = await box.slot(await connected(2), 0)
    await box.sweep()
    await slot.begins(null, slot.id)
    await box.pass(3)
    await box.sweep()
    expect(await slot.told()).toMatchObject({ evseNumber: 1, reason: null })
  })
})
