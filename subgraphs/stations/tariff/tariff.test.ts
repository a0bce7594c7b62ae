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

const WHOLE = {
  currency: 'EUR',
  elements: [
    {
      components: [{ ...component, price: 0.29, stepSize: 100 }],
      restrictions: {
        startTime: '22:00',
        endTime: '06:00',
        startDate: '2026-01-01',
        endDate: '2027-01-01',
        minEnergyWh: 1_000,
        maxEnergyWh: 50_000,
        minCurrentA: 6.5,
        maxCurrentA: 96,
        minPowerW: 1_000,
        maxPowerW: 22_000,
        minDurationSeconds: 60,
        maxDurationSeconds: 7_200,
        daysOfWeek: ['SATURDAY', 'SUNDAY'],
      },
    },
    { components: [{ type: 'TIME', price: 2, vat: 19, stepSize: 60 }], restrictions: { reservation: 'RESERVATION_EXPIRES' } },
    { components: [component] },
  ],
  minPrice: { exclVat: 0.5, inclVat: 0.6 },
  maxPrice: { exclVat: 40, inclVat: 47.6 },
  altTexts: [
    { language: 'en', text: 'Cheaper at night.' },
    { language: 'nl', text: 'Goedkoper in de nacht.' },
  ],
  altUrl: 'https://example.org/tariffs/night',
  energyMix: {
    isGreen: true,
    sources: [
      { source: 'SOLAR', percentage: 33.4 },
      { source: 'WIND', percentage: 66.6 },
    ],
    impacts: [{ category: 'CARBON_DIOXIDE', gramsPerKwh: 11.5 }],
    supplier: 'Sun & Wind',
    product: 'Both',
  },
  idle: { graceMinutes: 10, noticeMinutes: 5, cap: { exclVat: 20, inclVat: 23.8 } },
}
const SHOWN = `currency elements { components { type price vat stepSize }
  restrictions { startTime endTime startDate endDate minEnergyWh maxEnergyWh minCurrentA maxCurrentA minPowerW maxPowerW
    minDurationSeconds maxDurationSeconds daysOfWeek reservation } }
  minPrice { exclVat inclVat } maxPrice { exclVat inclVat } altTexts { language text } altUrl
  energyMix { isGreen sources { source percentage } impacts { category gramsPerKwh } supplier product }
  idle { graceMinutes noticeMinutes cap { exclVat inclVat } }`

test('a tariff with all that OCPI has is kept, shown and told as it was given', async () => {
  const query = `mutation ($input: SaveTariffInput!) { saveTariff(input: $input) { id ${SHOWN} } }`
  const { data, errors } = await box.ask<{ saveTariff: { id: string } & typeof WHOLE }>(operator, query, {
    input: tariffInput(WHOLE),
  })
  expect(errors).toBeUndefined()
  const { id, ...shown } = data?.saveTariff ?? {}
  const none = Object.fromEntries(Object.keys(WHOLE.elements[0]?.restrictions ?? {}).map((key) => [key, null]))
  expect(shown).toEqual({
    ...WHOLE,
    elements: [
      { ...WHOLE.elements[0], restrictions: { ...WHOLE.elements[0]?.restrictions, reservation: null } },
      { ...WHOLE.elements[1], restrictions: { ...none, reservation: 'RESERVATION_EXPIRES' } },
      { ...WHOLE.elements[2], restrictions: null },
    ],
  })
  expect((await box.said('stations.tariff.saved')).at(-1)).toMatchObject({ tariffId: id, version: 1, tariff: WHOLE })
  expect((await box.said('stations.tariff.saved')).at(-1)?.tariff.elements[2]).toEqual({ components: [component] })
})

test('what is blocked is shown to the minor unit, with the tariff of a connector too, and is versioned with it', async () => {
  const query = `mutation ($input: SaveTariffInput!) { saveTariff(input: $input) { id preauthorizeAmount { amountMinor amount currency } } }`
  interface Answer {
    saveTariff: { id: string; preauthorizeAmount: object | null }
  }
  const ask = async (input: object) => {
    const { data, errors } = await box.ask<Answer>(operator, query, { input: tariffInput(input) })
    expect(errors).toBeUndefined()
    return data?.saveTariff
  }
  const shown = async (input: object) => (await ask(input))?.preauthorizeAmount
  expect(await shown({ preauthorizeAmount: 60.07 })).toEqual({ amountMinor: 6_007, amount: '60.07', currency: 'EUR' })
  expect(await shown({ currency: 'JPY', preauthorizeAmount: 4 })).toMatchObject({ amountMinor: 4 })
  expect(await shown({ currency: 'KWD', preauthorizeAmount: 4.001 })).toMatchObject({ amountMinor: 4_001 })
  expect(await shown({ preauthorizeAmount: 490 })).toMatchObject({ amountMinor: 49_000 })
  expect(await shown({})).toBeNull()
  const tariffId = (await ask({ preauthorizeAmount: 35 }))?.id
  const { evses } = await box.register(operator)
  const connectorId = evses[0]?.connectors[0]?.id
  const SET =
    'mutation ($input: SetConnectorTariffInput!) { setConnectorTariff(input: $input) { tariff { preauthorizeAmount { amountMinor } } } }'
  const set = await box.ask(operator, SET, { input: { connectorId, tariffId } })
  expect(set.data).toEqual({ setConnectorTariff: { tariff: { preauthorizeAmount: { amountMinor: 3_500 } } } })
  await ask({ tariffId, preauthorizeAmount: 50 })
  const READ = 'query ($id: UUID!) { connector(id: $id) { tariff { preauthorizeAmount { amountMinor } } } }'
  const read = () => box.ask(driver, READ, { id: connectorId })
  expect((await read()).data).toEqual({ connector: { tariff: { preauthorizeAmount: { amountMinor: 5_000 } } } })
  const told = (await box.said('stations.tariff.saved', tariffId)).map(({ version, tariff }) => [
    version,
    tariff.preauthorizeAmount,
  ])
  expect(told).toEqual([
    [1, 35],
    [2, 50],
  ])
  await box.ask(operator, SET, { input: { connectorId, tariffId: null } })
  expect((await read()).data).toEqual({ connector: { tariff: null } })
})

test('what is null was left out', async () => {
  const nothing = { minPrice: null, maxPrice: null, altTexts: null, altUrl: null, energyMix: null, idle: null }
  await save({ ...nothing, elements: [{ components: [component], restrictions: { startTime: '08:00', endTime: null } }] })
  expect((await box.said('stations.tariff.saved')).at(-1)?.tariff).toEqual({
    currency: 'EUR',
    elements: [{ components: [component], restrictions: { startTime: '08:00' } }],
  })
})

test('a change is a new version, and the version valid now is the one shown', async () => {
  const { data } = await save({})
  const tariffId = data?.saveTariff.id
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString()
  expect((await save({ tariffId, validFrom: inAnHour, currency: 'CHF' })).data?.saveTariff.version).toBe(2)
  const query = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Tariff { version currency validUntil } } }`
  const shown = () => box.ask(driver, query, { refs: [{ __typename: 'Tariff', id: tariffId }] })
  expect((await shown()).data).toEqual({ _entities: [{ version: 1, currency: 'EUR', validUntil: inAnHour }] })
  await save({ tariffId, currency: 'GBP' })
  expect((await shown()).data).toEqual({ _entities: [{ version: 3, currency: 'GBP', validUntil: inAnHour }] })
})

test('a version ends when the next one begins, and the last one never', async () => {
  const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
  const [begin, next] = [inHours(1), inHours(2)]
  const until = async (input: object): Promise<string | null | undefined> => {
    const query = 'mutation ($input: SaveTariffInput!) { saveTariff(input: $input) { validUntil } }'
    const { data } = await box.ask<{ saveTariff: { validUntil: string | null } }>(operator, query, { input: tariffInput(input) })
    return data?.saveTariff.validUntil
  }
  const tariffId = (await save({})).data?.saveTariff.id
  expect(await until({ tariffId, validFrom: next })).toBeNull()
  expect(await until({ tariffId, validFrom: begin })).toBe(next)
  expect(await until({ tariffId })).toBe(begin)
  // Another tariff's versions are not its own.
  expect(await until({})).toBeNull()
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
  const when = (restrictions: object) => ({ elements: [{ components: [component], restrictions }] })
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
    ['elements.0.restrictions.startTime', when({ startTime: '24:00' })],
    ['elements.0.restrictions.startTime', when({ startTime: '8:00' })],
    ['elements.0.restrictions.endTime', when({ endTime: '12:60' })],
    ['elements.0.restrictions.endTime', when({ endTime: '24:00' })],
    ['elements.0.restrictions.startDate', when({ startDate: '2026-02-30' })],
    ['elements.0.restrictions.startDate', when({ startDate: '24.12.2026' })],
    ['elements.0.restrictions.endDate', when({ startDate: '2026-02-02', endDate: '2026-02-02' })],
    ['elements.0.restrictions.minEnergyWh', when({ minEnergyWh: -1 })],
    ['elements.0.restrictions.maxEnergyWh', when({ minEnergyWh: 5, maxEnergyWh: 5 })],
    ['elements.0.restrictions.maxPowerW', when({ minPowerW: 5, maxPowerW: 4 })],
    ['elements.0.restrictions.minPowerW', when({ minPowerW: -5 })],
    ['elements.0.restrictions.maxCurrentA', when({ minCurrentA: 32, maxCurrentA: 16 })],
    ['elements.0.restrictions.maxDurationSeconds', when({ minDurationSeconds: 60, maxDurationSeconds: 60 })],
    ['elements.0.restrictions.daysOfWeek', when({ daysOfWeek: [] })],
    ['elements.0.restrictions.daysOfWeek', when({ daysOfWeek: ['MONDAY', 'MONDAY'] })],
    ['elements.0.restrictions.daysOfWeek.0', when({ daysOfWeek: ['Monday'] })],
    ['elements.0.components', when({ reservation: 'RESERVATION' })],
    ['minPrice.exclVat', { minPrice: { exclVat: -1, inclVat: 1 } }],
    ['minPrice.exclVat', { minPrice: { exclVat: 0.505, inclVat: 0.61 } }],
    ['minPrice.inclVat', { minPrice: { exclVat: 0.5 } }],
    ['minPrice.inclVat', { minPrice: { exclVat: 0.5, inclVat: 0.49 } }],
    ['minPrice.inclVat', { ...price({ vat: undefined }), minPrice: { exclVat: 0.5, inclVat: 0.5 } }],
    ['maxPrice.exclVat', { minPrice: { exclVat: 2, inclVat: 2.1 }, maxPrice: { exclVat: 1, inclVat: 2.2 } }],
    ['maxPrice.inclVat', { minPrice: { exclVat: 2, inclVat: 2.3 }, maxPrice: { exclVat: 2, inclVat: 2.2 } }],
    [
      'energyMix.sources',
      { energyMix: { isGreen: false, sources: ['COAL', 'COAL'].map((source) => ({ source, percentage: 1 })) } },
    ],
    [
      'energyMix.sources',
      { energyMix: { isGreen: false, sources: ['COAL', 'GAS'].map((source) => ({ source, percentage: 51 })) } },
    ],
    ['energyMix.supplier', { energyMix: { isGreen: true, supplier: 'x'.repeat(65) } }],
    ['preauthorizeAmount', { preauthorizeAmount: -1 }],
    ['preauthorizeAmount', { preauthorizeAmount: 0 }],
    ['preauthorizeAmount', { preauthorizeAmount: 1.005 }],
    ['preauthorizeAmount', { currency: 'JPY', preauthorizeAmount: 5.5 }],
    ['preauthorizeAmount', { preauthorizeAmount: 490.01 }],
    ['preauthorizeAmount', { minPrice: { exclVat: 4, inclVat: 4.76 }, preauthorizeAmount: 4.75 }],
    ['preauthorizeAmount', { ...price({ price: 0 }), preauthorizeAmount: 1 }],
    ['preauthorizeAmount', { maxPrice: { exclVat: 40, inclVat: 47.6 }, preauthorizeAmount: 47.61 }],
    ['preauthorizeAmount', { ...price({ price: 10_000 }), currency: 'KWD', preauthorizeAmount: 3_000_000 }],
    ['altTexts', { altTexts: ['a', 'b'].map((text) => ({ language: 'nl', text })) }],
    ['altTexts.0.language', { altTexts: [{ language: 'dutch', text: 'x' }] }],
    ['altTexts.0.text', { altTexts: [{ language: 'nl', text: ' ' }] }],
    ['altUrl', { altUrl: 'not an address' }],
    ['altUrl', { altUrl: 'javascript:alert(1)' }],
    ['idle.graceMinutes', { idle: { graceMinutes: -1 } }],
    ['idle.noticeMinutes', { idle: { noticeMinutes: 100_000 } }],
    ['idle.cap.inclVat', { idle: { cap: { exclVat: 5 } } }],
    ['validFrom', { validFrom: 'tomorrow' }],
    ['validFrom', { validFrom: new Date(Date.now() - 3_600_000).toISOString() }],
  ])('%s is named', async (path, fault) => {
    expect(refusalOf(await save(fault))).toEqual({ code: 'BAD_USER_INPUT', path: `input.${path}` })
  })
})

test('all that contradicts itself is named at once', async () => {
  const { errors } = await save({
    elements: [{ components: [component], restrictions: { minPowerW: 5, maxPowerW: 5, minEnergyWh: 5, maxEnergyWh: 5 } }],
    maxPrice: { exclVat: 1 },
  })
  expect(errors?.[0]?.extensions?.issues?.map(({ path }) => path.at(-1))).toEqual(['maxEnergyWh', 'maxPowerW', 'inclVat'])
})

test('what was said can be said again, to a box that comes late', async () => {
  await expectToldAgain(box.db, past, 'stations.tariff.saved')
})
