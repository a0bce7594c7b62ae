import { afterAll, beforeAll, expect, test } from 'vitest'
import { ANONYMOUS } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { userCaller } from '../../../test/caller.ts'
import { admin, at, refusalOf, testCharging, type Place, type TestCharging, type User } from '../charging.fixture.ts'

let box: TestCharging
beforeAll(async () => {
  box = await testCharging()
})
afterAll(() => box[Symbol.asyncDispose]())

interface List {
  chargingSessions: {
    totalCount: number
    edges: { node: { id: string } }[]
    pageInfo: { endCursor: string | null; hasNextPage: boolean }
  }
  chargingSessionCounts: { total: number; held: number; anonymous: number; byStatus: { status: string; count: number }[] }
}
const LIST = `query ($filter: ChargingSessionFilter, $first: Int, $after: String, $last: Int, $before: String) {
  chargingSessions(filter: $filter, first: $first, after: $after, last: $last, before: $before) { totalCount edges { node { id } } pageInfo { endCursor hasNextPage } }
  chargingSessionCounts(filter: $filter) { total held anonymous byStatus { status count } } }`
const list = (caller: User | typeof ANONYMOUS, filter: object | null = null, page: object = {}) =>
  box.ask<List>(caller, LIST, { filter, ...page })
const idsOf = async (...args: Parameters<typeof list>) =>
  (await list(...args)).data?.chargingSessions.edges.map(({ node }) => node.id)

/** At one station, the newest last: of a user and over, of nobody and over, held and of nobody, running, asked for. */
async function busyStation() {
  const place = await box.station()
  const driver = await box.driver()
  const session = async (minute: number, fact: object, meterStopWh: number | null, inferredFrom?: 'BOOT') => {
    const transaction = await box.begin(place, { startedAt: at(minute), ...fact })
    const { transactionId } = transaction
    if (meterStopWh !== null)
      await box.tell('ocpp.transaction.ended', transactionId, {
        transactionId,
        endedAt: at(minute + 5),
        receivedAt: at(minute + 5),
        meterStopWh,
        reason: 'Local',
        samples: [],
        offline: false,
        inferredFrom: inferredFrom ?? null,
      })
    return (await box.sessionOf(transactionId)).id
  }
  const over = await session(0, { idToken: driver.idToken }, 1_001_000)
  const nobodys = await session(10, { idToken: 'STRANGER' }, 1_001_000, 'BOOT')
  const held = await session(20, { idToken: 'STOLEN', authorised: false }, 1_001_000)
  const runs = await session(30, { idToken: driver.idToken }, null)
  const asked = (await box.started(driver, place, { connectorId: place.connectors[1]?.connectorId })).id
  return { place, driver, over, nobodys, held, runs, asked, all: [asked, runs, held, nobodys, over] }
}

test('by station, state, hold, user, way of ending and time, the newest first, each with its count', async () => {
  const { place, driver, over, nobodys, held, runs, asked, all } = await busyStation()
  const connectorId = place.connectors[1]?.connectorId
  const cases: [object | null, string[]][] = [
    [null, all],
    [{}, all],
    [{ stationId: place.stationId }, all],
    [{ connectorId }, [asked]],
    [{ status: ['COMPLETED'] }, [held, nobodys, over]],
    [{ status: ['ACTIVE', 'PENDING'] }, [asked, runs]],
    [{ status: [] }, []],
    [{ held: true }, [held]],
    [{ held: false, status: ['COMPLETED'] }, [nobodys, over]],
    [{ flags: ['UNAUTHORISED', 'REGISTER_DROP'] }, [held]],
    [{ anonymous: true }, [held, nobodys]],
    [{ anonymous: false }, [asked, runs, over]],
    [{ userId: driver.userId, status: ['COMPLETED'] }, [over]],
    [{ endedBy: ['CHARGER_RESTARTED'] }, [nobodys]],
    [{ from: at(10), until: at(30) }, [held, nobodys]],
  ]
  for (const [filter, expected] of cases) {
    const { data } = await list(place.operator, filter)
    expect(data?.chargingSessions.edges.map(({ node }) => node.id)).toEqual(expected)
    expect(data?.chargingSessions.totalCount).toBe(expected.length)
    expect(data?.chargingSessionCounts.total).toBe(expected.length)
  }
  expect((await list(place.operator)).data?.chargingSessionCounts).toMatchObject({
    held: 1,
    anonymous: 2,
    byStatus: expect.arrayContaining([
      { status: 'COMPLETED', count: 3 },
      { status: 'ACTIVE', count: 1 },
      { status: 'PENDING', count: 1 },
    ]) as unknown,
  })
})

test('in pages, both ways, with the count of all of them', async () => {
  const { place, all } = await busyStation()
  const filter = { stationId: place.stationId }
  const first = (await list(place.operator, filter, { first: 2 })).data?.chargingSessions
  expect(first).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: true } })
  expect(first?.edges.map(({ node }) => node.id)).toEqual(all.slice(0, 2))
  const after = first?.pageInfo.endCursor
  expect(await idsOf(place.operator, filter, { first: 10, after })).toEqual(all.slice(2))
  expect(await idsOf(place.operator, filter, { last: 10, before: after })).toEqual(all.slice(0, 1))
  expect(refusalOf(await list(place.operator, filter, { after: 'x' }))).toEqual({ code: 'BAD_USER_INPUT', path: 'after' })
})

test('an operator sees their own stations alone, an admin all, others nothing', async () => {
  const [own, foreign] = [await busyStation(), await busyStation()]
  const at = ({ stationId }: Place) => ({ stationId })
  expect(await idsOf(own.place.operator)).toEqual(own.all)
  for (const filter of [{ userId: foreign.driver.userId }, { connectorId: foreign.place.connectors[0]?.connectorId }]) {
    const { data } = await list(own.place.operator, filter)
    expect(data).toMatchObject({ chargingSessions: { totalCount: 0, edges: [] }, chargingSessionCounts: { total: 0 } })
  }
  for (const filter of [at(foreign.place), { stationId: newId() }]) {
    // Of the two fields, the first to be refused ends both.
    const refused = await list(own.place.operator, filter)
    expect(refusalOf(refused)).toEqual({ code: 'NOT_FOUND', path: 'filter.stationId' })
    expect(refused.errors?.map(({ message }) => message)).toEqual(['There is no such station.'])
  }
  for (const { place, all } of [own, foreign]) expect(await idsOf(admin, at(place))).toEqual(all)
  const everything = (await list(admin)).data?.chargingSessions.totalCount ?? 0
  expect(everything).toBeGreaterThanOrEqual(own.all.length + foreign.all.length)
  for (const role of ['OPERATOR', 'PARTNER'] as const)
    expect((await list(userCaller([role]))).data?.chargingSessions.totalCount).toBe(0)
  for (const role of ['DRIVER', 'REVIEWER'] as const) expect(refusalOf(await list(userCaller([role]))).code).toBe('FORBIDDEN')
  expect(refusalOf(await list(ANONYMOUS)).code).toBe('UNAUTHENTICATED')
})

test('an operator who has sold a station sees it no more; the new one does', async () => {
  const { place, all } = await busyStation()
  const operator = userCaller(['OPERATOR'])
  await box.sayStation({ ...place, operator })
  expect(await idsOf(place.operator)).toEqual([])
  expect(await idsOf(operator)).toEqual(all)
})
