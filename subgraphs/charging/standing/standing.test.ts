import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ConnectorStatus } from '#lib/events.ts'
import type { TariffData } from '#lib/tariff/tariff.ts'
import { until } from '../../../test/until.ts'
import { at, testCharging, type Place, type TestCharging } from '../charging.fixture.ts'

let box: TestCharging
beforeAll(async () => {
  box = await testCharging({ CHARGING_PARKING_GRACE_SECONDS: '300', CHARGING_REWARD_WAIT_MS: '100' })
})
afterAll(() => box[Symbol.asyncDispose]())

/** 6 euro an hour of parking from the sixth minute on, in steps of a second, 20 % VAT, and 1 euro to begin with. */
const TARIFF: TariffData = {
  currency: 'EUR',
  elements: [
    {
      components: [
        { type: 'FLAT', price: 1, vat: 20, stepSize: 1 },
        { type: 'PARKING_TIME', price: 6, vat: 20, stepSize: 1 },
      ],
    },
  ],
}

/** A minute of the fixture, so that a charge can have ended so many minutes ago. One now for all: the tests count in whole minutes. */
const NOW = Math.floor((Date.now() - Date.parse(at(0))) / 60_000)
const minutesAgo = (minutes: number): number => NOW - minutes

/** What a charger says of its connector, so many minutes ago by its clock, and heard then if nothing else is said. */
const says = ({ stationId }: Place, status: ConnectorStatus, ago: number, heardAgo = ago) =>
  box.tell(
    'ocpp.connector.status-changed',
    stationId,
    { stationId, evseNumber: 1, connectorNumber: 1, status, errorCode: null, at: at(minutesAgo(ago)) },
    new Date(at(minutesAgo(heardAgo))),
  )

/** A charge of an hour at a charger that said CHARGING, which ended so many minutes ago. */
async function ended(
  ago: number,
  about: { tariff?: TariffData; before?: ConnectorStatus | null; reason?: string; more?: object } = {},
) {
  const { tariff = TARIFF, before = 'CHARGING', reason = 'Remote', more = {} } = about
  const [driver, place] = [await box.driver(), await box.station(await box.tariff(tariff))]
  if (before !== null) await says(place, before, ago + 60)
  const transaction = await box.begin(place, { idToken: driver.idToken, startedAt: at(minutesAgo(ago + 60)) })
  const { transactionId } = transaction
  const end = () =>
    box.tell('ocpp.transaction.ended', transactionId, {
      transactionId,
      endedAt: at(minutesAgo(ago)),
      receivedAt: at(minutesAgo(ago)),
      meterStopWh: 1_005_000,
      reason,
      samples: [],
      offline: false,
      ...more,
    })
  const { id } = await box.sessionOf(transactionId)
  const row = () => box.sessionOf(transactionId)
  const record = () => until(async () => (await box.cdrs(id))[0])
  return { driver, place, transaction, id, end, row, record }
}
const looked = (row: () => ReturnType<TestCharging['sessionOf']>) =>
  until(async () => (await row()).parking_counted_at ?? undefined)
interface View {
  runningCost: { amountMinor: number }
  costLines: { costInclVat: { amountMinor: number } }[]
}
const VIEW = `query ($id: UUID!) { chargingSession(id: $id) { status runningCost { amountMinor } costLines { costInclVat { amountMinor } }
  idleSince parkingBilledFrom secondsUntilParkingIsBilled parkedUntil chargeDetailRecord { totalCostInclVat { amountMinor } } } }`

test('a vehicle that stays after the stop parks until the connector is Available, and that is billed once', async () => {
  const { driver, place, id, end, row, record } = await ended(40)
  await end()
  await says(place, 'FINISHING', 39)
  await looked(row)
  expect(await box.cdrs(id)).toEqual([])
  const { data } = await box.ask<{ chargingSession: View }>(driver.caller, VIEW, { id })
  // 35 minutes of parking so far, at 12 cents a minute.
  const { runningCost, costLines } = data?.chargingSession ?? {}
  expect(runningCost?.amountMinor).toBeGreaterThanOrEqual(120 + 420)
  expect(costLines?.reduce((sum, { costInclVat }) => sum + costInclVat.amountMinor, 0)).toBe(runningCost?.amountMinor)
  expect(data?.chargingSession).toMatchObject({
    status: 'COMPLETED',
    idleSince: at(minutesAgo(40)),
    parkingBilledFrom: at(minutesAgo(35)),
    secondsUntilParkingIsBilled: 0,
    parkedUntil: null,
    chargeDetailRecord: null,
  })
  await says(place, 'AVAILABLE', 10)
  const cdr = await record()
  // 1.20 to begin with, 25 minutes of parking at 7.20 an hour.
  expect(cdr).toMatchObject({
    incl_vat_minor: 120 + 300,
    total_parking_time_s: 25 * 60,
    total_time_s: 90 * 60,
    total_energy_wh: 5_000,
  })
  expect(cdr?.periods.map(({ kind }) => kind)).toEqual(['CHARGING', 'PARKING'])
  expect(cdr?.ended_at).toEqual(new Date(at(minutesAgo(10))))
  const over = await box.ask<{ chargingSession: View }>(driver.caller, VIEW, { id })
  expect(over.data?.chargingSession).toMatchObject({ runningCost: { amountMinor: 420 }, idleSince: null, parkingBilledFrom: null })
  // A later word, and the stop told again, change nothing.
  await says(place, 'FINISHING', 5)
  await says(place, 'AVAILABLE', 1)
  await end()
  expect(await box.said('charging.session.completed', id)).toHaveLength(1)
  expect(await box.cdrs(id)).toHaveLength(1)
  expect((await row()).ended_at).toEqual(new Date(at(minutesAgo(40))))
})

test('parking that began before the stop goes on after it, with one grace', async () => {
  const { place, transaction, end, row, record } = await ended(40)
  await transaction.suspend(minutesAgo(50))
  await says(place, 'FINISHING', 41)
  await end()
  await looked(row)
  await says(place, 'AVAILABLE', 30)
  // 20 minutes since it takes nothing, 5 of them free.
  expect(await record()).toMatchObject({ incl_vat_minor: 120 + 180, total_parking_time_s: 15 * 60 })
})

test('who leaves within the grace pays nothing for it, and the record ends with the charge', async () => {
  const { place, end, row, record } = await ended(40)
  await says(place, 'FINISHING', 41)
  await end()
  await looked(row)
  await says(place, 'AVAILABLE', 36)
  expect(await record()).toMatchObject({ incl_vat_minor: 120, total_parking_time_s: 0, ended_at: new Date(at(minutesAgo(40))) })
  expect((await row()).parked_until).toBeNull()
})

test('a record whose vehicle is gone, or that costs nothing by standing there, waits for nothing', async () => {
  const waits = async (about: Parameters<typeof ended>[1]) => {
    const { id, end } = await ended(5, about)
    await end()
    return (await box.cdrs(id)).length === 0
  }
  const free = { ...TARIFF, elements: [{ components: [{ type: 'FLAT' as const, price: 1, stepSize: 1 }] }] }
  expect(await waits({ before: 'FINISHING' })).toBe(true)
  expect(await waits({ before: 'CHARGING' })).toBe(true)
  expect(await waits({ before: 'AVAILABLE' })).toBe(false)
  expect(await waits({ before: 'FAULTED' })).toBe(false)
  // Never heard of.
  expect(await waits({ before: null })).toBe(false)
  expect(await waits({ before: 'FINISHING', tariff: free })).toBe(false)
  expect(await waits({ before: 'FINISHING', reason: 'EVDisconnected' })).toBe(false)
  // Queued: what the connector is now is of another time.
  expect(await waits({ before: 'FINISHING', more: { offline: true } })).toBe(false)
  expect(await waits({ before: 'FINISHING', more: { inferredFrom: 'BOOT' } })).toBe(false)
})

test('a charger that says nothing more of the connector has not seen a vehicle stand there', async () => {
  const { id, end, row, record } = await ended(40)
  await end()
  expect(await box.cdrs(id)).toEqual([])
  const earlier = new Date(Date.now() - 3_600_000)
  await box.db.updateTable('session').set({ record_waits_since: earlier }).where('id', '=', id).execute()
  expect(await record()).toMatchObject({ incl_vat_minor: 120, total_parking_time_s: 0 })
  expect(await row()).toMatchObject({ record_waits_since: null, parked_until: null })
})

test.each(['PREPARING', 'FAULTED', 'UNAVAILABLE', 'RESERVED'] as const)('parking ends with the word %s too', async (status) => {
  const { place, end, row, record } = await ended(40, { before: 'FINISHING' })
  await end()
  await looked(row)
  await says(place, status, 30)
  await says(place, 'AVAILABLE', 10)
  expect(await record()).toMatchObject({ total_parking_time_s: 5 * 60 })
})

test('the next session on the connector ends it', async () => {
  const { place, end, row, record } = await ended(40, { before: 'FINISHING' })
  await end()
  await looked(row)
  await box.begin(place, { startedAt: at(minutesAgo(20)), receivedAt: at(minutesAgo(20)) })
  // It is looked at again after a minute.
  await box.db
    .updateTable('session')
    .set({ parking_counted_at: new Date(0) })
    .where('record_waits_since', 'is not', null)
    .execute()
  expect(await record()).toMatchObject({ total_parking_time_s: 15 * 60 })
})

test('while the charger is offline nobody sees the vehicle: nothing is billed from then on', async () => {
  const { place, end, row, record } = await ended(40, { before: 'FINISHING' })
  await end()
  await looked(row)
  const offline = { stationId: place.stationId, at: at(minutesAgo(30)) }
  await box.tell('ocpp.charge-point.disconnected', place.stationId, offline, new Date(at(minutesAgo(30))))
  expect(await record()).toMatchObject({ total_parking_time_s: 5 * 60 })
  await says(place, 'AVAILABLE', 1)
  expect(await row()).toMatchObject({ parked_until: new Date(at(minutesAgo(30))) })
})

test('a clock that is moved makes the parking no longer than it was by ours', async () => {
  const { place, end, row, record } = await ended(40, { before: 'FINISHING' })
  await end()
  await looked(row)
  await says(place, 'AVAILABLE', -600, 30)
  expect(await record()).toMatchObject({ total_parking_time_s: 5 * 60 })
})

test('once it cannot cost more, the record goes out although the vehicle stands there', async () => {
  const tariff = { ...TARIFF, idle: { graceMinutes: 10, cap: { exclVat: 2, inclVat: 2.4 } } }
  const { end, record } = await ended(60, { before: 'FINISHING', tariff })
  await end()
  expect(await record()).toMatchObject({ incl_vat_minor: 120 + 240 })
})

test('after a day it is over', async () => {
  const { end, record } = await ended(30 * 60, { before: 'FINISHING' })
  await end()
  expect(await record()).toMatchObject({ total_time_s: 25 * 3_600, total_parking_time_s: 24 * 3_600 - 300 })
})

test('the database lets no session be settled while its record waits', async () => {
  const { id, end } = await ended(1, { before: 'FINISHING' })
  await end()
  const settled = box.db.updateTable('session').set({ settled_at: new Date() }).where('id', '=', id).execute()
  await expect(settled).rejects.toThrow(/check constraint/)
})

test('the live view goes on until the record is there', async () => {
  const { driver, place, id, end, row } = await ended(40, { before: 'FINISHING' })
  const stream = box.watch(driver.caller, id)
  await stream.next()
  await end()
  await looked(row)
  await says(place, 'AVAILABLE', 30)
  const seen = []
  for await (const { data } of stream) seen.push(data?.sessionUpdated)
  expect(seen.map((shown) => shown?.status)).toContain('COMPLETED')
  expect(seen.find((shown) => shown?.status === 'COMPLETED')?.chargeDetailRecord).toBeNull()
  expect(seen.at(-1)?.chargeDetailRecord?.totalCostInclVat?.amountMinor).toBe(120 + 60)
})
