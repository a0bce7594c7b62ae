import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { testLifecycle, type TestLifecycle } from './lifecycle.fixture.ts'

let box: TestLifecycle
beforeAll(async () => {
  box = await testLifecycle()
})
afterAll(() => box[Symbol.asyncDispose]())

const MINUTE = 60_000

/** A slot of an hour whose driver charges, and which ends in so many minutes. */
async function inUse(endsIn: number, lateStopMinutes = 10, evses = 2) {
  const station = await box.station(evses)
  const slot = await box.slot(station, endsIn - 60, { terms: { lateStopMinutes } })
  const sessionId = newId()
  await slot.asked(slot.userId, sessionId)
  const transactionId = await slot.begins(sessionId)
  await slot.used(sessionId)
  const said = () => box.said('reservations.overstay.begun', slot.id)
  /** Minutes for which they may stay after the end. */
  const stays = async () =>
    (await said()).map(({ endsAt, mayStayUntil }) => (Date.parse(mayStayUntil) - Date.parse(endsAt)) / MINUTE)
  return { station, slot, sessionId, transactionId, said, stays }
}

describe('who charges when their slot ends', () => {
  test('is told until when they may stay, once, whoever sweeps, and is not stopped', async () => {
    const { slot, sessionId, said, stays } = await inUse(1)
    await box.sweep()
    expect(await said()).toEqual([])
    await box.pass(1)
    await Promise.all([box.sweep(), box.sweep(), box.sweep()])
    await box.sweep()
    expect(await said()).toMatchObject([{ reservationId: slot.id, userId: slot.userId, sessionId }])
    expect(await stays()).toEqual([10])
    expect(await slot.state()).toBe('FULFILLED')
  })

  test('may stay no longer than until the next slot at their EVSE, and not at all where it begins at once', async () => {
    const [soon, atOnce, other] = [await inUse(0, 30), await inUse(0, 30, 1), await inUse(0, 30)]
    await box.slot(soon.station, 12)
    await box.slot(atOnce.station, 0)
    await box.slot(other.station, 5, { evse: 1 })
    await box.sweep()
    const [until] = await soon.stays()
    expect(until).toBeGreaterThan(11)
    expect(until).toBeLessThanOrEqual(13)
    // To the second at which the next one was booked.
    const [none = 30] = await atOnce.stays()
    expect(none).toBeLessThan(1)
    expect(await other.stays()).toEqual([30])
  })

  test('is told so at once by an operator who lets nobody stay', async () => {
    const { stays } = await inUse(0, 0)
    await box.sweep()
    expect(await stays()).toEqual([0])
  })

  test('is told again of another end, when the slot was extended', async () => {
    const { slot, said } = await inUse(0)
    await box.sweep()
    const { ends_at, from } = await slot.now()
    const longer = new Date(ends_at.getTime() + 15 * MINUTE)
    await box.db
      .updateTable('reservation')
      .set({ ends_at: longer, during: `[${from.toISOString()},${longer.toISOString()})` })
      .where('id', '=', slot.id)
      .execute()
    await box.sweep()
    expect(await said()).toHaveLength(1)
    await box.pass(15)
    await box.sweep()
    expect(await said()).toHaveLength(2)
  })

  test('and nobody else: who has left, who ended early, who never came, and of what is long over', async () => {
    const [left, early, old] = [await inUse(0), await inUse(5), await inUse(-31)]
    await left.slot.ends(left.transactionId)
    await early.slot.ends(early.transactionId)
    await early.slot.completes(early.sessionId)
    // Somebody walks up to the EVSE that is free again.
    await early.slot.begins()
    const unused = await box.slot(await box.station(), -60)
    await box.pass(5)
    await box.sweep()
    for (const { said } of [left, early, old]) expect(await said()).toEqual([])
    expect(await box.said('reservations.overstay.begun', unused.id)).toEqual([])
  })
})
