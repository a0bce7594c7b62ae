import { sql, type Generated, type Kysely } from 'kysely'
import type { PageRequest } from '#lib/pagination.ts'
import type { PeriodName } from '#lib/period.ts'

/** The tables of a box with leaderboards. `Counted` is what it counts: the score, and what tells its boards apart. */
export interface LeaderboardTables<Counted = object> {
  standing: { id: string; period: PeriodName; starts_at: Date; user_id: string } & Counted
  leaderboard_name: { user_id: string; since: Generated<Date> }
}

// oxlint-disable-next-line typescript/no-explicit-any -- Kysely cannot see a database as one with fewer tables.
export type Db = Kysely<any>

/** One leaderboard: the period that begins then, by a column of `standing`. */
export interface Board {
  score: string
  period: PeriodName
  startsAt: Date
  /** How many have each score is kept in tables of their own. */
  counted?: true
  /** Other columns of `standing` and their values, if a period has several leaderboards. */
  only?: Record<string, string>
}

/** What a user has done in a period. */
export interface Standing {
  id: string
  user_id: string
  score: number
  /** Whether the user wants to be named there. */
  named: boolean
}

/** The standings of a leaderboard, the most first. */
export function listStandings(db: Db, board: Board, { past, until, forward, limit }: PageRequest): Promise<Standing[]> {
  const [below, above] = forward ? (['<', '>'] as const) : (['>', '<'] as const)
  const order = forward ? 'desc' : 'asc'
  return standingsOf(db, board)
    .$if(past !== null, (query) => query.where(beyond(board, past ?? [], below)))
    .$if(until !== null, (query) => query.where(beyond(board, until ?? [], above)))
    .orderBy(scoreOf(board), order)
    .orderBy('standing.id', order)
    .limit(limit)
    .execute()
}

export const findStanding = (db: Db, board: Board, userId: string): Promise<Standing | undefined> =>
  standingsOf(db, board).where('standing.user_id', '=', userId).executeTakeFirst()

/** How many have more, and how many are before it on the list: equal scores are in the order of their ids. */
export const countAhead = (db: Db, board: Board, { score, id }: Pick<Standing, 'score' | 'id'>) =>
  placesOf(db, board)
    .select([sql<number>`count(*) FILTER (WHERE ${scoreOf(board)} > ${score})`.as('more'), sql<number>`count(*)`.as('before')])
    .where(beyond(board, [score, id], '>'))
    .executeTakeFirstOrThrow()

/**
 * How many have more than a score, and how many have it: of whole steps by their sums, within its step by each score, and what has changed
 * since. All in one statement, so that a change is counted once.
 */
export async function countScores(
  db: Db,
  { period, startsAt, only = {} }: Board,
  score: number,
): Promise<{ more: number; equal: number }> {
  const board = sql.join(
    [
      sql`period = ${period}`,
      sql`starts_at = ${startsAt}`,
      ...Object.entries(only).map(([column, value]) => sql`${sql.ref(column)} = ${value}`),
    ],
    sql` AND `,
  )
  const { rows } = await sql<{ more: number; equal: number }>`
    SELECT (coalesce((SELECT sum(users) FROM standing_step WHERE ${board} AND step > score_step(${score})), 0)
        + coalesce(sum(users) FILTER (WHERE score > ${score}), 0))::bigint AS more,
      coalesce(sum(users) FILTER (WHERE score = ${score}), 0)::bigint AS equal
    FROM (
      SELECT score, users FROM standing_score WHERE ${board} AND step = score_step(${score}) AND score >= ${score}
      UNION ALL SELECT score, users FROM standing_change WHERE ${board} AND score >= ${score}
    ) AS counted`.execute(db)
  return rows[0] ?? { more: 0, equal: 0 }
}

export const nameOnLeaderboards = (db: Db, userId: string) =>
  db
    .insertInto('leaderboard_name')
    .values({ user_id: userId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

export const unnameOnLeaderboards = (db: Db, userId: string) =>
  db.deleteFrom('leaderboard_name').where('user_id', '=', userId).execute()

export const namesOnLeaderboards = (db: Db, userIds: readonly string[]) =>
  db.selectFrom('leaderboard_name').select('user_id').where('user_id', 'in', userIds).execute()

const standingsOf = (db: Db, board: Board) =>
  placesOf(db, board)
    .leftJoin('leaderboard_name', 'leaderboard_name.user_id', 'standing.user_id')
    .select(['standing.id', 'standing.user_id', scoreOf(board).as('score')])
    .select(sql<boolean>`leaderboard_name.user_id IS NOT NULL`.as('named'))

function placesOf(db: Db, board: Board) {
  const { period, startsAt, only = {} } = board
  let places = db
    .selectFrom('standing')
    .where('standing.period', '=', period)
    .where('standing.starts_at', '=', startsAt)
    // A user with a row and a score of 0 has no place.
    .where(scoreOf(board), '>', 0)
  for (const [column, value] of Object.entries(only)) places = places.where(sql.ref(`standing.${column}`), '=', value)
  return places
}

const scoreOf = ({ score }: Board) => sql.ref<number>(`standing.${score}`)

const beyond = (board: Board, key: readonly (string | number)[], side: '<' | '>') =>
  sql<boolean>`(${scoreOf(board)}, standing.id) ${sql.raw(side)} (${key[0]}::bigint, ${key[1]}::uuid)`
