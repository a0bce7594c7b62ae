import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANONYMOUS, type Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { userCaller } from '../../../test/caller.ts'
import { until } from '../../../test/until.ts'
import { testOdometer, type Driver, type TestOdometer } from '../odometer.fixture.ts'
import { addToStandings } from './standing.queries.ts'
import type { Reading } from '../tables.ts'

let odometer: TestOdometer
beforeAll(async () => {
  odometer = await testOdometer()
})
afterAll(() => odometer[Symbol.asyncDispose]())

interface Standing {
  rank: number
  score: { kilometres: number; co2SavedKg: number }
  user: { id: string } | null
}
interface Board {
  edges: { node: Standing }[]
}
const STANDING = 'rank score { kilometres co2SavedKg } user { id }'
const BOARD = `query ($period: OdometerPeriod!, $at: DateTime, $first: Int, $after: String, $last: Int, $before: String) {
  odometerLeaderboard(period: $period, at: $at, first: $first, after: $after, last: $last, before: $before) {
    edges { node { ${STANDING} } } } }`
const MINE = `query ($period: OdometerPeriod!, $at: DateTime) { myOdometerStanding(period: $period, at: $at) { ${STANDING} } }`
const NAME = 'mutation ($input: SetOdometerLeaderboardNameInput!) { setOdometerLeaderboardName(input: $input) { named } }'

const board = async (by: Caller, args: object): Promise<Board> => {
  const { data, errors } = await odometer.ask<{ odometerLeaderboard: Board }>(by, BOARD, { ...args })
  return data?.odometerLeaderboard ?? expect.fail(JSON.stringify(errors))
}
const mine = async (by: Caller, args: object) =>
  (await odometer.ask<{ myOdometerStanding: Standing | null }>(by, MINE, { ...args })).data?.myOdometerStanding

/** Distances of drivers at a moment of their own, far from the moments of other tests. */
const drive = async (at: string, metres: readonly number[]): Promise<Caller[]> => {
  const drivers = metres.map(() => userCaller())
  await odometer.db.transaction().execute(async (trx) => {
    for (const [i, { userId }] of drivers.entries())
      await addToStandings(trx, { user_id: userId, distance_m: metres[i] ?? 0, taken_at: new Date(at) } as Reading)
  })
  return drivers
}
const ranks = (page: Board) => page.edges.map(({ node }) => [node.rank, node.score.kilometres])

describe('a leaderboard', () => {
  test('ranks drivers by their kilometres; equals share a rank, and the next ones are left out', async () => {
    const [at, metres] = ['2021-03-04T10:00:00Z', [5_000, 90_000, 40_000, 40_000, 0]]
    const drivers = await drive(at, metres)
    expect(ranks(await board(ANONYMOUS, { period: 'DAY', at }))).toEqual([
      [1, 90],
      [2, 40],
      [2, 40],
      [4, 5],
    ])
    const own = await Promise.all(drivers.map((driver) => mine(driver, { period: 'DAY', at })))
    expect(own.map((standing) => standing?.rank ?? null)).toEqual([4, 1, 2, 2, null])
  })

  test('names those alone who have asked for it, and others to themselves and admins', async () => {
    const at = '2021-05-04T10:00:00Z'
    const [one] = await drive(at, [7_000])
    const user = { id: one?.kind === 'user' ? one.userId : '' }
    const seen = async (by: Caller) => (await board(by, { period: 'DAY', at })).edges[0]?.node.user
    const set = (named: boolean) => odometer.ask(one ?? ANONYMOUS, NAME, { input: { named } })
    expect(await Promise.all([seen(ANONYMOUS), seen(userCaller())])).toEqual([null, null])
    expect(await Promise.all([seen(one ?? ANONYMOUS), seen(userCaller(['ADMIN']))])).toEqual([user, user])
    expect((await set(true)).data).toEqual({ setOdometerLeaderboardName: { named: true } })
    expect(await seen(ANONYMOUS)).toEqual(user)
    await set(false)
    expect(await seen(ANONYMOUS)).toBeNull()
  })

  test.each([
    ['after', { after: Buffer.from(`[1.5,"${newId()}"]`).toString('base64url') }],
    ['first', { first: 101 }],
    ['at', { at: '1999-01-01T00:00:00Z' }],
    ['period', { period: 'DECADE' }],
  ])('names a bad %s: %j', async (argument, bad) => {
    const { errors } = await odometer.ask(ANONYMOUS, BOARD, { period: 'ALL', ...bad })
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: [argument] }] })
  })
})

test('a standing of one’s own, and a name, need a signed-in user', async () => {
  for (const [document, variables] of [
    [MINE, { period: 'ALL' }],
    [NAME, { input: { named: true } }],
  ] as const)
    expect((await odometer.ask(ANONYMOUS, document, variables)).errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED')
})

describe('kilometres', () => {
  const STATS = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on User { odometerStats {
    readings namedOnLeaderboards score { kilometres co2SavedKg formula sources { name value unit year source url } } } } } }`
  const statsOf = async (by: Caller, userId: string) =>
    (await odometer.ask<{ _entities: [{ odometerStats: unknown }] }>(by, STATS, { of: [{ __typename: 'User', id: userId }] })).data
      ?._entities[0].odometerStats

  /** Readings of one vehicle, one after the other; the first two hours before the last. */
  const driven = async (driver: Driver, ...values: number[]) => {
    for (const value of values) expect((await odometer.read(driver, value)).state).toBe('APPROVED')
  }

  test('of all vehicles of a driver add up, and the CO₂ they save is told with its sources', async () => {
    const hoursAgo = new Date(Date.now() - 5 * 3_600_000)
    const one = await odometer.started(1_000, hoursAgo)
    await driven(one, 1_100, 1_101)
    const { vehicleId } = await odometer.started(500, hoursAgo, {}, { userId: one.caller.userId })
    await driven({ caller: one.caller, vehicleId }, 520)
    const stats = await statsOf(one.caller, one.caller.userId)
    expect(stats).toMatchObject({ readings: 5, namedOnLeaderboards: false, score: { kilometres: 121, co2SavedKg: 7.461 } })
    expect(JSON.stringify(stats)).toContain('European Environment Agency')
    for (const period of ['DAY', 'WEEK', 'MONTH', 'YEAR', 'ALL'])
      // The first readings may lie in the period before: they add nothing.
      expect((await mine(one.caller, { period }))?.score.kilometres).toBe(121)
    expect(await statsOf(userCaller(['ADMIN']), one.caller.userId)).toEqual(stats)
    for (const by of [ANONYMOUS, userCaller(), userCaller(['REVIEWER', 'OPERATOR'])])
      expect(await statsOf(by, one.caller.userId)).toBeNull()
  })

  test('of somebody new are none', async () => {
    const caller = userCaller()
    expect(await statsOf(caller, caller.userId)).toMatchObject({ readings: 0, score: { kilometres: 0, co2SavedKg: 0 } })
  })

  test('of all drivers are told to everybody, and are the sum of the readings', async () => {
    const driver = await odometer.started(1_000, new Date(Date.now() - 5 * 3_600_000))
    await driven(driver, 1_010)
    const TOTALS = '{ odometerTotals { drivers vehicles readings score { kilometres } } }'
    const { data } = await odometer.ask<{ odometerTotals: { vehicles: number; readings: number } }>(ANONYMOUS, TOTALS)
    const rows = await odometer.db.selectFrom('reading').select(['vehicle_id', 'user_id', 'distance_m']).execute()
    expect(data?.odometerTotals.vehicles).toBe(new Set(rows.map(({ vehicle_id }) => vehicle_id)).size)
    const standings = await odometer.db
      .selectFrom('standing')
      .select(['user_id', 'distance_m'])
      .where('period', '=', 'ALL')
      .where('user_id', 'in', odometer.db.selectFrom('reading').select('user_id'))
      .execute()
    const byUser = Map.groupBy(rows, ({ user_id }) => user_id)
    expect(standings).toHaveLength(byUser.size)
    for (const { user_id, distance_m } of standings)
      expect(byUser.get(user_id)?.reduce((sum, row) => sum + row.distance_m, 0)).toBe(distance_m)
  })

  test('of readings that are approved at once are all counted', async () => {
    const userId = newId()
    const at = new Date('2021-06-04T10:00:00Z')
    await Promise.all(
      Array.from({ length: 8 }, () =>
        odometer.db
          .transaction()
          .execute((trx) => addToStandings(trx, { user_id: userId, distance_m: 1_000, taken_at: at } as Reading)),
      ),
    )
    const standing = await until(() => mine(userCaller(['DRIVER'], userId), { period: 'WEEK', at: at.toISOString() }))
    expect(standing.score.kilometres).toBe(8)
  })
})
