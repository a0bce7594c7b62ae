import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANONYMOUS, type Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { fault } from '../../../test/subgraph.ts'
import { until } from '../../../test/until.ts'
import { userCaller } from '../../../test/caller.ts'
import {
  admin,
  driver,
  operator,
  otherOperator,
  testStations,
  type RegisteredStation,
  type TestStations,
} from '../stations.fixture.ts'

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
  // They lie apart, because the index of places splits badly when so many lie in one line: that took half a minute.
  await sql`INSERT INTO station (id, operator_id, identity, password_hash, name, address, city, country, latitude, longitude, time_zone)
    SELECT gen_random_uuid(), ${operator.userId}, 'bulk-' || i, 'x', 'x', 'x', 'x', 'DE', 20 + i * 0.001, 19.5 + i * 379 % 1000 * 0.001, 'UTC'
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

test('the stream of a single station that becomes private ends: who has it may not give its last state to others', async () => {
  const closing = await box.register(operator, at(59.91, 10.63))
  await box.allHeard()
  const one = 'subscription ($id: UUID!) { stationAvailability(stationId: $id) { id } }'
  const [stream, own] = [box.watch(driver, one, { id: closing.id }), box.watch(operator, one, { id: closing.id })]
  for (const each of [stream, own]) expect((await each.next()).value).toEqual({ data: { stationAvailability: { id: closing.id } } })
  const UPDATE = 'mutation ($input: UpdateStationInput!) { updateStation(input: $input) { id } }'
  expect((await box.ask(operator, UPDATE, { input: { stationId: closing.id, access: 'PRIVATE' } })).errors).toBeUndefined()
  expect(fault((await stream.next()).value ?? {})).toEqual({ code: 'NOT_FOUND', path: ['stationId'] })
  expect((await stream.next()).done).toBe(true)
  expect((await own.next()).value).toEqual({ data: { stationAvailability: { id: closing.id } } })
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

describe('a private station', () => {
  const guest = userCaller(['DRIVER'])
  let hidden: RegisteredStation
  const guests = (what: 'add' | 'remove', userIds: readonly string[], caller: Caller = operator) => {
    const name = `${what}StationGuests`
    const type = `${what === 'add' ? 'Add' : 'Remove'}StationGuestsInput`
    return box.ask(caller, `mutation ($input: ${type}!) { ${name}(input: $input) { id } }`, {
      input: { stationId: hidden.id, userIds },
    })
  }
  /** What each door says to a caller: the station's id, or the code of the refusal. */
  async function doors(caller: Caller) {
    const [connectorId, stationId] = [hidden.evses[0]?.connectors[0]?.id, hidden.id]
    const first = async (query: string, variables: object) => {
      const stream = box.watch<Record<string, unknown>>(caller, query, { ...variables })
      const { value } = await stream.next()
      await stream.return()
      return value ?? {}
    }
    const answers = await Promise.all([
      box.ask(caller, 'query ($id: UUID!) { station(id: $id) { id } }', { id: stationId }),
      box.ask(caller, 'query ($id: UUID!) { connector(id: $id) { id } }', { id: connectorId }),
      box.ask(caller, 'mutation ($input: ReportFaultInput!) { reportFault(input: $input) { id } }', {
        input: { connectorId, kind: 'BROKEN' },
      }),
      first('subscription ($id: UUID!) { stationAvailability(stationId: $id) { id } }', { id: stationId }),
      first(WATCH, { input: { stationIds: [stationId] } }),
    ])
    return answers.map((answer) => fault(answer as Parameters<typeof fault>[0]).code)
  }
  const NO = 'NOT_FOUND'
  beforeAll(async () => {
    hidden = await box.register(operator, { ...at(59.9, 10.5), access: 'PRIVATE' })
  })

  test('is to strangers like one that does not exist, by every door; its guests, its operator and admins find it', async () => {
    expect((await guests('add', [guest.userId, guest.userId])).errors).toBeUndefined()
    expect((await guests('add', [guest.userId])).errors).toBeUndefined()
    for (const caller of [guest, operator, admin]) expect(await doors(caller)).toEqual(Array(5).fill(undefined))
    for (const caller of [driver, otherOperator]) expect(await doors(caller)).toEqual(Array(5).fill(NO))
    expect(await doors(ANONYMOUS)).toEqual([NO, NO, 'UNAUTHENTICATED', NO, NO])
    const stranger = await box.ask(driver, 'query ($id: UUID!) { station(id: $id) { id } }', { id: hidden.id })
    expect(stranger).toEqual(await box.ask(driver, 'query ($id: UUID!) { station(id: $id) { id } }', { id: newId() }))
  })

  test('is listed for its guests alone, by pages; its operator sees who they are, and the other boxes are told', async () => {
    const LISTED =
      'query ($first: Int, $after: String) { stationsAsGuest(first: $first, after: $after) { edges { cursor node { id } } } }'
    type Listed = { stationsAsGuest: { edges: { cursor: string; node: { id: string } }[] } }
    const listed = async (caller: Caller, page: object = {}) =>
      (await box.ask<Listed>(caller, LISTED, { ...page })).data?.stationsAsGuest.edges.map(({ node }) => node.id)
    await guests('add', [guest.userId])
    expect(await listed(guest)).toEqual([hidden.id])
    expect(await listed(operator)).toEqual([])
    const OF = 'query ($id: UUID!) { station(id: $id) { guests { edges { node { userId } } } } }'
    type Of = { station: { guests: { edges: { node: { userId: string } }[] } | null } }
    const shown = async (caller: Caller) => (await box.ask<Of>(caller, OF, { id: hidden.id })).data?.station.guests
    expect((await shown(operator))?.edges).toEqual([{ node: { userId: guest.userId } }])
    expect(await shown(guest)).toBeNull()
    const told = await box.said('stations.station.saved', hidden.id)
    expect(told.at(-1)).toMatchObject({ access: 'PRIVATE', guests: [guest.userId] })
    await guests('remove', [guest.userId])
    await guests('remove', [guest.userId])
    expect(await listed(guest)).toEqual([])
    expect(await doors(guest)).toEqual(Array(5).fill(NO))
  })

  test('has so many guests, and only its operator names them', async () => {
    const many = (count: number) => Array.from({ length: count }, () => newId())
    for (const _ of [1, 2, 3, 4, 5]) expect((await guests('add', many(100))).errors).toBeUndefined()
    expect(fault(await guests('add', many(1)))).toEqual({ code: 'LIMIT_REACHED', path: ['input', 'userIds'] })
    expect(fault(await guests('add', many(1), otherOperator))).toEqual({ code: NO, path: ['input', 'stationId'] })
    expect(fault(await guests('remove', many(1), otherOperator))).toEqual({ code: NO, path: ['input', 'stationId'] })
  })

  test('is told of to a guest who watches, until they are one no more', async () => {
    const other = await box.register(operator, at(59.9, 10.51))
    const watcher = userCaller(['DRIVER'])
    await guests('remove', [guest.userId])
    await box.db.deleteFrom('station_guest').execute()
    await guests('add', [watcher.userId])
    await box.allHeard()
    const stream = box.watch<Shown>(watcher, WATCH, { input: { stationIds: [hidden.id, other.id] } })
    const next = async () => ids((await stream.next()).value?.data?.stationsAvailability.stations)
    expect(await next()).toHaveLength(2)
    await connect(hidden)
    expect(await next()).toEqual([hidden.id])
    await guests('remove', [watcher.userId])
    await box.allHeard()
    await connect(hidden, false)
    await connect(other)
    expect(await next()).toEqual([other.id])
    await stream.return()
  })
})
