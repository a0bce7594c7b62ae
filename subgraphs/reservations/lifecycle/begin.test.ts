import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testLifecycle, type TestLifecycle } from './lifecycle.fixture.ts'

let box: TestLifecycle
beforeAll(async () => {
  box = await testLifecycle()
})
afterAll(() => box[Symbol.asyncDispose]())

const MINUTE = 60_000

describe('a slot that comes', () => {
  test('is asked for at its charger and its driver reminded a quarter of an hour before, once, whoever sweeps', async () => {
    const slot = await box.slot(await box.station(), 16)
    await box.sweep()
    expect(await slot.now()).toMatchObject({ state: 'RESERVED', charger: 'NOT_ASKED' })
    await box.pass(1)
    await Promise.all([box.sweep(), box.sweep(), box.sweep()])
    await box.sweep()
    const { starts_at, charger, state } = await slot.now()
    expect({ charger, state }).toEqual({ charger: 'ASKED', state: 'RESERVED' })
    expect(await box.said('reservations.reminder.due', slot.id)).toEqual([
      { reservationId: slot.id, userId: slot.userId, startsAt: starts_at.toISOString() },
    ])
    const asked = await box.said('reservations.charger.asked', slot.id)
    expect(asked).toMatchObject([{ reservationId: slot.id, evseNumber: 1, userId: slot.userId }])
  })

  test('is held by a charger whose clock is ten minutes off for as long as its driver is waited for', async () => {
    const slot = await box.slot(await box.station(), 5, { terms: { noShowAfterMinutes: 20 } })
    await box.sweep()
    const [asked] = await box.said('reservations.charger.asked', slot.id)
    const { starts_at } = await slot.now()
    const heldMs = Date.parse(asked?.expiresAt ?? '') - starts_at.getTime()
    expect(heldMs - 10 * MINUTE).toBeGreaterThanOrEqual(20 * MINUTE)
  })

  test('is held from the moment at which it may be used, and not before', async () => {
    const slot = await box.slot(await box.station(), 6, { terms: { earlyStartMinutes: 5 } })
    await box.sweep()
    expect(await slot.state()).toBe('RESERVED')
    await box.pass(1)
    await box.sweep()
    expect(await slot.told()).toMatchObject({ state: 'ACTIVE', enforcement: 'SOFT', reason: null })
  })

  test('needs no reminder if it is booked that late, and another one if it is given another start', async () => {
    const station = await box.station(2)
    const late = await box.slot(station, 14)
    await box.db.updateTable('reservation').set({ created_at: new Date() }).where('id', '=', late.id).execute()
    const moved = await box.slot(station, 10, { evse: 1 })
    await box.sweep()
    const { starts_at } = await moved.now()
    const other = new Date(starts_at.getTime() + 4 * MINUTE)
    await box.db.updateTable('reservation').set({ starts_at: other }).where('id', '=', moved.id).execute()
    await box.sweep()
    expect(await box.said('reservations.reminder.due', late.id)).toEqual([])
    expect((await box.said('reservations.reminder.due', moved.id)).map(({ startsAt }) => startsAt)).toEqual([
      starts_at.toISOString(),
      other.toISOString(),
    ])
  })
})

describe('a charger that refused to hold a slot', () => {
  const refused = async (evses = 1) => {
    const station = await box.station(evses)
    const slot = await box.slot(station, 0)
    await box.sweep()
    await slot.held('REFUSED')
    const released = async () => (await box.said('reservations.charger.released', slot.id)).length
    return { station, slot, released }
  }

  test('is let go when the slot ends or is used: it is not asked again for nobody', async () => {
    const [unused, used] = [await refused(), await refused()]
    expect([await unused.released(), await used.released()]).toEqual([0, 0])
    await used.slot.used()
    expect(await used.slot.now()).toMatchObject({ state: 'FULFILLED', charger: 'RELEASED' })
    await box.pass(15)
    await box.sweep()
    expect(await unused.slot.now()).toMatchObject({ state: 'NO_SHOW', charger: 'RELEASED' })
    expect([await unused.released(), await used.released()]).toEqual([1, 1])
  })

  test('is let go when the slot moves, and the new place is asked for', async () => {
    const { station, slot, released } = await refused(2)
    await station.says('FAULTED', 1)
    await box.pass(5)
    await box.sweep()
    expect(await released()).toBe(1)
    expect((await box.said('reservations.charger.asked', slot.id)).map(({ evseNumber }) => evseNumber)).toEqual([1, 2])
  })

  test('what a charger holds is used up by its driver: nothing is called off', async () => {
    const { slot, released } = await refused()
    await slot.held('HELD')
    await slot.used()
    expect(await released()).toBe(0)
  })
})

describe('what a charger says of a slot', () => {
  test('makes it hard or soft; the slot holds either way', async () => {
    const slot = await box.slot(await box.station(), 0)
    await box.sweep()
    await slot.held('HELD')
    expect(await slot.told()).toMatchObject({ state: 'ACTIVE', enforcement: 'HARD' })
    await slot.held('GONE')
    expect(await slot.told()).toMatchObject({ state: 'ACTIVE', enforcement: 'SOFT' })
    const other = await box.slot(await box.station(), 0)
    await box.sweep()
    await other.held('REFUSED')
    expect(await other.now()).toMatchObject({ state: 'ACTIVE', enforcement: 'SOFT', charger: 'REFUSED' })
    await box.sweep()
    expect(await box.said('reservations.charger.asked', other.id)).toHaveLength(1)
    // Whoever stood there has gone, and the bridge has asked again.
    await other.held('HELD')
    expect(await other.now()).toMatchObject({ enforcement: 'HARD', charger: 'HELD' })
  })

  test('changes nothing if the charger was not asked, has said it before, or the slot is over', async () => {
    const slot = await box.slot(await box.station(), 60)
    await slot.held('HELD')
    expect(await slot.now()).toMatchObject({ version: 1, enforcement: 'SOFT' })
    await box.pass(60)
    await box.sweep()
    await slot.held('HELD')
    const { version } = await slot.now()
    await slot.held('HELD')
    expect((await slot.now()).version).toBe(version)
    await box.pass(15)
    await box.sweep()
    await slot.held('HELD')
    expect(await slot.now()).toMatchObject({ state: 'NO_SHOW', charger: 'RELEASED', enforcement: 'SOFT' })
  })
})
