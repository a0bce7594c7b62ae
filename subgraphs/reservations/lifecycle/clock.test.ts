import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { newId } from '#lib/id.ts'
import { tariffOf } from '#lib/tariff/tariff.fixture.ts'
import { previewOf } from '../fees/preview.ts'
import { testLifecycle, type TestLifecycle } from './lifecycle.fixture.ts'

let box: TestLifecycle
beforeAll(async () => {
  box = await testLifecycle()
})
afterEach(() => void vi.useRealTimers())
afterAll(() => box[Symbol.asyncDispose]())

const HOUR = 3_600_000
const FEE = tariffOf([
  { components: [{ type: 'FLAT', price: 4, vat: 20, stepSize: 1 }], restrictions: { reservation: 'RESERVATION_EXPIRES' } },
])

/** The clock of this process alone; that of the database goes right. */
const setClock = (by: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + by })

test.each([-2, 2])('a process whose clock is %i hours off ends, holds and reminds of nothing early or late', async (hours) => {
  const [over, coming, later] = [
    await box.slot(await box.station(), -20),
    await box.slot(await box.station(), 10),
    await box.slot(await box.station(), 60),
  ]
  setClock(hours * HOUR)
  await box.sweep()
  expect(await over.state()).toBe('NO_SHOW')
  expect(await coming.state()).toBe('RESERVED')
  expect(await box.said('reservations.reminder.due', coming.id)).toHaveLength(1)
  expect(await later.now()).toMatchObject({ state: 'RESERVED', charger: 'NOT_ASKED' })
  expect(await box.said('reservations.reminder.due', later.id)).toEqual([])
})

test.each([-2, 2])(
  'a process whose clock is %i hours off shows what cancelling costs by the clock that judges it',
  async (hours) => {
    const tariffId = newId()
    await box.tell('stations.tariff.saved', tariffId, { tariffId, version: 1, validFrom: '2026-01-01T00:00:00Z', tariff: FEE })
    const slotIn = async (minutes: number) => {
      const station = await box.station()
      await box.db.updateTable('connector').set({ tariff_id: tariffId }).where('id', 'in', station.connectors).execute()
      return box.slot(station, minutes, { terms: { fees: true, cancelUntilMinutes: 60 } })
    }
    const [free, late] = [await slotIn(90), await slotIn(30)]
    setClock(hours * HOUR)
    expect((await previewOf(box, await free.now()))?.cancelNow).toBeNull()
    expect((await previewOf(box, await late.now()))?.cancelNow).not.toBeNull()
  },
)
