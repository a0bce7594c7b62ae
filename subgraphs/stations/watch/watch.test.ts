import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ANONYMOUS } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { fault } from '../../../test/subgraph.ts'
import { until } from '../../../test/until.ts'
import { operator, otherOperator, testStations, type RegisteredStation, type TestStations } from '../stations.fixture.ts'

let box: TestStations
let inside: RegisteredStation, also: RegisteredStation, outside: RegisteredStation
const at = (latitude: number, longitude: number) => ({ location: { latitude, longitude } })
const HERE = { south: 59.9, west: 10.6, north: 60, east: 10.8 }
beforeAll(async () => {
  box = await testStations()
  inside = await box.register(operator, at(59.95, 10.7))
  also = await box.register(operator, at(59.96, 10.71))
  outside = await box.register(operator, at(59.95, 10.9))
})
afterAll(() => box[Symbol.asyncDispose]())

const WATCH = `subscription ($input: WatchStationsInput!) { stationsAvailability(input: $input) { stations { id online } } }`
interface Shown {
  stationsAvailability: { stations: { id: string; online: boolean }[] }
}
const watching = (input: object) => {
  const stream = box.watch<Shown>(ANONYMOUS, WATCH, { input })
  const next = async () => (await stream.next()).value?.data?.stationsAvailability.stations
  return { next, end: () => stream.return() }
}
const connect = ({ id: stationId }: { id: string }, online = true) =>
  online
    ? box.tell('ocpp.charge-point.connected', stationId, { stationId, ocppVersion: '1.6', at: new Date().toISOString() })
    : box.tell('ocpp.charge-point.disconnected', stationId, { stationId, at: new Date().toISOString() })
const ids = (stations: { id: string }[] | undefined) => stations?.map(({ id }) => id).toSorted()

test('a box shows all its stations at once, then each that changes, one for one event, and no others', async () => {
  await box.allHeard()
  const { next, end } = watching({ box: HERE })
  expect(ids(await next())).toEqual([inside.id, also.id].toSorted())
  await connect(outside)
  await connect(also)
  expect(await next()).toEqual([{ id: also.id, online: true }])
  await connect(inside)
  expect(await next()).toEqual([{ id: inside.id, online: true }])
  const comes = await box.register(otherOperator, at(59.97, 10.72))
  expect(ids(await next())).toEqual([comes.id])
  await connect(comes)
  expect(await next()).toEqual([{ id: comes.id, online: true }])
  await end()
  await until(() => box.listening() === 0)
})

test('stations are watched by their ids, each id once', async () => {
  await box.allHeard()
  const { next, end } = watching({ stationIds: [outside.id, inside.id, outside.id] })
  expect(ids(await next())).toEqual([inside.id, outside.id].toSorted())
  await connect(outside, false)
  expect(await next()).toEqual([{ id: outside.id, online: false }])
  await end()
})

test('a box with too many stations is refused, and one with none is shown empty', async () => {
  await sql`INSERT INTO station (id, operator_id, identity, password_hash, name, address, city, country, latitude, longitude, time_zone)
    SELECT gen_random_uuid(), ${operator.userId}, 'bulk-' || i, 'x', 'x', 'x', 'x', 'DE', 20 + i * 0.001, 20, 'UTC'
    FROM generate_series(1, 1001) AS i`.execute(box.db)
  const whole = { box: { south: 19, west: 19, north: 22, east: 21 } }
  const { value } = await box.watch(ANONYMOUS, WATCH, { input: whole }).next()
  expect(fault(value ?? {})).toEqual({ code: 'LIMIT_REACHED', path: ['input', 'box'] })
  const { next, end } = watching({ box: { south: -80, west: 0, north: -79, east: 1 } })
  expect(await next()).toEqual([])
  await end()
})

test('private stations are not told of', async () => {
  const hidden = await box.register(operator, { ...at(59.95, 10.7), access: 'PRIVATE' })
  const { next, end } = watching({ box: HERE })
  expect(ids(await next())).not.toContain(hidden.id)
  await end()
  const { value } = await box.watch(ANONYMOUS, WATCH, { input: { stationIds: [hidden.id] } }).next()
  expect(fault(value ?? {})).toEqual({ code: 'NOT_FOUND', path: ['input', 'stationIds', 0] })
})

test('a station that becomes private while it is watched is told of to its operator alone', async () => {
  const [closing, other] = [await box.register(operator, at(59.91, 10.61)), await box.register(operator, at(59.91, 10.62))]
  await box.allHeard()
  const place = { box: { south: 59.905, west: 10.605, north: 59.915, east: 10.625 } }
  const { next, end } = watching(place)
  expect(ids(await next())).toEqual([closing.id, other.id].toSorted())
  const own = box.watch<Shown>(operator, WATCH, { input: { stationIds: [closing.id] } })
  expect((await own.next()).value?.data?.stationsAvailability.stations).toHaveLength(1)
  const UPDATE = 'mutation ($input: UpdateStationInput!) { updateStation(input: $input) { id } }'
  expect((await box.ask(operator, UPDATE, { input: { stationId: closing.id, access: 'PRIVATE' } })).errors).toBeUndefined()
  await connect(closing)
  await box.allHeard()
  await connect(other)
  expect(ids(await next())).toEqual([other.id])
  await end()
  expect(ids((await own.next()).value?.data?.stationsAvailability.stations)).toEqual([closing.id])
  await own.return()
})

test.each([
  [{}, ['input']],
  [{ box: HERE, stationIds: [newId()] }, ['input']],
  [{ stationIds: [] }, ['input', 'stationIds']],
  [{ stationIds: Array.from({ length: 201 }, newId) }, ['input', 'stationIds']],
  [{ box: { ...HERE, south: 61 } }, ['input', 'box', 'south']],
])('bad input: %j', async (input, path) => {
  const { value } = await box.watch(ANONYMOUS, WATCH, { input }).next()
  expect(fault(value ?? {})).toEqual({ code: 'BAD_USER_INPUT', path })
})
