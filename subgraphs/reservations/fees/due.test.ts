import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { versionAt } from '#db/tariff-version.ts'
import { newId } from '#lib/id.ts'
import { payable } from '#lib/tariff/cost.ts'
import { tariffOf } from '#lib/tariff/tariff.fixture.ts'
import { userCaller } from '../../../test/caller.ts'
import { findReservation } from '../reservation.queries.ts'
import { LIFECYCLE_LIMITS } from '../lifecycle/limits.ts'
import { testLifecycle, type TestLifecycle } from '../lifecycle/lifecycle.fixture.ts'
import { cancelledAt, freeUntil, noShow } from './due.ts'
import { previewOf } from './preview.ts'

let box: TestLifecycle
beforeAll(async () => {
  box = await testLifecycle()
})
afterAll(() => box[Symbol.asyncDispose]())

const at = (time: string, ms = 0) => new Date(Date.parse(`2026-11-22T${time}:00Z`) + ms)
const slot = {
  kind: 'BOOKING' as const,
  state: 'RESERVED' as const,
  reason: null,
  starts_at: at('14:00'),
  ends_at: at('15:00'),
  terms: { cancelUntilMinutes: 60, noShowAfterMinutes: 90 } as never,
}

describe('what a slot is charged for', () => {
  test('is nothing when it is cancelled in the very moment that its terms name, and something after it', () => {
    expect(freeUntil(slot)).toEqual(at('13:00'))
    expect(cancelledAt(slot, at('13:00'))).toBeNull()
    expect(cancelledAt(slot, at('13:00', 1))).toEqual({ kind: 'LATE_CANCELLATION', from: at('14:00'), until: at('14:00') })
  })

  test('is never a time after its end, nor one before its start', () => {
    expect(cancelledAt(slot, at('14:20'))).toMatchObject({ from: at('14:00'), until: at('14:20') })
    expect(cancelledAt(slot, at('17:00'))).toMatchObject({ from: at('14:00'), until: at('15:00') })
    expect(noShow(slot)).toEqual({ kind: 'NO_SHOW', from: at('14:00'), until: at('15:00') })
  })
})

const element = (price: number) => ({
  components: [{ type: 'TIME' as const, price, vat: 20, stepSize: 60 }],
  restrictions: { reservation: 'RESERVATION_EXPIRES' as const },
})
const price = (tariffId: string, version: number, validFrom: string, perHour: number) =>
  box.tell('stations.tariff.saved', tariffId, { tariffId, version, validFrom, tariff: tariffOf([element(perHour)]) })
async function sold(perHour: number) {
  const tariffId = newId()
  await price(tariffId, 1, '2026-01-01T00:00:00Z', perHour)
  const connectors = [{ connectorId: newId(), number: 1, maxPowerW: 50_000, tariffId, powerType: 'DC' as const }]
  return { tariffId, station: await box.station(0, { evses: [{ evseId: newId(), number: 1, connectors }] }) }
}

test('of a tariff the version counts that was valid when the slot was booked; before the first one, the first', async () => {
  const tariffId = newId()
  // They come in another order than they are valid in.
  await price(tariffId, 3, '2027-01-01T00:00:00Z', 3)
  await price(tariffId, 1, '2026-01-01T00:00:00Z', 1)
  await price(tariffId, 2, '2026-06-01T00:00:00Z', 2)
  const valid = async (day: string) => (await versionAt(box.db, tariffId, new Date(`${day}T00:00:00Z`)))?.version
  expect(await valid('2025-12-31')).toBe(1)
  expect(await valid('2026-05-31')).toBe(1)
  expect(await valid('2026-06-01')).toBe(2)
  expect(await valid('2026-12-31')).toBe(2)
  expect(await valid('2027-02-01')).toBe(3)
})

test('what a driver is shown beforehand is what is charged, at the address where it was; nothing where no fees are, or when it is over', async () => {
  const { station } = await sold(6)
  const given = await box.slot(station, 30, { terms: { fees: true } })
  const shown = async (id: string) => {
    const row = await findReservation(box.db, id)
    if (!row) throw new Error('It is there.')
    const preview = await previewOf({ db: box.db }, row)
    return preview && [preview.cancelNow && payable(preview.cancelNow), preview.noShow && payable(preview.noShow)]
  }
  expect(await shown(given.id)).toEqual([null, 180])
  await box.pass(45)
  await box.sweep()
  expect(await given.state()).toBe('NO_SHOW')
  expect(await box.said('reservations.fee.due', given.id)).toMatchObject([
    { amountMinor: 180, exclVatMinor: 150, inclVatMinor: 180, currency: 'EUR', address: { name: 'Garage', city: 'Utrecht' } },
  ])
  expect(await shown(given.id)).toBeNull()
  const free = await box.slot(station, 30, { terms: { fees: false } })
  expect(await shown(free.id)).toEqual([null, null])
})

test('what was owed stays as it was written: a change is another version', async () => {
  const { station } = await sold(6)
  const given = await box.slot(station, -15, { terms: { fees: true } })
  await box.sweep()
  expect(await given.state()).toBe('NO_SHOW')
  for (const change of [sql`UPDATE fee SET amount_minor = 1`, sql`DELETE FROM fee`, sql`TRUNCATE fee`])
    await expect(change.execute(box.db)).rejects.toThrow('permission denied')
})

describe('who cancels late because the slot cannot be used pays no more than who does nothing', () => {
  const CONNECTOR = { number: 1, maxPowerW: 50_000, powerType: 'DC' as const }
  /** A slot that has begun, at a station with so many equal EVSEs. */
  async function begun(evses = 1) {
    const tariffId = newId()
    await price(tariffId, 1, '2026-01-01T00:00:00Z', 6)
    const station = await box.station(0, {
      evses: Array.from({ length: evses }, (_, i) => ({
        evseId: newId(),
        number: i + 1,
        connectors: [{ connectorId: newId(), tariffId, ...CONNECTOR }],
      })),
    })
    await station.connects()
    return { station, given: await box.slot(station, -5, { terms: { fees: true } }) }
  }
  /** What cancelling was said to cost, and what it did. */
  async function cancels({ id, userId }: { id: string; userId: string }) {
    const row = await findReservation(box.db, id)
    const shown = row && (await previewOf({ db: box.db }, row))?.cancelNow
    const { data } = await box.ask<{ cancelBooking: { state: string } }>(
      userCaller(['DRIVER'], userId),
      'mutation ($id: UUID!) { cancelBooking(input: { reservationId: $id }) { state } }',
      { id },
    )
    expect(data?.cancelBooking.state).toBe('CANCELLED')
    const fees = await box.said('reservations.fee.due', id)
    return [shown ? payable(shown) : null, fees.map(({ amountMinor }) => amountMinor)]
  }
  const NOTHING = [null, []]
  const PAYS = [expect.any(Number), [expect.any(Number)]]

  test('at a charger that is offline', async () => {
    const { station, given } = await begun(2)
    await station.disconnects()
    expect(await cancels(given)).toEqual(NOTHING)
  })

  test('at an EVSE that is out of order, where no equal one is free', async () => {
    const [alone, taken] = [await begun(), await begun(2)]
    await box.slot(taken.station, -10, { evse: 1 })
    for (const { station, given } of [alone, taken]) {
      await station.says('FAULTED')
      expect(await cancels(given)).toEqual(NOTHING)
    }
  })

  test('where the charger was offline while they waited, or did not let them charge', async () => {
    const [back, refused] = [await begun(), await begun()]
    await back.station.disconnects()
    await box.pass(LIFECYCLE_LIMITS.patienceMinutes + 1)
    await back.station.connects()
    expect(await cancels(back.given)).toEqual(NOTHING)
    await refused.given.failed(await refused.given.asked(), 'REJECTED')
    expect(await cancels(refused.given)).toEqual(NOTHING)
  })

  test('and pays where all is in order, or an equal EVSE is', async () => {
    const [good, other] = [await begun(), await begun(2)]
    await other.station.says('FAULTED')
    for (const { given } of [good, other]) expect(await cancels(given)).toEqual(PAYS)
  })
})
