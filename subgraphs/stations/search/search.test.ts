import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANONYMOUS } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { fault } from '../../../test/subgraph.ts'
import { admin, ccs, driver, operator, otherOperator, testStations, type TestStations } from '../stations.fixture.ts'
import { atMostCells, boxOf, cellsIn, FINEST, placeOf } from './grid.ts'

let box: TestStations
beforeAll(async () => {
  box = await testStations()
  await box.register(operator, { ...at(52.52, 13.4), name: 'Łódź Straße', address: 'Mühlenweg 5', city: 'Berlin' })
  await box.register(operator, { ...at(52.521, 13.401), name: 'Market', address: 'Łąkowa 1', city: 'Berlin' })
  await box.register(operator, { ...at(48.14, 11.56), name: 'Arena 100%', address: 'Ring_weg 1', city: 'München' })
  await box.register(otherOperator, { ...at(-17, 179.9), name: 'Taveuni West', address: 'Beach 1', city: 'Fiji' })
  await box.register(otherOperator, { ...at(-17.01, -179.9), name: 'Taveuni East', address: 'Beach 2', city: 'Fiji' })
})
afterAll(() => box[Symbol.asyncDispose]())

let count = 0
const at = (latitude: number, longitude: number, connector: object = {}) => ({
  location: { latitude, longitude },
  evses: [{ evseId: `DE*EVG*ES${++count}`, connectors: [ccs({ ...connector })] }],
})

const STATIONS = `query ($filter: StationFilter, $first: Int, $after: String, $last: Int, $before: String, $retired: Boolean) {
  stations(filter: $filter, first: $first, after: $after, last: $last, before: $before, retired: $retired) {
    edges { node { name } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`
interface Stations {
  stations: {
    edges: { node: { name: string } }[]
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string }
  }
}
const found = async (filter: object, caller: Parameters<TestStations['ask']>[0] = driver, more: object = {}) => {
  const { data, errors } = await box.ask<Stations>(caller, STATIONS, { filter, ...more })
  return data?.stations.edges.map(({ node }) => node.name) ?? errors?.[0]?.message
}

describe('by text', () => {
  test.each([
    ['lodz', ['Łódź Straße']],
    ['STRASSE łódź', ['Łódź Straße']],
    ['muhlenweg berl', ['Łódź Straße']],
    // Those whose name begins with it come first, though another is before them by name.
    ['mar', ['Market']],
    ['be', ['Łódź Straße', 'Market', 'Taveuni East', 'Taveuni West'].toSorted()],
    ['erlin', []],
    ['taveuni', ['Taveuni East', 'Taveuni West']],
    ['berlin münchen', []],
  ])('%s', async (text, names) => {
    const answer = await found({ text })
    expect(Array.isArray(answer) ? answer.toSorted() : answer).toEqual(names)
  })

  test('those whose name begins with the text come first', async () => {
    await box.register(operator, { ...at(52, 13), name: 'Aaa near Taveuni', address: 'x', city: 'x' })
    expect(await found({ text: 'taveuni' })).toEqual(['Taveuni East', 'Taveuni West', 'Aaa near Taveuni'])
  })

  test('pages fit together in both directions, over the border between the two kinds', async () => {
    const page = (more: object) => box.ask<Stations>(driver, STATIONS, { filter: { text: 'taveuni' }, ...more })
    const first = (await page({ first: 2 })).data?.stations
    const second = (await page({ first: 2, after: first?.pageInfo.endCursor })).data?.stations
    expect(second?.edges.map(({ node }) => node.name)).toEqual(['Aaa near Taveuni'])
    expect([first?.pageInfo.hasNextPage, second?.pageInfo.hasNextPage]).toEqual([true, false])
    const back = (await page({ last: 2, before: second?.pageInfo.startCursor })).data?.stations
    expect(back?.edges.map(({ node }) => node.name)).toEqual(['Taveuni East', 'Taveuni West'])
    const one = (await page({ last: 1 })).data?.stations
    expect(one?.edges.map(({ node }) => node.name)).toEqual(['Aaa near Taveuni'])
    const two = (await page({ last: 2, before: one?.pageInfo.startCursor })).data?.stations
    expect(two?.edges.map(({ node }) => node.name)).toEqual(['Taveuni East', 'Taveuni West'])
  })

  test('wildcards are no wildcards, and quotes no quotes', async () => {
    expect(await found({ nameContains: '100%' })).toEqual(['Arena 100%'])
    expect(await found({ nameContains: 'aren_' })).toEqual(['Arena 100%'])
    expect(await found({ nameContains: 'a_e' })).toEqual([])
    expect(await found({ nameContains: "'; DROP TABLE station; --" })).toEqual([])
    expect(await found({ text: 'ring_weg' })).toEqual(['Arena 100%'])
    expect(await found({ text: 'r%g' })).toEqual([])
  })

  test.each([
    [{ text: '%' }, ['filter', 'text']],
    [{ text: '' }, ['filter', 'text']],
    [{ text: 'x'.repeat(101) }, ['filter', 'text']],
    [{ text: 'no\0text' }, ['filter', 'text']],
    [{ nameContains: '___' }, ['filter', 'nameContains']],
    [{ city: '' }, ['filter', 'city']],
    [{ standards: [] }, ['filter', 'standards']],
    [{ facilities: ['POOL'] }, ['filter', 'facilities', 0]],
    [{ maxPricePerKwh: { amount: -1, currency: 'EUR' } }, ['filter', 'maxPricePerKwh', 'amount']],
    [{ maxPricePerKwh: { amount: 1, currency: 'euro' } }, ['filter', 'maxPricePerKwh', 'currency']],
    [{ box: { south: 2, north: 1, west: 0, east: 1 } }, ['filter', 'box', 'south']],
  ])('bad input: %j', async (filter, path) => {
    expect(fault(await box.ask(driver, STATIONS, { filter }))).toEqual({ code: 'BAD_USER_INPUT', path })
  })

  test('as many words as a text has room for are no harm', async () => {
    expect(await found({ text: 'b '.repeat(50).trim() })).toContain('Market')
  })

  test('a cursor of another list is refused', async () => {
    const byName = await box.ask<Stations>(driver, STATIONS, { first: 1 })
    const answer = await box.ask(driver, STATIONS, { filter: { text: 'be' }, after: byName.data?.stations.pageInfo.endCursor })
    expect(fault(answer)).toEqual({ code: 'BAD_USER_INPUT', path: ['after'] })
  })
})

test('a city is found in any case, with or without accents', async () => {
  expect(await found({ city: 'MUNCHEN' })).toEqual(['Arena 100%'])
})

test('power, plug and availability are those of one connector', async () => {
  const city = 'Mixed'
  const slow = { standard: 'IEC_62196_T2', maxPowerW: 11_000, powerType: 'AC_3_PHASE' }
  const evses = [slow, { maxPowerW: 150_000 }].map((one) => ({ evseId: `DE*EVG*ES${++count}`, connectors: [ccs(one)] }))
  await box.register(operator, { ...at(10, 10), evses, name: 'Mixed', city })
  expect(await found({ city, minPowerW: 100_000, standards: ['IEC_62196_T2_COMBO'] })).toEqual(['Mixed'])
  expect(await found({ city, minPowerW: 100_000, standards: ['IEC_62196_T2'] })).toEqual([])
  expect(await found({ city, onlyAvailable: true })).toEqual([])
})

test('a price is what a kilowatt-hour costs at most, VAT in, by the version that holds now', async () => {
  const save = async (input: object) => {
    const elements = [
      { components: [{ type: 'ENERGY', price: 0.3, vat: 20 }], restrictions: { startTime: '22:00', endTime: '06:00' } },
      { components: [{ type: 'ENERGY', price: 0.5, vat: 20 }] },
    ]
    const { data } = await box.ask<{ saveTariff: { id: string } }>(
      operator,
      `mutation ($input: SaveTariffInput!) { saveTariff(input: $input) { id } }`,
      { input: { idempotencyKey: newId(), currency: 'EUR', description: 'x', elements, ...input } },
    )
    return data?.saveTariff.id
  }
  const city = 'Priced'
  const tariffId = await save({})
  await box.register(operator, { ...at(11, 11, { tariffId }), name: 'Paid', city })
  await box.register(operator, { ...at(11, 11), name: 'Free', city })
  const timed = await save({ elements: [{ components: [{ type: 'TIME', price: 1 }] }] })
  await box.register(operator, { ...at(11, 11, { tariffId: timed }), name: 'Timed', city })
  const under = (amount: number, currency = 'EUR') => found({ city, maxPricePerKwh: { amount, currency } })
  expect(await under(0.6)).toEqual(['Free', 'Paid'])
  expect(await under(0.59)).toEqual(['Free'])
  expect(await under(1, 'USD')).toEqual(['Free'])
  // A later version does not hold yet.
  await save({
    tariffId,
    validFrom: new Date(Date.now() + 3_600_000).toISOString(),
    elements: [{ components: [{ type: 'ENERGY', price: 0.1 }] }],
  })
  expect(await under(0.59)).toEqual(['Free'])
  await save({ tariffId, elements: [{ components: [{ type: 'ENERGY', price: 0.2 }] }] })
  expect(await under(0.59)).toEqual(['Free', 'Paid'])
})

describe('the map', () => {
  const MAP = `query ($box: BoxInput!, $zoom: Int!, $filter: StationFilter) { stationsIn(box: $box, zoom: $zoom, filter: $filter) {
    count clusters { count location { latitude longitude } bounds { south west north east } station { name } } } }`
  interface Map {
    stationsIn: {
      count: number
      clusters: {
        count: number
        location: { latitude: number; longitude: number }
        bounds: { south: number; west: number; north: number; east: number }
        station: { name: string } | null
      }[]
    }
  }
  const map = async (given: object, zoom: number, filter: object = {}) =>
    (await box.ask<Map>(ANONYMOUS, MAP, { box: given, zoom, filter })).data?.stationsIn
  const germany = { south: 47, west: 5.5, north: 55.2, east: 15.2 }
  const fiji = { south: -18, west: 178, north: -16, east: -178 }
  const world = { south: -90, west: -180, north: 90, east: 180 }

  test('stations that are close are one cluster, and fall apart with the zoom', async () => {
    const far = await map(germany, 4, { city: 'berlin' })
    expect(far?.clusters).toEqual([
      {
        count: 2,
        location: { latitude: expect.closeTo(52.5205, 3) as number, longitude: expect.closeTo(13.4005, 3) as number },
        bounds: expect.any(Object) as object,
        station: null,
      },
    ])
    const near = await map({ south: 52.51, west: 13.39, north: 52.53, east: 13.41 }, 18, { city: 'berlin' })
    expect(near?.clusters.map(({ station }) => station?.name).toSorted()).toEqual(['Market', 'Łódź Straße'])
  })

  test('what was counted before agrees with what is counted now, at every zoom', async () => {
    for (let zoom = 0; zoom <= 11; zoom++) {
      const before = await map(world, zoom)
      // A filter that all of them pass.
      const now = await map(world, zoom, { openNow: true })
      const sorted = (view: typeof now) => view?.clusters.map((cluster) => JSON.stringify(cluster)).toSorted()
      expect(sorted(before)).toEqual(sorted(now))
      expect(before?.count).toBeGreaterThan(5)
    }
  })

  test('a station alone is named, also where it was counted before', async () => {
    const view = await map({ south: 48, west: 11.5, north: 48.2, east: 11.6 }, 9)
    expect(view?.clusters.map(({ station }) => station?.name)).toEqual(['Arena 100%'])
  })

  test('a box may cross the 180th meridian', async () => {
    for (const zoom of [3, 9, 14]) {
      const view = await map(fiji, zoom)
      expect(view?.count).toBe(2)
      for (const { location } of view?.clusters ?? []) expect(Math.abs(location.longitude)).toBeGreaterThan(179)
    }
    expect(await found({ box: fiji })).toEqual(['Taveuni East', 'Taveuni West'])
    expect(await found({ box: { ...fiji, west: -178, east: 178 }, city: 'Fiji' })).toEqual([])
  })

  test('counts follow stations that move, are retired or become private; two that change places do not wait for each other', async () => {
    const here = { south: 69, west: 19, north: 71, east: 21 }
    const there = { south: 36, west: -6, north: 38, east: -4 }
    const one = await box.register(operator, { ...at(70, 20), name: 'Mover' })
    const two = await box.register(operator, { ...at(37, -5), name: 'Mover' })
    const counts = async () => [(await map(here, 6))?.count, (await map(there, 6))?.count]
    expect(await counts()).toEqual([1, 1])
    const move = (id: string, latitude: number, longitude: number) =>
      box.db.updateTable('station').set({ latitude, longitude }).where('id', '=', id).execute()
    for (let i = 0; i < 10; i++) {
      const [a, b] = i % 2 === 0 ? [one, two] : [two, one]
      await Promise.all([move(a.id, 37, -5), move(b.id, 70, 20)])
    }
    expect(await counts()).toEqual([1, 1])
    await box.db.updateTable('station').set({ access: 'PRIVATE' }).where('id', '=', one.id).execute()
    await box.db.updateTable('station').set({ retired_at: new Date() }).where('id', '=', two.id).execute()
    expect(await counts()).toEqual([0, 0])
    await box.db.updateTable('station').set({ access: 'CUSTOMERS' }).where('id', '=', one.id).execute()
    expect((await counts()).toSorted()).toEqual([0, 1])
  })

  test('the box itself cannot write the counts', async () => {
    await expect(box.db.updateTable('cell').set({ stations: 0 }).execute()).rejects.toThrow(/permission denied/)
    await expect(sql`SELECT count_in_cells(ARRAY[1], ARRAY[1], 1)`.execute(box.db)).rejects.toThrow(/permission denied/)
  })

  test('poles, points and the whole world at the finest zoom are answered, in at most 2,048 cells', async () => {
    await box.register(operator, { ...at(90, 0), name: 'North pole', city: 'Pole' })
    expect((await map({ south: 89, west: -1, north: 90, east: 1 }, 3))?.count).toBe(1)
    expect((await map({ south: 0, west: 0, north: 0, east: 0 }, 22))?.count).toBe(0)
    expect((await map({ south: 90, west: 180, north: 90, east: 180 }, 22))?.count).toBe(0)
    expect((await map(world, 22))?.count).toBe((await map(world, 0))?.count)
    for (const level of [2, 8, 24]) {
      const { columns, rows } = atMostCells(world, level, 2_048)
      const width = columns.reduce((sum, [from, to]) => sum + to - from + 1, 0)
      expect(width * (rows[1] - rows[0] + 1)).toBeLessThanOrEqual(2_048)
    }
  })

  test.each([
    [{ ...germany, south: 56 }, 5, ['box', 'south']],
    [{ ...germany, north: 91 }, 5, ['box', 'north']],
    [{ ...germany, west: -181 }, 5, ['box', 'west']],
    [{ ...germany, west: 'NaN' }, 5, ['box', 'west']],
    [{ ...germany, east: null }, 5, ['box', 'east']],
    [germany, -1, ['zoom']],
    [germany, 23, ['zoom']],
    [germany, 1e9, ['zoom']],
  ])('bad input: %j at zoom %s', async (given, zoom, path) => {
    expect(fault(await box.ask(ANONYMOUS, MAP, { box: given, zoom }))).toEqual({ code: 'BAD_USER_INPUT', path })
  })
})

test('the grid is the same here and in the database, and a cell holds its places', async () => {
  const places = [
    [0, 0],
    [90, 180],
    [-90, -180],
    [52.5219, 13.4132],
    [-33.9, 151.2],
    [85.05, -0.00001],
  ]
  for (const [latitude = 0, longitude = 0] of places) {
    const { rows } = await sql<{ x: number; y: number }>`
      SELECT grid_x(${longitude}::float8) AS x, grid_y(${latitude}::float8) AS y`.execute(box.db)
    const cells = cellsIn({ south: latitude, north: latitude, west: longitude, east: longitude }, FINEST)
    expect([cells.columns, cells.rows]).toEqual([[[rows[0]?.x, rows[0]?.x]], [rows[0]?.y, rows[0]?.y]])
  }
  const { columns, rows } = cellsIn({ south: 52.5, north: 52.5, west: 13.4, east: 13.4 }, 8)
  const bounds = boxOf(8, columns[0]?.[0] ?? 0, rows[0])
  expect(bounds.south < 52.5 && bounds.north > 52.5 && bounds.west < 13.4 && bounds.east > 13.4).toBe(true)
  expect(placeOf(2 ** 23, 2 ** 23).longitude).toBeCloseTo(0, 4)
})

test('private stations are found by their operator and admins alone, retired ones when they ask for them', async () => {
  const operatorId = operator.userId
  const city = 'Hidden'
  const stations: { id: string }[] = []
  for (const name of ['Private', 'Gone', 'Seen']) stations.push(await box.register(operator, { ...at(5, 5), name, city }))
  const set = (i: number, change: object) =>
    box.db
      .updateTable('station')
      .set(change)
      .where('id', '=', stations[i]?.id ?? '')
      .execute()
  await set(0, { access: 'PRIVATE' })
  await set(1, { retired_at: new Date() })
  expect(await found({ city })).toEqual(['Seen'])
  expect(await found({ city, operatorId }, ANONYMOUS, { retired: true })).toEqual(['Seen'])
  expect(await found({ city, operatorId }, otherOperator, { retired: true })).toEqual(['Seen'])
  expect(await found({ city }, operator)).toEqual(['Seen'])
  expect(await found({ city, operatorId }, operator)).toEqual(['Private', 'Seen'])
  expect(await found({ city, operatorId }, operator, { retired: true })).toEqual(['Gone', 'Private', 'Seen'])
  expect(await found({ city }, admin, { retired: true })).toEqual(['Gone', 'Private', 'Seen'])
})

test('a filtered map counts the stations that the list has, whatever became of them', async () => {
  const city = 'Churn'
  const world = { south: -90, west: -180, north: 90, east: 180 }
  const { data } = await box.ask<{ saveTariff: { id: string } }>(
    operator,
    `mutation ($input: SaveTariffInput!) { saveTariff(input: $input) { id } }`,
    {
      input: {
        idempotencyKey: newId(),
        currency: 'EUR',
        description: 'x',
        elements: [{ components: [{ type: 'ENERGY', price: 0.5, vat: 20 }] }],
      },
    },
  )
  const tariffId = data?.saveTariff.id
  const slow = { standard: 'IEC_62196_T2', maxPowerW: 11_000, powerType: 'AC_3_PHASE' }
  const ids: string[] = []
  const sockets: string[] = []
  for (let i = 0; i < 6; i++) {
    const kinds = [[ccs(slow), ccs()], [ccs({ maxPowerW: 150_000, tariffId })]].slice(0, 1 + (i % 2))
    const evses = kinds.map((connectors) => ({ evseId: `DE*EVG*ES${++count}`, connectors }))
    const station = await box.register(operator, { ...at(i, i), evses, name: `Churn ${i}`, city })
    ids.push(station.id)
    sockets.push(...station.evses.flatMap(({ connectors }) => connectors.map(({ id }) => id)))
  }
  const FILTERS = [
    {},
    { onlyAvailable: true },
    { minPowerW: 100_000 },
    { minPowerW: 20_000, standards: ['IEC_62196_T2'] },
    { standards: ['IEC_62196_T2_COMBO'], onlyAvailable: true },
    { standards: ['IEC_62196_T2'], onlyAvailable: true },
    { maxPricePerKwh: { amount: 0.59, currency: 'EUR' } },
    { maxPricePerKwh: { amount: 0.59, currency: 'EUR' }, minPowerW: 100_000 },
    { facilities: ['WIFI'] },
    { openNow: true },
    { online: true, openNow: true, facilities: ['WIFI', 'CAFE'] },
    { nameContains: 'churn', text: 'chu', box: { south: 1, west: 0, north: 4, east: 10 } },
    // Without a word of the name no station is looked at, only its pin.
    { box: { south: 1, west: 0, north: 4, east: 10 } },
  ]
  const COUNT = `query ($box: BoxInput!, $filter: StationFilter) {
    stationsIn(box: $box, zoom: 5, filter: $filter) { count } stations(filter: $filter, first: 100) { edges { node { id } } } }`
  const agrees = async (filter: object = {}) => {
    const answer = await box.ask<{ stationsIn: { count: number }; stations: { edges: object[] } }>(ANONYMOUS, COUNT, {
      box: world,
      filter,
    })
    const listed = answer.data?.stations.edges.length
    expect([filter, answer.data?.stationsIn.count]).toEqual([filter, listed])
    return listed
  }
  const agree = async () => {
    const sizes: unknown[] = []
    for (const filter of FILTERS) {
      await agrees(filter)
      sizes.push(await agrees({ city, ...filter }))
    }
    return sizes
  }
  const one = (table: 'station' | 'connector', id: string | undefined, change: object) =>
    box.db
      .updateTable(table)
      .set(change)
      .where('id', '=', id ?? '')
      .execute()
  const free = { status: 'AVAILABLE' }
  expect(await agree()).toEqual([6, 0, 3, 0, 0, 0, 6, 0, 0, 6, 0, 4, 4])
  for (const id of ids) await one('station', id, { online: true, status: 'AVAILABLE' })
  for (const id of sockets) await one('connector', id, free)
  expect(await agree()).toEqual([6, 6, 3, 0, 6, 6, 6, 0, 0, 6, 0, 4, 4])
  const never = JSON.stringify({ twentyFourSeven: false, regular: [], openings: [], closings: [] })
  // Each alone, so that no later change mends what an earlier one left.
  const changes = [
    // The power goes to the other connector of the EVSE.
    ['connector', sockets[0], { status: 'CHARGING' }, 1],
    ['connector', sockets[4], { tariff_id: null }, 7],
    ['connector', sockets[4], { tariff_id: tariffId }, 7],
    ['connector', sockets[5], { max_power_w: 150_000 }, 2],
    ['connector', sockets[7], { standard: 'CHADEMO' }, 5],
    ['connector', sockets[9], { retired_at: new Date() }, 2],
    ['station', ids[2], { hours: never }, 9],
    ['station', ids[2], { facilities: ['WIFI'] }, 8],
    ['station', ids[3], { status: 'FAULTED' }, 1],
    ['station', ids[4], { online: false }, 1],
    ['station', ids[5], { access: 'PRIVATE' }, 2],
    ['station', ids[5], { access: 'PUBLIC' }, 2],
    ['station', ids[3], { latitude: 60 }, 12],
    ['station', ids[1], { retired_at: new Date() }, 6],
  ] as const
  for (const [table, id, change, filter] of changes) {
    await one(table, id, change)
    await agrees(FILTERS[filter])
  }
  expect(await agree()).toEqual([5, 2, 2, 1, 2, 2, 5, 1, 1, 4, 0, 2, 2])
  // Written anew, as an upgrade writes them, they are the same.
  const { rows } = await sql<{ pins: string }>`SELECT jsonb_agg(pin ORDER BY station_id)::text AS pins FROM pin`.execute(box.db)
  const admins = new pg.Client({ connectionString: box.database.adminUrl })
  await admins.connect()
  await admins.query('SET search_path = stations; DELETE FROM pin; SELECT pin_stations(array_agg(id)) FROM station')
  await admins.end()
  const { rows: anew } = await sql<{ pins: string }>`SELECT jsonb_agg(pin ORDER BY station_id)::text AS pins FROM pin`.execute(
    box.db,
  )
  expect(anew).toEqual(rows)
})

test('connectors of one station that change at once are all seen', async () => {
  const evses = Array.from({ length: 8 }, () => ({ evseId: `DE*EVG*ES${++count}`, connectors: [ccs()] }))
  const station = await box.register(operator, { ...at(3, 3), evses, name: 'Race', city: 'Race' })
  const offers = async () =>
    (
      await sql<{ free: boolean }>`SELECT free FROM pin JOIN offer ON offer.id = offer_id WHERE station_id = ${station.id}
      ORDER BY free`.execute(box.db)
    ).rows.map(({ free }) => free)
  for (const [status, is] of [
    ['AVAILABLE', [true]],
    ['CHARGING', [false]],
    ['AVAILABLE', [true]],
  ] as const) {
    await Promise.all(
      station.evses.map(({ id }) => box.db.updateTable('connector').set({ status }).where('evse_id', '=', id).execute()),
    )
    expect(await offers()).toEqual(is)
  }
})

test('the box itself cannot write pins', async () => {
  await expect(sql`UPDATE pin SET works = true`.execute(box.db)).rejects.toThrow(/permission denied/)
  await expect(sql`SELECT pin_stations(ARRAY[]::uuid[])`.execute(box.db)).rejects.toThrow(/permission denied/)
})
