import { afterAll, beforeAll, expect, test } from 'vitest'
import { ANONYMOUS, type Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import type { TariffData } from '#lib/tariff/tariff.ts'
import { fault } from '../../../test/subgraph.ts'
import { admin, at, refusalOf, TARIFF, testCharging, type Place, type TestCharging } from '../charging.fixture.ts'

let box: TestCharging
beforeAll(async () => {
  box = await testCharging({ CHARGING_PARKING_GRACE_SECONDS: '300' })
})
afterAll(() => box[Symbol.asyncDispose]())

const QUOTE = `query ($input: PriceQuoteInput!) { priceQuote(input: $input) {
  connector { id } startedAt energyWh powerW chargingSeconds idleSeconds tariff { id } tariffVersion altTexts { language text }
  costLines { type quantity billedQuantity elementNumber startedAt endedAt costInclVat { amountMinor } }
  totalCostExclVat { amountMinor currency } totalCostInclVat { amountMinor } } }`
interface Quoted {
  priceQuote: {
    energyWh: number
    chargingSeconds: number
    idleSeconds: number
    tariffVersion: number | null
    costLines: { type: string; billedQuantity: number; startedAt: string; endedAt: string; costInclVat: { amountMinor: number } }[]
    totalCostExclVat: { amountMinor: number; currency: string }
    totalCostInclVat: { amountMinor: number } | null
  }
}
const ask = (input: object, caller: Caller = ANONYMOUS) => box.ask<Quoted>(caller, QUOTE, { input })
const connectorOf = (place: Place) => place.connectors[0]?.connectorId
async function quote(place: Place, input: object) {
  const { data, errors } = await ask({ connectorId: connectorOf(place), ...input })
  if (!data) throw new Error(JSON.stringify(errors))
  return data.priceQuote
}

test('energy: it is charged with the power of the connector, and the vehicle goes', async () => {
  const place = await box.station()
  expect(await quote(place, { at: at(0), energyWh: 20_000 })).toEqual({
    connector: { id: connectorOf(place) },
    startedAt: at(0),
    energyWh: 20_000,
    powerW: 50_000,
    chargingSeconds: 1_440,
    idleSeconds: 0,
    tariff: { id: place.tariffId },
    tariffVersion: 1,
    altTexts: [],
    costLines: [
      {
        type: 'FLAT',
        quantity: 1,
        billedQuantity: 1,
        elementNumber: 1,
        startedAt: at(0),
        endedAt: at(0),
        costInclVat: { amountMinor: 119 },
      },
      {
        type: 'ENERGY',
        quantity: 20_000,
        billedQuantity: 20_000,
        elementNumber: 1,
        startedAt: at(0),
        endedAt: at(24),
        costInclVat: { amountMinor: 1_190 },
      },
    ],
    totalCostExclVat: { amountMinor: 1_100, currency: 'EUR' },
    totalCostInclVat: { amountMinor: 1_309 },
  })
})

test('a time: it is charged all the time, with the power of the vehicle where that is less', async () => {
  const place = await box.station()
  expect(await quote(place, { durationSeconds: 3_600 })).toMatchObject({ energyWh: 50_000, chargingSeconds: 3_600, idleSeconds: 0 })
  expect(await quote(place, { durationSeconds: 3_600, powerW: 11_000 })).toMatchObject({ energyWh: 11_000 })
  expect(await quote(place, { durationSeconds: 3_600, powerW: 350_000 })).toMatchObject({ energyWh: 50_000 })
})

test('both: the vehicle stays, and pays for parking after the grace', async () => {
  const place = await box.station()
  const quoted = await quote(place, { energyWh: 25_000, durationSeconds: 3_600 })
  expect(quoted).toMatchObject({ chargingSeconds: 1_800, idleSeconds: 1_800 })
  expect(quoted.costLines.find(({ type }) => type === 'PARKING_TIME')).toMatchObject({ billedQuantity: 1_500 })
})

test('is what the same session is billed, with restrictions by the clock of the station', async () => {
  const evening: TariffData = {
    ...TARIFF,
    elements: [
      {
        components: [{ type: 'ENERGY', price: 0.9, vat: 21, stepSize: 100 }],
        restrictions: { startTime: '18:00', endTime: '19:00' },
      },
      {
        components: [
          { type: 'ENERGY', price: 0.3, vat: 21, stepSize: 100 },
          { type: 'PARKING_TIME', price: 6, vat: 21, stepSize: 60 },
        ],
      },
    ],
  }
  const place = await box.station(await box.tariff(evening, newId(), 1, '2026-11-01T00:00:00.000Z'))
  // 17:45 in Amsterdam; 30 minutes at 40 kW, then 20 minutes of standing, of which 5 are the grace.
  const from = '2026-11-18T16:45:00.000Z'
  const quoted = await quote(place, { at: from, energyWh: 20_000, powerW: 40_000, durationSeconds: 3_000 })
  const minute = (minutes: number) => (Date.parse(from) - Date.parse(at(0))) / 60_000 + minutes
  const transaction = await box.begin(place, { startedAt: from, meterStartWh: 0 })
  await transaction.meter(minute(30), { registerWh: 20_000 })
  await transaction.suspend(minute(30))
  await transaction.end(minute(50), 20_000)
  const [cdr] = await box.cdrs((await box.sessionOf(transaction.transactionId)).id)
  expect(quoted.totalCostInclVat?.amountMinor).toBe(cdr?.incl_vat_minor)
  expect(quoted.costLines.map(({ billedQuantity, startedAt, endedAt }) => [billedQuantity, startedAt, endedAt])).toEqual(
    cdr?.lines.map(({ billedQuantity, from, to }) => [billedQuantity, from, to]),
  )
  expect(quoted.costLines).toHaveLength(3)
})

test('is by the tariff and the version that hold at the time, with what else is to be known in words', async () => {
  const altTexts = [
    { language: 'en', text: 'Dearer from next week on.' },
    { language: 'nl', text: 'Vanaf volgende week duurder.' },
  ]
  const nextWeek = new Date(Date.now() + 7 * 86_400_000)
  const tariffId = await box.tariff()
  await box.tariff({ ...TARIFF, altTexts, maxPrice: { exclVat: 5, inclVat: 5.95 } }, tariffId, 2, nextWeek.toISOString())
  const place = await box.station(tariffId)
  expect(await quote(place, { energyWh: 20_000 })).toMatchObject({
    tariffVersion: 1,
    altTexts: [],
    totalCostInclVat: { amountMinor: 1_309 },
  })
  const later = await quote(place, { energyWh: 20_000, at: new Date(nextWeek.getTime() + 1_000).toISOString() })
  expect(later).toMatchObject({ tariffVersion: 2, altTexts, totalCostInclVat: { amountMinor: 595 } })
})

test('where charging is free, it costs nothing', async () => {
  const nothing = { tariff: null, tariffVersion: null, costLines: [], totalCostInclVat: { amountMinor: 0 } }
  expect(await quote(await box.station(null), { energyWh: 20_000 })).toMatchObject(nothing)
})

test('what cannot be asked is refused and named', async () => {
  const connectorId = connectorOf(await box.station())
  const refused = async (input: object) => refusalOf(await ask({ connectorId, ...input }))
  const bad = (path: string) => ({ code: 'BAD_USER_INPUT', path })
  expect(await refused({})).toEqual(bad('input'))
  expect(await refused({ energyWh: -1 })).toEqual(bad('input.energyWh'))
  expect(await refused({ energyWh: 10_000_001 })).toEqual(bad('input.energyWh'))
  expect(await refused({ energyWh: 1_000_000, powerW: 100 })).toEqual(bad('input.energyWh'))
  expect(await refused({ durationSeconds: -1 })).toEqual(bad('input.durationSeconds'))
  expect(await refused({ durationSeconds: 700_000 })).toEqual(bad('input.durationSeconds'))
  expect(await refused({ energyWh: 50_000, durationSeconds: 3_599 })).toEqual(bad('input.durationSeconds'))
  expect(await refused({ energyWh: 1, powerW: 0 })).toEqual(bad('input.powerW'))
  expect(await refused({ energyWh: 1, at: new Date(Date.now() + 400 * 86_400_000).toISOString() })).toEqual(bad('input.at'))
  // Before its tariff held.
  expect(await refused({ energyWh: 1, at: at(-601) })).toEqual(bad('input.at'))
  expect((await ask({ connectorId, energyWh: 1, at: at(-600) })).errors).toBeUndefined()
  expect(await refused({ energyWh: 1, connectorId: newId() })).toEqual({ code: 'NOT_FOUND', path: 'input.connectorId' })
  const unknown = await box.station(newId())
  expect(refusalOf(await ask({ connectorId: connectorOf(unknown), energyWh: 1 }))).toEqual({
    code: 'UNAVAILABLE',
    path: 'input.connectorId',
  })
})

test('a private station is quoted to its guests, its operator and admins, and these alone begin a charge there', async () => {
  const place = await box.station()
  const connectorId = connectorOf(place) ?? ''
  const [guest, stranger] = [(await box.driver()).caller, (await box.driver()).caller]
  await box.sayStation(place, undefined, { access: 'PRIVATE', guests: [guest.userId] })
  for (const caller of [guest, place.operator, admin])
    expect((await ask({ connectorId, energyWh: 1_000 }, caller)).errors).toBeUndefined()
  const unknown = await ask({ connectorId: newId(), energyWh: 1_000 }, stranger)
  for (const caller of [stranger, ANONYMOUS]) expect(await ask({ connectorId, energyWh: 1_000 }, caller)).toEqual(unknown)
  expect(fault(await box.start(stranger, { connectorId }))).toEqual({ code: 'NOT_FOUND', path: ['input', 'connectorId'] })
  expect((await box.start(guest, { connectorId })).errors).toBeUndefined()
})
