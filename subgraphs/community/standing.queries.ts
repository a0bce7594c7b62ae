import { sql } from 'kysely'
import type { DeedTask } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { PERIODS, startOf, type PeriodName } from '#lib/period.ts'
import type { Db, Deed, Trx } from './tables.ts'

/** One leaderboard: deeds of a task, or of ALL of them, in the period that begins then. */
export interface Board {
  period: PeriodName
  startsAt: Date
  task: DeedTask | 'ALL'
}

export interface Standing {
  id: string
  user_id: string
  deeds: number
  /** Whether the user wants to be named. */
  named: boolean
}

/** Adds a deed to its user's standing of each period that its photo was taken in. Gives those standings back as they are now. */
export const addToStandings = (trx: Trx, { user_id, task, taken_at }: Deed) =>
  trx
    .insertInto('standing')
    .values(
      PERIODS.flatMap((period) =>
        ([task, 'ALL'] as const).map((of) => ({
          id: newId(),
          period,
          starts_at: startOf(period, taken_at),
          task: of,
          user_id,
          deeds: 1,
        })),
      ),
    )
    .onConflict((conflict) => conflict.constraint('standing_user').doUpdateSet({ deeds: sql`standing.deeds + 1` }))
    .returning(['period', 'starts_at', 'task', 'deeds'])
    .execute()

/** Lets those who count in one after the other. They would wait for each other's rows in any case, and so never do in a circle. */
export async function lockTallies(trx: Trx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('tallies', 0))`.execute(trx)
}

/** Counts a deed in what all have done, by the standings that it was added to: a first deed brings somebody new. */
export const addToTallies = (trx: Trx, standings: Awaited<ReturnType<typeof addToStandings>>) =>
  trx
    .insertInto('tally')
    .values(standings.map((standing) => ({ ...standing, deeds: 1, participants: standing.deeds === 1 ? 1 : 0 })))
    .onConflict((conflict) =>
      conflict.columns(['period', 'starts_at', 'task']).doUpdateSet({
        deeds: sql`tally.deeds + excluded.deeds`,
        participants: sql`tally.participants + excluded.participants`,
      }),
    )
    .execute()

/** Who stands on a leaderboard, the most deeds first. */
export function listStandings(db: Db, board: Board, { past, until, forward, limit }: PageRequest): Promise<Standing[]> {
  const [below, above] = forward ? (['<', '>'] as const) : (['>', '<'] as const)
  const beyond = (key: readonly (string | number)[], side: '<' | '>') =>
    sql<boolean>`(standing.deeds, standing.id) ${sql.raw(side)} (${key[0]}::integer, ${key[1]}::uuid)`
  return standingsOf(db, board)
    .$if(past !== null, (query) => query.where(beyond(past ?? [], below)))
    .$if(until !== null, (query) => query.where(beyond(until ?? [], above)))
    .orderBy('standing.deeds', forward ? 'desc' : 'asc')
    .orderBy('standing.id', forward ? 'desc' : 'asc')
    .limit(limit)
    .execute()
}

export const findStanding = (db: Db, board: Board, userId: string): Promise<Standing | undefined> =>
  standingsOf(db, board).where('standing.user_id', '=', userId).executeTakeFirst()

const standingsOf = (db: Db, { period, startsAt, task }: Board) =>
  db
    .selectFrom('standing')
    .leftJoin('leaderboard_name', 'leaderboard_name.user_id', 'standing.user_id')
    .select(['standing.id', 'standing.user_id', 'standing.deeds'])
    .select(sql<boolean>`leaderboard_name.user_id IS NOT NULL`.as('named'))
    .where('standing.period', '=', period)
    .where('standing.starts_at', '=', startsAt)
    .where('standing.task', '=', task)

/** The places of so many deeds on a leaderboard, from 1. Each number is looked up once, however many share it. */
export async function ranksOf(db: Db, { period, startsAt, task }: Board, deeds: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await sql<{ deeds: number; rank: number }>`
    SELECT deeds, (SELECT count(*) + 1 FROM standing AS ahead
      WHERE ahead.period = ${period} AND ahead.starts_at = ${startsAt} AND ahead.task = ${task} AND ahead.deeds > wanted.deeds) AS rank
    FROM unnest(${[...new Set(deeds)]}::integer[]) AS wanted (deeds)`.execute(db)
  return new Map(rows.map((row) => [row.deeds, row.rank]))
}

/** Deeds and those who did them, by task and of ALL together, in the period that begins then. */
export const talliesIn = (db: Db, { period, startsAt }: Pick<Board, 'period' | 'startsAt'>) =>
  db
    .selectFrom('tally')
    .select(['task', 'deeds', 'participants'])
    .where('period', '=', period)
    .where('starts_at', '=', startsAt)
    .execute()

export const nameOnLeaderboards = (db: Db, userId: string) =>
  db
    .insertInto('leaderboard_name')
    .values({ user_id: userId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

export const unnameOnLeaderboards = (db: Db, userId: string) =>
  db.deleteFrom('leaderboard_name').where('user_id', '=', userId).execute()
