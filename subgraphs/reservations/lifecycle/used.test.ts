import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { testLifecycle, type TestLifecycle } from './lifecycle.fixture.ts'

let box: TestLifecycle
beforeAll(async () => {
  box = await testLifecycle()
})
afterAll(() => box[Symbol.asyncDispose]())

describe('a slot is used', () => {
  test('once, by its driver alone', async () => {
    const slot = await box.slot(await box.station(), 0)
    await slot.used(newId(), false, newId())
    expect(await slot.state()).toBe('RESERVED')
    const sessionId = newId()
    await slot.used(sessionId)
    const { version } = await slot.now()
    await slot.used(newId())
    expect(await slot.now()).toMatchObject({ state: 'FULFILLED', session_id: sessionId, version })
  })

  test('and what is left of it is free when the session is complete', async () => {
    const station = await box.station()
    const [slot, sessionId] = [await box.slot(station, -20), newId()]
    await slot.used(sessionId)
    await slot.completes(sessionId, -1)
    const { until, now, ends_at } = await slot.now()
    expect(until.getTime()).toBeLessThan(now.getTime())
    expect(await slot.told()).toMatchObject({ state: 'FULFILLED', endsAt: ends_at.toISOString(), heldUntil: until.toISOString() })
    const next = await box.slot(station, 1)
    expect(await next.state()).toBe('RESERVED')
    const { version } = await slot.now()
    await slot.completes(sessionId, 0)
    expect((await slot.now()).version).toBe(version)
  })

  test.each([10, -10])('also when the charger says the end by a clock that is %i minutes off', async (off) => {
    const [slot, sessionId] = [await box.slot(await box.station(), -5), newId()]
    await slot.used(sessionId)
    await slot.completes(sessionId, off)
    const { from, until, now } = await slot.now()
    expect(until.getTime()).toBeLessThanOrEqual(now.getTime())
    expect(until.getTime()).toBeGreaterThan(from.getTime())
  })

  test('and stays as it is by a session that ends after it', async () => {
    const [slot, sessionId] = [await box.slot(await box.station(), 0, { lasts: 15 }), newId()]
    await slot.used(sessionId)
    await box.pass(30)
    const { version } = await slot.now()
    await slot.completes(sessionId)
    expect((await slot.now()).version).toBe(version)
  })
})

describe('a start that was made offline and comes late', () => {
  test('makes up for a no-show, although somebody else has the rest of the slot by now', async () => {
    const station = await box.station()
    const slot = await box.slot(station, -15)
    await box.sweep()
    expect(await slot.state()).toBe('NO_SHOW')
    const next = await box.slot(station, 0)
    const sessionId = newId()
    await slot.used(sessionId, true)
    expect(await slot.told()).toMatchObject({ state: 'FULFILLED', sessionId, reason: 'OFFLINE_START' })
    expect(await next.state()).toBe('RESERVED')
    await slot.completes(sessionId)
    expect(await next.state()).toBe('RESERVED')
  })

  test('changes nothing of a slot that was cancelled', async () => {
    const slot = await box.slot(await box.station(), 60)
    await box.db.updateTable('reservation').set({ state: 'CANCELLED', reason: 'DRIVER' }).where('id', '=', slot.id).execute()
    await slot.used(newId(), true)
    expect(await slot.now()).toMatchObject({ state: 'CANCELLED', session_id: null })
  })
})

test('slots of somebody who leaves are cancelled, and charged for to nobody', async () => {
  const slot = await box.slot(await box.station(), 60)
  await box.sweep()
  await box.tell('accounts.user.deleted', slot.userId, { userId: slot.userId, deletedAt: new Date().toISOString() })
  expect(await slot.now()).toMatchObject({ state: 'CANCELLED', reason: 'DRIVER_LEFT' })
})
