import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { fault } from '../../../test/subgraph.ts'
import { admin, driver, operator, otherOperator, testStations, type TestStations } from '../stations.fixture.ts'

let box: TestStations
beforeAll(async () => {
  box = await testStations()
})
afterAll(() => box[Symbol.asyncDispose]())

const PREVIEW = `query ($input: TariffPreviewInput!) { tariffPreview(input: $input) {
  chargingSeconds idleSeconds totalCostExclVat { amount } totalCostInclVat { amount currency }
  lines { type billedQuantity costInclVat { amount } costExclVat { amount } } } }`
const elements = [
  {
    components: [
      { type: 'FLAT', price: 1, vat: 20 },
      { type: 'ENERGY', price: 0.5, vat: 20 },
      { type: 'PARKING_TIME', price: 6, vat: 20 },
    ],
  },
]
const charge = { currency: 'EUR', elements, timeZone: 'Europe/Amsterdam', energyWh: 30_000, powerW: 50_000 }
const preview = async (more: object = {}, caller = operator) =>
  box.ask<{ tariffPreview: Record<string, unknown> }>(caller, PREVIEW, { input: { ...charge, ...more } })

test('a tariff that is not saved is reckoned as it would be billed, its limits and its parking too', async () => {
  expect((await preview()).data?.tariffPreview).toMatchObject({
    chargingSeconds: 2_160,
    idleSeconds: 0,
    totalCostExclVat: { amount: '16.00' },
    totalCostInclVat: { amount: '19.20', currency: 'EUR' },
    lines: [
      { type: 'FLAT', billedQuantity: 1, costInclVat: { amount: '1.20' } },
      { type: 'ENERGY', billedQuantity: 30_000, costInclVat: { amount: '18.00' } },
    ],
  })
  // An hour more, of which ten minutes are free: 50 minutes at 6.00 an hour.
  const parked = await preview({ durationSeconds: 2_160 + 3_600, idle: { graceMinutes: 10 } })
  expect(parked.data?.tariffPreview).toMatchObject({ idleSeconds: 3_600, totalCostExclVat: { amount: '21.00' } })
  const capped = await preview({ maxPrice: { exclVat: 10, inclVat: 12 } })
  expect(capped.data?.tariffPreview).toMatchObject({
    totalCostInclVat: { amount: '12.00' },
    lines: [{}, {}, { type: null, costInclVat: { amount: '-7.20' } }],
  })
})

test('it refuses what saving refuses, at the same fields', async () => {
  const night = { startDate: '2026-12-24', endDate: '2026-12-24' }
  const elementsAtNight = [{ components: elements[0]?.components, restrictions: night }]
  expect(fault(await preview({ elements: elementsAtNight }))).toEqual({
    code: 'BAD_USER_INPUT',
    path: ['input', 'elements', 0, 'restrictions', 'endDate'],
  })
  expect(fault(await preview({ durationSeconds: 60 })).path).toEqual(['input', 'durationSeconds'])
  expect(fault(await preview({ energyWh: 300_000, powerW: 100 })).path).toEqual(['input', 'energyWh'])
})

test('it is for operators, and a tariff by its id for its operator and admins', async () => {
  expect(fault(await preview({}, driver)).code).toBe('FORBIDDEN')
  const save = `mutation ($input: SaveTariffInput!) { saveTariff(input: $input) { id } }`
  const input = { idempotencyKey: newId(), currency: 'EUR', description: 'x', elements }
  const { data } = await box.ask<{ saveTariff: { id: string } }>(operator, save, { input })
  const id = data?.saveTariff.id
  const read = async (caller: typeof operator) =>
    (await box.ask<{ tariff: { id: string } | null }>(caller, 'query ($id: UUID!) { tariff(id: $id) { id } }', { id })).data?.tariff
  expect(await read(operator)).toEqual({ id })
  expect(await read(admin)).toEqual({ id })
  expect(await read(otherOperator)).toBeNull()
  expect(await read(driver)).toBeNull()
})
