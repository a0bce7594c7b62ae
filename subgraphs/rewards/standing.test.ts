import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ANONYMOUS, type Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { randomOf } from '../../test/random.ts'
import { until } from '../../test/until.ts'
import { testRewards, type TestRewards } from './rewards.fixture.ts'
import { foldStandings } from './standing.queries.ts'

let rewards: TestRewards
beforeAll(async () => {
  rewards = await testRewards()
})
afterAll(() => rewards[Symbol.asyncDispose]())

const BOARD = `query ($period: RewardPeriod!, $board: RewardBoard!, $first: Int, $after: String) {
  rewardLeaderboard(period: $period, board: $board, first: $first, after: $after) {
    edges { node { rank score pseudonym user { id } } } pageInfo { endCursor hasNextPage } } }`
interface Board {
  rewardLeaderboard: {
    edges: { node: { rank: number; score: number; pseudonym: string; user: { id: string } | null } }[]
    pageInfo: { endCursor: string; hasNextPage: boolean }
  }
}
const boardOf = async (variables: object, caller: Caller = ANONYMOUS) => {
  const { data, errors } = await rewards.ask<Board>(caller, BOARD, { period: 'ALL', board: 'TOKENS', ...variables })
  if (!data) throw new Error(JSON.stringify(errors))
  return data.rewardLeaderboard
}
const MINE = `query ($board: RewardBoard!) { myRewardStanding(period: ALL, board: $board) { rank score } }`
const mine = async (userId: string, board = 'TOKENS') =>
  (
    await rewards.ask<{ myRewardStanding: { rank: number; score: number } | null }>(
      { kind: 'user', userId, roles: ['DRIVER'] },
      MINE,
      { board },
    )
  ).data?.myRewardStanding
const changes = async () => (await sql`SELECT FROM standing_change`.execute(rewards.db)).rows.length

describe('what was earned', () => {
  test('counts once, at the moment it was earned, and follows its corrections; equals share a rank', async () => {
    const [ada, bob, cyd] = [await rewards.register(), await rewards.register(), await rewards.register()]
    const sessionId = await rewards.complete({ userId: ada.userId, energyWh: 30_000 })
    for (const { userId } of [bob, cyd]) await rewards.complete({ userId, energyWh: 20_000 })
    await until(async () => (await boardOf({})).edges.length === 3)
    const places = async (board: string) => (await boardOf({ board })).edges.map(({ node }) => [node.rank, node.score])
    expect(await places('TOKENS')).toEqual([
      [1, 30_000_000],
      [2, 20_000_000],
      [2, 20_000_000],
    ])
    await rewards.complete({ sessionId, userId: ada.userId, energyWh: 10_000 })
    await until(async () => (await mine(ada.userId))?.rank === 3)
    expect(await places('ENERGY')).toEqual([
      [1, 20_000],
      [1, 20_000],
      [3, 10_000],
    ])
    expect((await boardOf({ period: 'DAY' })).edges).toHaveLength(3)
    expect(await mine(newId())).toBeNull()
    await rewards.complete({ sessionId, userId: ada.userId, energyWh: 0 })
    await until(async () => (await places('TOKENS')).length === 2)
  })

  test('is named to those alone who may know; others see a pseudonym that is the same on every page', async () => {
    const [{ node }] = (await boardOf({ first: 1 })).edges as [Board['rewardLeaderboard']['edges'][0]]
    expect(node.user).toBeNull()
    expect((await boardOf({ first: 2 })).edges[0]?.node.pseudonym).toBe(node.pseudonym)
    const all = (await boardOf({})).edges.map((edge) => edge.node.pseudonym)
    expect(new Set(all).size).toBe(all.length)
  })
})

describe('among many', () => {
  const random = randomOf(11)
  /** Scores as people have them: some all alike, most near each other, a few far above. */
  const scores = Array.from({ length: 3_000 }, (_, i) =>
    i % 3 === 0 ? 5_000_000 : i % 3 === 1 ? 1 + Math.floor(random() * 40) : Math.floor(1_000_000 * Math.exp(4 * random())),
  )
  const users = scores.map(() => newId())
  beforeEach(async () => {
    await asAdmin('DELETE FROM standing')
    await asAdmin(`INSERT INTO standing (period, starts_at, board, user_id, total)
      SELECT 'ALL', 'epoch', 'TOKENS', u, s::numeric * 1000000000000 FROM unnest('{${users.join(',')}}'::uuid[], '{${scores.join(',')}}'::bigint[]) AS x (u, s)`)
  })
  const asAdmin = async (statement: string) => {
    const { default: pg } = await import('pg')
    const client = new pg.Client({ connectionString: rewards.database.adminUrl, options: '-c search_path=rewards' })
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  const rankOf = (score: number) => 1 + scores.filter((other) => other > score).length

  test('everybody has the place that counting gives, before and after the changes are worked in, and in between', async () => {
    for (const i of [0, 1, 2, 5, 1_000, 2_999])
      expect(await mine(users[i] ?? '')).toEqual({ rank: rankOf(scores[i] ?? 0), score: scores[i] })
    await foldStandings(rewards.db)
    await until(async () => (await changes()) === 0)
    for (const i of [0, 1, 2, 4, 8, 1_001, 2_999])
      expect(await mine(users[i] ?? '')).toEqual({ rank: rankOf(scores[i] ?? 0), score: scores[i] })
  })

  test('pages show the same ranks as the whole, wherever they begin', async () => {
    await foldStandings(rewards.db)
    let [seen, after, rank] = [0, null as string | null, 0]
    for (let more = true; more && seen < 1_500;) {
      const page = await boardOf({ first: 100, after })
      for (const { node } of page.edges) {
        expect(node.rank).toBe(rankOf(node.score))
        expect(node.rank).toBeGreaterThanOrEqual(rank)
        rank = node.rank
      }
      seen += page.edges.length
      after = page.pageInfo.endCursor
      more = page.pageInfo.hasNextPage
    }
    expect(seen).toBeGreaterThanOrEqual(1_500)
  })
})

test('the counts are those of the standings, however many change at once', async () => {
  const callers = await Promise.all(Array.from({ length: 6 }, () => rewards.register()))
  await Promise.all(
    callers.flatMap(({ userId }) => [rewards.complete({ userId }), rewards.complete({ userId }), rewards.approveDeed({ userId })]),
  )
  const users = callers.map(({ userId }) => userId)
  await until(
    async () => (await rewards.db.selectFrom('reward').select('id').where('user_id', 'in', users).execute()).length === 18,
  )
  await foldStandings(rewards.db)
  await until(async () => (await changes()) === 0)
  const { rows } = await sql`SELECT period, starts_at, board, score, count(*) FROM standing WHERE score > 0 GROUP BY 1, 2, 3, 4
    EXCEPT SELECT period, starts_at, board, score, users FROM standing_score`.execute(rewards.db)
  expect(rows).toEqual([])
  const steps = await sql`SELECT period, starts_at, board, step, sum(users) FROM standing_score GROUP BY 1, 2, 3, 4
    EXCEPT SELECT period, starts_at, board, step, users::numeric FROM standing_step`.execute(rewards.db)
  expect(steps.rows).toEqual([])
})

test('nobody writes places by hand: the box’s own role may not', async () => {
  await expect(sql`UPDATE standing SET total = 1`.execute(rewards.db)).rejects.toThrow('permission denied')
  await expect(sql`SELECT add_to_standing(${newId()}, now(), 'TOKENS', 1)`.execute(rewards.db)).rejects.toThrow('permission denied')
})
