import { ANONYMOUS } from '../lib/auth.ts'
import { testChain } from '../test/chain.ts'
import { ask } from '../test/subgraph.ts'
import { quantile } from './bridge/world.ts'
import { openRewards } from './rewards/world.ts'

const USERS = 1_000_000
const ASKED = 200
/** The reference takes long; a few are enough for a median. */
const REFERENCE = 10
const GOAL_MS = 20

const PAGE = `query ($after: String) { rewardLeaderboard(period: ALL, board: TOKENS, first: 20, after: $after) {
  edges { node { rank score } } pageInfo { endCursor } } }`
const MINE = '{ myRewardStanding(period: ALL, board: TOKENS) { rank score } }'
interface Pages {
  rewardLeaderboard: { edges: { node: { rank: number; score: number } }[] }
}

/**
 * Leaderboards of a million users, asked of the subgraph's graph: the first page, a page from anywhere, and one's own place. Beside each the
 * plain query, in the same database: `rank()` over all. Every answer is compared with it.
 */
export async function run(): Promise<void> {
  await using stack = new AsyncDisposableStack()
  const { graph, database } = await openRewards(stack, [stack.use(await testChain())])
  // A fifth has exactly five tokens, as deeds earn; the others are near each other, a few are far above.
  await database.query(`INSERT INTO standing (period, starts_at, board, user_id, total)
    SELECT 'ALL', 'epoch', 'TOKENS', gen_random_uuid(),
      CASE WHEN i % 5 = 0 THEN 5e18::numeric ELSE trunc(1e18 * exp(random() * 3 + random() * 3))::numeric END
    FROM generate_series(1, ${USERS}) AS i`)
  const fold = async () =>
    Number((await database.query<{ folded: number }>('SELECT fold_standings(20000) AS folded')).rows[0]?.folded)
  while ((await fold()) > 0);
  await database.query('ANALYZE')
  await database.query(`VACUUM standing, standing_change`)
  const { rows: some } = await database.query<{ user_id: string; id: string; score: string }>(
    `SELECT user_id, id, score FROM standing ORDER BY md5(id::text) LIMIT ${ASKED}`,
  )

  const rank = async (score: number) =>
    Number(
      (
        await database.query<{ rank: string }>(
          `SELECT count(*) + 1 AS rank FROM standing WHERE period = 'ALL' AND starts_at = 'epoch' AND board = 'TOKENS' AND score > ${score}`,
        )
      ).rows[0]?.rank,
    )
  const plain = (where: string) => `SELECT * FROM (SELECT user_id, id, score, rank() OVER (ORDER BY score DESC) FROM standing
    WHERE period = 'ALL' AND starts_at = 'epoch' AND board = 'TOKENS') AS ranked WHERE ${where} ORDER BY score DESC, id DESC LIMIT 20`
  const page = async (after: string | null) => {
    const { data, errors } = await ask<Pages>(graph, ANONYMOUS, PAGE, { after })
    if (!data) throw new Error(JSON.stringify(errors))
    return data.rewardLeaderboard.edges
  }

  console.log(`${USERS.toLocaleString('en')} users, ${ASKED} asked each, goal: p99 of ${GOAL_MS} ms\n`)
  console.log('| asked | p50 ms | p99 ms | plain rank() median ms | × |')
  console.log('|---|---|---|---|---|')
  const line = (what: string, ours: number[], theirs: number[]) => {
    const [p50, p99, plainMs] = [quantile(ours, 0.5), quantile(ours, 0.99), quantile(theirs, 0.5)]
    console.log(`| ${what} | ${p50.toFixed(1)} | **${p99.toFixed(1)}** | ${plainMs.toFixed(0)} | ${(plainMs / p50).toFixed(0)} |`)
  }
  const timed = async <T>(times: number[], work: () => Promise<T>): Promise<T> => {
    const begun = performance.now()
    const result = await work()
    times.push(performance.now() - begun)
    return result
  }
  for (let i = 0; i < 20; i++) await page(null)

  const first: number[] = []
  const firstPlain: number[] = []
  for (let i = 0; i < ASKED; i++) await timed(first, () => page(null))
  for (let i = 0; i < REFERENCE; i++) await timed(firstPlain, () => database.query(plain('true')))
  line('the first page', first, firstPlain)

  const deep: number[] = []
  const deepPlain: number[] = []
  for (const [i, { id, score }] of some.entries()) {
    const after = Buffer.from(JSON.stringify([Number(score), id])).toString('base64url')
    const edges = await timed(deep, () => page(after))
    if (i >= REFERENCE) continue
    await timed(deepPlain, () => database.query(plain(`(score, id) < (${score}, '${id}')`)))
    for (const { node } of edges) if (node.rank !== (await rank(node.score))) throw new Error(`A page says ${node.rank}.`)
  }
  line('a page from anywhere', deep, deepPlain)

  const own: number[] = []
  const ownPlain: number[] = []
  for (const [i, { user_id: userId, score }] of some.entries()) {
    const caller = { kind: 'user' as const, userId, roles: ['DRIVER'] as const }
    const { data } = await timed(own, () => ask<{ myRewardStanding: { rank: number } }>(graph, caller, MINE))
    if (i >= REFERENCE) continue
    await timed(ownPlain, () => database.query(plain(`user_id = '${userId}'`)))
    if (data?.myRewardStanding.rank !== (await rank(Number(score)))) throw new Error('A place is wrong.')
  }
  line("one's own place", own, ownPlain)
}
