import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NO_CURRENCY } from '#lib/currency.ts'
import { newId } from '#lib/id.ts'
import { driver, operator, otherOperator, testStations, type TestStations } from '../stations.fixture.ts'
import { expectToldAgain } from '../../../test/told-again.ts'
import { past } from '../past.ts'

let box: TestStations
beforeAll(async () => {
  box = await testStations()
})
afterAll(() => box[Symbol.asyncDispose]())

const SAVE = `mutation ($input: SaveTariffInput!) {
  saveTariff(input: $input) { id version validFrom currency description elements { components { type price priceExclVat priceInclVat vat stepSize } } } }`
interface Saved {
  saveTariff: { id: string; version: number; validFrom: string; elements: { components: { vat: number | null }[] }[] }
}
const component = { type: 'ENERGY', price: 0.49, vat: 19, stepSize: 1 }
const tariffInput = (input: object = {}) => ({
  idempotencyKey: newId(),
  currency: 'EUR',
  description: '49 cents a kilowatt-hour',
  elements: [{ components: [component] }],
  ...input,
})
const save = (input: object, caller = operator) => box.ask<Saved>(caller, SAVE, { input: tariffInput(input) })
const refusalOf = ({ errors }: Awaited<ReturnType<typeof save>>) => ({
  code: errors?.[0]?.extensions?.code,
  path: errors?.[0]?.extensions?.issues?.[0]?.path.join('.'),
})

test('a tariff is told whole, and no VAT stays no VAT', async () => {
  const elements = [
    {
      components: [
        { type: 'FLAT', price: 0.5 },
        { ...component, vat: 0 },
        { type: 'PARKING_TIME', price: 5, vat: 19, stepSize: 300 },
      ],
    },
  ]
  const { data } = await save({ elements })
  expect(data?.saveTariff).toMatchObject({
    version: 1,
    currency: 'EUR',
    elements: [{ components: [{ vat: null }, { vat: 0 }, { vat: 19 }] }],
  })
  const event = (await box.said('stations.tariff.saved')).at(-1)
  expect(event).toMatchObject({ tariffId: data?.saveTariff.id, version: 1, validFrom: data?.saveTariff.validFrom })
  expect(event?.tariff.elements[0]?.components[0]).toEqual({ type: 'FLAT', price: 0.5, stepSize: 1 })
})

test('each price is told without VAT and as a driver pays it', async () => {
  const components = [
    { ...component, type: 'FLAT', price: 0.35, vat: 0 },
    { ...component, price: 0.59, vat: 21 },
    { type: 'TIME', price: 1.5, stepSize: 60 },
  ]
  const { data } = await save({ elements: [{ components }] })
  expect(data?.saveTariff.elements[0]?.components).toMatchObject([
    { type: 'FLAT', priceExclVat: 0.35, priceInclVat: 0.35, vat: 0 },
    { type: 'ENERGY', price: 0.59, priceExclVat: 0.59, priceInclVat: 0.7139, vat: 21 },
    { type: 'TIME', priceExclVat: 1.5, priceInclVat: 1.5, vat: null },
  ])
})

test('a change is a new version, and the version valid now is the one shown', async () => {
  const { data } = await save({})
  const tariffId = data?.saveTariff.id
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString()
  expect((await save({ tariffId, validFrom: inAnHour, currency: 'CHF' })).data?.saveTariff.version).toBe(2)
  const query = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Tariff { version currency } } }`
  const shown = () => box.ask(driver, query, { refs: [{ __typename: 'Tariff', id: tariffId }] })
  expect((await shown()).data).toEqual({ _entities: [{ version: 1, currency: 'EUR' }] })
  await save({ tariffId, currency: 'GBP' })
  expect((await shown()).data).toEqual({ _entities: [{ version: 3, currency: 'GBP' }] })
})

test('the same key again saves nothing, at once or later, for a new tariff and a new version', async () => {
  const idempotencyKey = newId()
  const first = await Promise.all(Array.from({ length: 6 }, () => save({ idempotencyKey })))
  const [one] = first
  for (const answer of first) expect(answer).toEqual(one)
  const tariffId = one?.data?.saveTariff.id
  const key = newId()
  const second = await Promise.all(Array.from({ length: 6 }, () => save({ tariffId, idempotencyKey: key })))
  for (const answer of second) expect(answer.data?.saveTariff.version).toBe(2)
  expect((await box.said('stations.tariff.saved')).filter((event) => event.tariffId === tariffId)).toHaveLength(2)
})

test('versions counted at once by many get numbers of their own', async () => {
  const tariffId = (await save({})).data?.saveTariff.id
  const answers = await Promise.all(Array.from({ length: 8 }, () => save({ tariffId })))
  expect(new Set(answers.map(({ data }) => data?.saveTariff.version))).toEqual(new Set([2, 3, 4, 5, 6, 7, 8, 9]))
})

test('a version cannot be changed or taken away, not even by a fault of ours', async () => {
  await save({})
  await expect(box.db.updateTable('tariff_version').set({ description: 'cheaper' }).execute()).rejects.toThrow(/permission denied/)
  await expect(box.db.deleteFrom('tariff_version').execute()).rejects.toThrow(/permission denied/)
})

test('somebody else’s tariff is answered like one that does not exist, and drivers have none', async () => {
  const tariffId = (await save({})).data?.saveTariff.id
  expect(refusalOf(await save({ tariffId }, otherOperator))).toEqual({ code: 'NOT_FOUND', path: 'input.tariffId' })
  expect(refusalOf(await save({ tariffId: newId() }, otherOperator))).toEqual({ code: 'NOT_FOUND', path: 'input.tariffId' })
  expect(refusalOf(await save({}, driver)).code).toBe('FORBIDDEN')
})

test('every currency of ISO 4217 is taken, and another one is refused in a sentence', async () => {
  for (const currency of ['HUF', 'KWD', 'CLF', 'UYW', 'XCG']) expect((await save({ currency })).errors).toBeUndefined()
  const { errors } = await save({ currency: 'HRK' })
  expect(errors?.[0]?.extensions?.issues).toEqual([{ path: ['input', 'currency'], message: NO_CURRENCY }])
})

describe('bad input', () => {
  const price = (change: object) => ({ elements: [{ components: [{ ...component, ...change }] }] })
  test.each([
    ['idempotencyKey', { idempotencyKey: '' }],
    ['tariffId', { tariffId: '12' }],
    ['currency', { currency: 'EURO' }],
    ['currency', { currency: 'eur' }],
    ['currency', { currency: 'DEM' }],
    ['currency', { currency: 'XTS' }],
    ['description', { description: ' ' }],
    ['elements', { elements: [] }],
    ['elements.0.components', { elements: [{ components: [] }] }],
    ['elements.0.components', { elements: [{ components: [component, component] }] }],
    ['elements.0.components.0.type', price({ type: 'KWH' })],
    ['elements.0.components.0.price', price({ price: -0.01 })],
    ['elements.0.components.0.price', price({ price: 0.12345 })],
    ['elements.0.components.0.price', price({ price: 10_000.01 })],
    ['elements.0.components.0.vat', price({ vat: 101 })],
    ['elements.0.components.0.stepSize', price({ stepSize: 0 })],
    ['validFrom', { validFrom: 'tomorrow' }],
    ['validFrom', { validFrom: new Date(Date.now() - 3_600_000).toISOString() }],
  ])('%s is named', async (path, fault) => {
    expect(refusalOf(await save(fault))).toEqual({ code: 'BAD_USER_INPUT', path: `input.${path}` })
  })
})

test('what was said can be said again, to a box that comes late', async () => {
  await expectToldAgain(box.db, past, 'stations.tariff.saved')
})
