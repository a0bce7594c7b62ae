import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANONYMOUS, type Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { userCaller } from '../../test/caller.ts'
import { watch } from '../../test/sse.ts'
import { until } from '../../test/until.ts'
import { daysAgo, FIRST, testOdometer, UPLOAD, type Driver, type TestOdometer, type UploadNode } from './odometer.fixture.ts'
import { expectToldAgain } from '../../test/told-again.ts'
import { past } from './past.ts'

let odometer: TestOdometer
let driver: Driver
/** Ids of a vehicle's readings, the newest first. */
let ids: string[]
beforeAll(async () => {
  odometer = await testOdometer()
  driver = await odometer.started(1_000, daysAgo(6))
  for (const [i, value] of [1_100, 1_200, 1_300, 1_400].entries()) await odometer.read(driver, value, { takenAt: daysAgo(5 - i) })
  const rows = await odometer.db.selectFrom('reading').select('id').orderBy('number', 'desc').execute()
  ids = rows.map(({ id }) => id)
})
afterAll(() => odometer[Symbol.asyncDispose]())

const admin = userCaller(['ADMIN'])
const strangers = [ANONYMOUS, userCaller(), userCaller(['OPERATOR', 'PARTNER', 'REVIEWER'])]

interface Page {
  edges: { cursor: string; node: { id: string } }[]
}
interface Vehicle {
  odometer: { id: string; value: number } | null
  odometerReadings: Page | null
}
const VEHICLE = `query ($of: [_Any!]!, $first: Int, $after: String, $last: Int, $before: String) {
  _entities(representations: $of) { ... on Vehicle { odometer { id value }
    odometerReadings(first: $first, after: $after, last: $last, before: $before) { edges { cursor node { id } } } } } }`
const askVehicle = (by: Caller, page: object = {}, id = driver.vehicleId) =>
  odometer.ask<{ _entities: [Vehicle] }>(by, VEHICLE, { of: [{ __typename: 'Vehicle', id }], ...page })
const vehicle = async (by: Caller, page: object = {}, id?: string): Promise<Vehicle> => {
  const { data, errors } = await askVehicle(by, page, id)
  return data?._entities[0] ?? expect.fail(JSON.stringify(errors))
}

describe('a vehicle', () => {
  test('shows its last reading and its history, the newest first, to its driver and admins alone', async () => {
    for (const by of [driver.caller, admin]) {
      const { odometer: last, odometerReadings } = await vehicle(by)
      expect(last).toEqual({ id: ids[0], value: 1_400 })
      expect(odometerReadings?.edges.map(({ node }) => node.id)).toEqual(ids)
    }
    for (const by of strangers) expect(await vehicle(by)).toEqual({ odometer: null, odometerReadings: null })
    expect(await vehicle(admin, {}, newId())).toEqual({ odometer: null, odometerReadings: null })
  })

  test('without a reading has an empty history', async () => {
    const { caller, vehicleId } = await odometer.driver()
    expect(await vehicle(caller, {}, vehicleId)).toEqual({ odometer: null, odometerReadings: { edges: [] } })
  })

  test('pages its history in both directions, none twice and none left out', async () => {
    const edges = async (page: object) => (await vehicle(driver.caller, page)).odometerReadings?.edges ?? []
    const forward: string[] = []
    for (let page = await edges({ first: 2 }); page.length > 0; page = await edges({ first: 2, after: page.at(-1)?.cursor }))
      forward.push(...page.map(({ node }) => node.id))
    expect(forward).toEqual(ids)
    const backward: string[] = []
    for (let page = await edges({ last: 2 }); page.length > 0; page = await edges({ last: 2, before: page.at(0)?.cursor }))
      backward.unshift(...page.map(({ node }) => node.id))
    expect(backward).toEqual(ids)
  })

  test.each([
    ['after', { after: 'nonsense' }],
    ['after', { after: Buffer.from('[99999999999]').toString('base64url') }],
    ['before', { before: Buffer.from('["1"]').toString('base64url') }],
    ['first', { first: -1 }],
  ])('refuses a bad %s by name: %j', async (argument, page) => {
    const { errors } = await askVehicle(driver.caller, page)
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: [argument] }] })
  })
})

describe('a reading', () => {
  const READING = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on OdometerReading {
    id value unit readingKm distanceKm instrument takenAt previous { id previous { id } } upload { id state reading { id } photo { id } }
    photo { id } vehicle { id } user { id } } } }`
  const reading = async (by: Caller, id: string | undefined) =>
    (await odometer.ask<{ _entities: [unknown] }>(by, READING, { of: [{ __typename: 'OdometerReading', id }] })).data?._entities[0]

  test('tells where it is from and what it follows', async () => {
    expect(await reading(driver.caller, ids[0])).toMatchObject({
      value: 1_400,
      unit: 'KM',
      readingKm: 1_400,
      distanceKm: 100,
      instrument: 1,
      previous: { id: ids[1], previous: { id: ids[2] } },
      upload: { state: 'APPROVED', reading: { id: ids[0] } },
      vehicle: { id: driver.vehicleId },
      user: { id: driver.caller.userId },
    })
    expect(await reading(driver.caller, ids.at(-1))).toMatchObject({ previous: null, distanceKm: 0 })
  })

  test('is for its driver and admins', async () => {
    expect(await reading(admin, ids[0])).toMatchObject({ id: ids[0] })
    for (const by of strangers) expect(await reading(by, ids[0])).toBeNull()
  })
})

describe('uploads', () => {
  const LIST = `query ($first: Int, $after: String, $last: Int, $before: String) {
    myOdometerUploads(first: $first, after: $after, last: $last, before: $before) { edges { cursor node { id } } } }`
  const list = async (by: Caller, page: object = {}) => {
    const { data, errors } = await odometer.ask<{ myOdometerUploads: Page }>(by, LIST, { ...page })
    return data?.myOdometerUploads.edges ?? expect.fail(JSON.stringify(errors))
  }

  test('are listed for their driver, the newest first, page by page', async () => {
    const all = (await list(driver.caller)).map(({ node }) => node.id)
    expect(all).toHaveLength(5)
    expect(all).toEqual(all.toSorted().toReversed())
    const [, second] = await list(driver.caller, { first: 2 })
    expect((await list(driver.caller, { first: 2, after: second?.cursor })).map(({ node }) => node.id)).toEqual(all.slice(2, 4))
    expect(await list(userCaller())).toEqual([])
    expect(await list(admin)).toEqual([])
    const { errors } = await odometer.ask(ANONYMOUS, LIST)
    expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED')
  })

  test('are found by their driver and admins; for others it is as if there were none', async () => {
    const [{ node } = { node: { id: '' } }] = await list(driver.caller)
    const ONE = `query ($id: UUID!) { odometerUpload(id: $id) { id } }`
    const ENTITY = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on OdometerUpload { id } } }'
    const of = [{ __typename: 'OdometerUpload', id: node.id }]
    for (const by of [driver.caller, admin]) {
      expect((await odometer.ask(by, ONE, { id: node.id })).data).toEqual({ odometerUpload: { id: node.id } })
      expect((await odometer.ask(by, ENTITY, { of })).data).toEqual({ _entities: [{ id: node.id }] })
    }
    for (const by of strangers) {
      expect((await odometer.ask(by, ONE, { id: node.id })).data).toEqual({ odometerUpload: null })
      expect((await odometer.ask(by, ENTITY, { of })).data).toEqual({ _entities: [null] })
    }
  })
})

describe('live', () => {
  const WATCH_ONE = `subscription ($id: UUID!) { odometerUploadUpdated(id: $id) { ${UPLOAD} } }`
  const WATCH_ALL = `subscription { myOdometerUploadsUpdated { ${UPLOAD} } }`
  const codeOf = async (by: Caller, id: string) => {
    for await (const { errors } of watch(odometer.app, by, WATCH_ONE, { id })) return errors?.[0]?.extensions?.code
    return null
  }

  test('an upload shows how it is now, and each change until it is a reading', async () => {
    const { caller, vehicleId } = await odometer.driver()
    const { id, photo } = await odometer.submitted(caller, { vehicleId })
    const states: string[] = []
    const steps: Record<string, () => Promise<unknown>> = {
      PENDING: () => odometer.judged(caller, photo.id, 10),
      MANUAL_REVIEW: () => odometer.decided(caller, photo.id, 10, FIRST()),
    }
    for await (const { data } of watch<{ odometerUploadUpdated: UploadNode }>(odometer.app, caller, WATCH_ONE, { id })) {
      const state = data?.odometerUploadUpdated.state ?? ''
      if (states.at(-1) !== state) await steps[state]?.()
      states.push(state)
      if (state === 'APPROVED') break
    }
    expect([...new Set(states)]).toEqual(['PENDING', 'MANUAL_REVIEW', 'APPROVED'])
  })

  test("the driver's own are shown together, and nobody else's", async () => {
    const { caller, vehicleId } = await odometer.driver()
    const other = await odometer.driver()
    const stream = watch<{ myOdometerUploadsUpdated: UploadNode[] }>(odometer.app, caller, WATCH_ALL)
    const next = async () => (await stream.next()).value?.data?.myOdometerUploadsUpdated ?? []
    expect(await next()).toEqual([])
    await odometer.submitted(other.caller, { vehicleId: other.vehicleId })
    const first = await odometer.submitted(caller, { vehicleId })
    expect((await next()).map(({ id }) => id)).toEqual([first.id])
    const second = await odometer.submitted(caller, { vehicleId })
    expect((await next()).map(({ id }) => id)).toEqual([second.id, first.id])
    await odometer.judged(caller, first.photo.id, 7)
    await until(async () => (await next()).some(({ state }) => state === 'MANUAL_REVIEW'))
    await stream.return()
  })

  test('is for those who may see the upload', async () => {
    const { id } = await odometer.submitted(driver.caller, { vehicleId: driver.vehicleId })
    expect(await codeOf(userCaller(), id)).toBe('NOT_FOUND')
    expect(await codeOf(driver.caller, newId())).toBe('NOT_FOUND')
    expect(await codeOf(ANONYMOUS, id)).toBe('UNAUTHENTICATED')
    expect(await codeOf(admin, id)).toBeUndefined()
    for await (const { errors } of watch(odometer.app, ANONYMOUS, WATCH_ALL))
      expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED')
  })
})

test('what was said can be said again, to a box that comes late', async () => {
  await expectToldAgain(odometer.db, past, 'odometer.reading.approved')
})
