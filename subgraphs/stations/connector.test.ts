import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import {
  ccs,
  driver,
  operator,
  otherOperator,
  testStations,
  type RegisteredStation,
  type TestStations,
} from './stations.fixture.ts'

let box: TestStations
beforeAll(async () => {
  box = await testStations()
})
afterAll(() => box[Symbol.asyncDispose]())

const NEAREST = `query ($input: NearestConnectorsInput!, $first: Int, $after: String) {
  nearestConnectors(input: $input, first: $first, after: $after) {
    edges { cursor distanceM node { id maxPowerW standard status station { id name } } } pageInfo { hasNextPage endCursor } } }`
interface Nearest {
  nearestConnectors: {
    edges: { cursor: string; distanceM: number; node: { id: string; status: string; station: { id: string } } }[]
    pageInfo: { hasNextPage: boolean; endCursor: string }
  }
}
const nearest = (input: object, page: object = {}) => box.ask<Nearest>(driver, NEAREST, { input, ...page })
const stationsOf = ({ data }: Awaited<ReturnType<typeof nearest>>) =>
  data?.nearestConnectors.edges.map(({ node }) => node.station.id) ?? []
const refusalOf = ({ errors }: Awaited<ReturnType<TestStations['ask']>>) => ({
  code: errors?.[0]?.extensions?.code,
  path: errors?.[0]?.extensions?.issues?.[0]?.path.join('.'),
})

const report = (
  station: RegisteredStation,
  status: 'AVAILABLE' | 'CHARGING' | 'FAULTED',
  place = { evseNumber: 1, connectorNumber: 1 },
) =>
  box.tell('ocpp.connector.status-changed', station.id, {
    stationId: station.id,
    ...place,
    status,
    errorCode: null,
    at: new Date().toISOString(),
  })
const online = (station: RegisteredStation) =>
  box.tell('ocpp.charge-point.connected', station.id, { stationId: station.id, ocppVersion: '1.6', at: new Date().toISOString() })

describe('nearestConnectors', () => {
  // Hamburg: one at the main station, one 1.4 km south, one across the river at 4 km; and one in Munich.
  const place = { latitude: 53.5528, longitude: 10.0067 }
  const at = (latitude: number, longitude: number, connector: Record<string, unknown> = {}) => ({
    location: { latitude, longitude },
    evses: [{ evseId: `DE*EVG*E${newId().slice(-6).toUpperCase()}`, connectors: [ccs(connector)] }],
  })
  let here: RegisteredStation, near: RegisteredStation, across: RegisteredStation, munich: RegisteredStation
  beforeAll(async () => {
    here = await box.register(
      operator,
      at(53.5528, 10.0067, { maxPowerW: 22_000, standard: 'IEC_62196_T2', powerType: 'AC_3_PHASE' }),
    )
    across = await box.register(operator, at(53.517, 10.0067))
    near = await box.register(operator, at(53.5402, 10.0067, { maxPowerW: 150_000 }))
    munich = await box.register(operator, at(48.1402, 11.5586))
  })

  test('what is in the corners of the box around the circle is not found', async () => {
    // 8 km to the north and 8 to the east are 11.3.
    const corner = await box.register(operator, at(0.072, 0.072))
    const found = async (withinM: number) => stationsOf(await nearest({ latitude: 0, longitude: 0, withinM }))
    expect([await found(10_000), await found(12_000)]).toEqual([[], [corner.id]])
  })

  test('the nearest comes first, with its distance over the earth', async () => {
    const answer = await nearest(place)
    expect(stationsOf(answer)).toEqual([here.id, near.id, across.id])
    const [first, second, third] = answer.data?.nearestConnectors.edges.map(({ distanceM }) => Math.round(distanceM)) ?? []
    expect(first).toBe(0)
    // One degree of latitude is 111.19 km on PostgreSQL's sphere.
    expect(second).toBeCloseTo(0.0126 * 111_190, -2)
    expect(third).toBeCloseTo(0.0358 * 111_190, -2)
  })

  test('what is outside of the circle is not found, and the circle can be widened', async () => {
    expect(stationsOf(await nearest({ ...place, withinM: 2_000 }))).toEqual([here.id, near.id])
    expect(stationsOf(await nearest({ latitude: 50, longitude: 11, withinM: 500_000 }))).toContain(munich.id)
  })

  test('power, plug and availability restrict', async () => {
    expect(stationsOf(await nearest({ ...place, minPowerW: 50_000 }))).toEqual([near.id, across.id])
    expect(stationsOf(await nearest({ ...place, standards: ['IEC_62196_T2'] }))).toEqual([here.id])
    expect(stationsOf(await nearest({ ...place, onlyAvailable: true }))).toEqual([])
    await online(across)
    await report(across, 'AVAILABLE')
    expect(stationsOf(await nearest({ ...place, onlyAvailable: true }))).toEqual([across.id])
  })

  test('pages fit together', async () => {
    const first = await nearest(place, { first: 2 })
    expect(first.data?.nearestConnectors.pageInfo.hasNextPage).toBe(true)
    const second = await nearest(place, { first: 2, after: first.data?.nearestConnectors.pageInfo.endCursor })
    expect([...stationsOf(first), ...stationsOf(second)]).toEqual([here.id, near.id, across.id])
    expect(second.data?.nearestConnectors.pageInfo.hasNextPage).toBe(false)
  })

  test('it is answered from the index', async () => {
    await sql`INSERT INTO station (id, operator_id, identity, password_hash, name, address, city, country, latitude, longitude, time_zone)
      SELECT gen_random_uuid(), ${operator.userId}, 'bulk-' || i, 'x', 'x', 'x', 'x', 'DE', 40 + i % 100 * 0.1, i / 100 * 0.1, 'UTC'
      FROM generate_series(1, 5000) AS i`.execute(box.db)
    const { rows } = await sql<{ 'QUERY PLAN': string }>`EXPLAIN SELECT id FROM station
      WHERE position <@ earth_box(ll_to_earth(53.55, 10), 5000)`.execute(box.db)
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('station_position')
  })

  test.each([
    ['latitude', { latitude: 90.5 }],
    ['longitude', { longitude: -181 }],
    ['minPowerW', { minPowerW: -1 }],
    ['standards', { standards: [] }],
    ['standards.0', { standards: ['SCHUKO'] }],
    ['withinM', { withinM: 0 }],
    ['withinM', { withinM: 500_001 }],
  ])('bad input: %s is named', async (path, fault) => {
    expect(refusalOf(await nearest({ ...place, ...fault }))).toEqual({ code: 'BAD_USER_INPUT', path: `input.${path}` })
  })

  test('a cursor that is not one is named', async () => {
    for (const after of ['x', Buffer.from('["1","2"]').toString('base64url')])
      expect(refusalOf(await nearest(place, { after }))).toEqual({ code: 'BAD_USER_INPUT', path: 'after' })
  })
})

describe('setConnectorTariff', () => {
  const SET = `mutation ($input: SetConnectorTariffInput!) { setConnectorTariff(input: $input) { id tariff { id } } }`
  const SAVE = `mutation ($input: SaveTariffInput!) { saveTariff(input: $input) { id } }`
  const newTariff = async (caller = operator) => {
    const elements = [{ components: [{ type: 'ENERGY', price: 0.5 }] }]
    const input = { idempotencyKey: newId(), currency: 'EUR', description: 'x', elements }
    return (await box.ask<{ saveTariff: { id: string } }>(caller, SAVE, { input })).data?.saveTariff.id
  }
  const connectorOf = (station: RegisteredStation) => station.evses[0]?.connectors[0]?.id

  test('puts a tariff on and takes it off, and the station is told each time', async () => {
    const [station, tariffId] = [await box.register(operator), await newTariff()]
    const connectorId = connectorOf(station)
    const told = async () =>
      (await box.said('stations.station.saved')).filter(({ stationId }) => stationId === station.id).at(-1)?.evses[0]?.connectors[0]
        ?.tariffId
    expect((await box.ask(operator, SET, { input: { connectorId, tariffId } })).data).toEqual({
      setConnectorTariff: { id: connectorId, tariff: { id: tariffId } },
    })
    expect(await told()).toBe(tariffId)
    expect((await box.ask(operator, SET, { input: { connectorId, tariffId: null } })).data).toEqual({
      setConnectorTariff: { id: connectorId, tariff: null },
    })
    expect(await told()).toBeNull()
  })

  test('is for the operator of both alone; what is foreign is answered like what is not there', async () => {
    const station = await box.register(operator)
    const [connectorId, mine, foreign] = [connectorOf(station), await newTariff(), await newTariff(otherOperator)]
    const set = async (caller: typeof operator, input: object) => refusalOf(await box.ask(caller, SET, { input }))
    expect(await set(otherOperator, { connectorId, tariffId: foreign })).toEqual({ code: 'NOT_FOUND', path: 'input.connectorId' })
    expect(await set(otherOperator, { connectorId: newId(), tariffId: foreign })).toEqual({
      code: 'NOT_FOUND',
      path: 'input.connectorId',
    })
    expect(await set(operator, { connectorId, tariffId: foreign })).toEqual({ code: 'NOT_FOUND', path: 'input.tariffId' })
    expect(await set(operator, { connectorId, tariffId: newId() })).toEqual({ code: 'NOT_FOUND', path: 'input.tariffId' })
    expect((await set(driver, { connectorId, tariffId: mine })).code).toBe('FORBIDDEN')
    expect(await set(operator, { connectorId: 'x', tariffId: mine })).toEqual({ code: 'BAD_USER_INPUT', path: 'input.connectorId' })
    expect(await set(operator, { connectorId, tariffId: 'x' })).toEqual({ code: 'BAD_USER_INPUT', path: 'input.tariffId' })
  })
})

test('a connector that is not there is NOT_FOUND', async () => {
  expect(refusalOf(await box.ask(driver, `query ($id: UUID!) { connector(id: $id) { id } }`, { id: newId() }))).toEqual({
    code: 'NOT_FOUND',
    path: 'id',
  })
})

test('the link that stands on a charger leads to its connector, and is its code', async () => {
  const { evses } = await box.register(operator)
  const { evses: others } = await box.register(operator)
  const READ = 'query ($id: UUID!) { connector(id: $id) { chargeLink qrCode } }'
  const read = async (id = '') =>
    (await box.ask<{ connector: { chargeLink: string; qrCode: string } }>(driver, READ, { id })).data?.connector
  const id = evses[0]?.connectors[0]?.id
  const shown = await read(id)
  expect(shown?.chargeLink).toBe(`http://127.0.0.1:4100/c/${id}`)
  // 37 modules and a quiet zone of four on each side: as many as the link needs, with a quarter to spare.
  expect(shown?.qrCode).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 45 45"/)
  expect((await read(id))?.qrCode).toBe(shown?.qrCode)
  expect((await read(others[0]?.connectors[0]?.id))?.qrCode).not.toBe(shown?.qrCode)
})
