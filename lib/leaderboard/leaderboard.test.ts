import { sql, type Kysely } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '#db/connect.ts'
import { ANONYMOUS, type Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import type { PageArgs } from '#lib/pagination.ts'
import { startOf } from '#lib/period.ts'
import { userCaller } from '../../test/caller.ts'
import { testDatabase } from '../../test/postgres.ts'
import { isNamed, leaderboard, myStanding, namedUser, setLeaderboardName, type Scoring, type Span } from './leaderboard.ts'
import type { LeaderboardTables } from './standing.queries.ts'

/** A box that counts apples, green and red ones. */
type Tables = LeaderboardTables<{ apples: number; colour: string }>
const APPLES: Scoring<{ colour?: string }> = {
  score: 'apples',
  most: 1_000_000,
  only: ({ colour }) => ({ colour: colour ?? 'RED' }),
}

const stack = new AsyncDisposableStack()
let db: Kysely<Tables>
beforeAll(async () => {
  const { adminUrl } = stack.use(await testDatabase('accounts'))
  const log = createLog('leaderboard', { level: 'silent' })
  db = stack.adopt(connect<Tables>({ url: adminUrl, schema: 'orchard', log }), (opened) => opened.destroy())
  await sql`CREATE SCHEMA orchard`.execute(db)
  await sql`CREATE TABLE standing (id uuid PRIMARY KEY, period text, starts_at timestamptz, user_id uuid, colour text, apples integer)`.execute(
    db,
  )
  await sql`CREATE TABLE leaderboard_name (user_id uuid PRIMARY KEY, since timestamptz DEFAULT now())`.execute(db)
})
afterAll(() => stack.disposeAsync())

const admin = userCaller(['ADMIN'])
const board = (by: Caller, args: Span & PageArgs & { colour?: string }) => leaderboard({ db, caller: by }, APPLES, args)
const mine = (by: Caller, args: Span & { colour?: string }) => myStanding({ db, caller: by }, APPLES, args)
type Board = Awaited<ReturnType<typeof board>>

/** Users who have picked so many each on a day of their own, far from the days of other tests. */
async function pick(at: Date, apples: readonly number[], colour = 'RED') {
  const users = apples.map(() => userCaller())
  const standings = users.map(({ userId }, i) => ({
    id: newId(),
    period: 'DAY' as const,
    starts_at: startOf('DAY', at),
    user_id: userId,
    colour,
    apples: apples[i] ?? 0,
  }))
  await db.insertInto('standing').values(standings).execute()
  return users
}

const ranks = ({ edges }: Board) => edges.map(({ node }) => [node.rank, node.score])
const users = ({ edges }: Board) => edges.map(({ node }) => node.user_id)

describe('a leaderboard', () => {
  test('ranks by score; equals share a rank, and the next ones are left out; who has nothing has no place', async () => {
    const at = new Date('2021-03-04T10:00:00Z')
    const pickers = await pick(at, [5, 90, 40, 40, 0])
    expect(ranks(await board(ANONYMOUS, { period: 'DAY', at }))).toEqual([
      [1, 90],
      [2, 40],
      [2, 40],
      [4, 5],
    ])
    const own = await Promise.all(pickers.map((picker) => mine(picker, { period: 'DAY', at })))
    expect(own.map((place) => place?.rank ?? null)).toEqual([4, 1, 2, 2, null])
  })

  test('is paged in both directions, none twice and none left out, equals in a fixed order and with their ranks', async () => {
    const at = new Date('2021-04-04T10:00:00Z')
    await pick(at, [7, 7, 7, 1, 9])
    const whole = await board(ANONYMOUS, { period: 'DAY', at })
    expect(new Set(users(whole)).size).toBe(5)
    expect(ranks(whole).map(([rank]) => rank)).toEqual([1, 2, 2, 2, 5])
    const seen: Board['edges'] = []
    for (let page = await board(ANONYMOUS, { period: 'DAY', at, first: 2 }); page.edges.length > 0;) {
      seen.push(...page.edges)
      page = await board(ANONYMOUS, { period: 'DAY', at, first: 2, after: page.pageInfo.endCursor })
    }
    expect(seen).toEqual(whole.edges)
    seen.length = 0
    for (let page = await board(ANONYMOUS, { period: 'DAY', at, last: 2 }); page.edges.length > 0;) {
      seen.unshift(...page.edges)
      page = await board(ANONYMOUS, { period: 'DAY', at, last: 2, before: page.pageInfo.startCursor })
    }
    expect(seen).toEqual(whole.edges)
    const [first] = whole.edges
    const rest = await board(ANONYMOUS, { period: 'DAY', at, after: first?.cursor, first: 4 })
    expect(rest.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true })
    const middle = { after: first?.cursor, before: whole.edges[3]?.cursor }
    expect((await board(ANONYMOUS, { period: 'DAY', at, ...middle })).edges).toEqual(whole.edges.slice(1, 3))
  })

  test('is of its period, and of what its arguments tell it from others by', async () => {
    const at = new Date('2021-05-04T10:00:00Z')
    const [red] = await pick(at, [3])
    const [green] = await pick(at, [4], 'GREEN')
    await pick(new Date('2021-05-05T10:00:00Z'), [5])
    expect(users(await board(ANONYMOUS, { period: 'DAY', at }))).toEqual([red?.userId])
    expect(users(await board(ANONYMOUS, { period: 'DAY', at, colour: 'GREEN' }))).toEqual([green?.userId])
    expect(users(await board(ANONYMOUS, { period: 'WEEK', at }))).toEqual([])
    expect(users(await board(ANONYMOUS, { period: 'DAY' }))).toEqual([])
  })

  test('names those alone who have asked for it, and others to themselves and admins', async () => {
    const at = new Date('2021-06-04T10:00:00Z')
    const [picker = admin] = await pick(at, [7])
    const seen = async (by: Caller) => {
      const [edge] = (await board(by, { period: 'DAY', at })).edges
      return edge && namedUser(by, edge.node)
    }
    const set = (named: boolean) => setLeaderboardName({ db, caller: picker }, named)
    expect(await Promise.all([ANONYMOUS, userCaller(['REVIEWER', 'OPERATOR'])].map(seen))).toEqual([null, null])
    expect(await Promise.all([picker, admin].map(seen))).toEqual([{ id: picker.userId }, { id: picker.userId }])
    expect(await isNamed({ db, caller: picker })).toBe(false)
    for (let i = 0; i < 2; i++) expect(await set(true)).toBe(true)
    expect(await isNamed({ db, caller: picker })).toBe(true)
    expect(await seen(ANONYMOUS)).toEqual({ id: picker.userId })
    for (let i = 0; i < 2; i++) expect(await set(false)).toBe(false)
    expect(await seen(ANONYMOUS)).toBeNull()
  })

  test.each([
    [['x', newId()]],
    [['x']],
    [[1]],
    [[1, 'x']],
    [[1_000_001, newId()]],
    [[-1_000_001, newId()]],
    [[1.5, newId()]],
    [[1, newId(), 1]],
  ])('refuses %j as a cursor', async (key) => {
    const after = Buffer.from(JSON.stringify(key)).toString('base64url')
    await expect(board(ANONYMOUS, { period: 'ALL', after })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      issues: [{ path: ['after'] }],
    })
  })
})

test('a place of one’s own, and a name, need a signed-in user', async () => {
  const refused = { code: 'UNAUTHENTICATED' }
  await expect(mine(ANONYMOUS, { period: 'ALL' })).rejects.toMatchObject(refused)
  await expect(setLeaderboardName({ db, caller: ANONYMOUS }, true)).rejects.toMatchObject(refused)
  await expect(isNamed({ db, caller: ANONYMOUS })).rejects.toMatchObject(refused)
})
