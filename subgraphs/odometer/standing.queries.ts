import { sql } from 'kysely'
import { newId } from '#lib/id.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { PERIODS, startOf, type PeriodName } from '#lib/period.ts'
import type { Db, Reading, Trx } from './tables.ts'

/** What a driver has driven in a period. */
export interface Standing {
  id: string
  user_id: string
  distance_m: number
  /** Whether the driver wants to be named there. */
  named: boolean
}

export interface Board {
  period: PeriodName
  startsAt: Date
}

/** Adds a reading to its driver's standing of each period that its photo was taken in. */
export const addToStandings = (trx: Trx, { user_id, distance_m, taken_at }: Reading) =>
  trx
    .insertInto('standing')
    // Always in this order, so that two readings of one driver wait for each other and never in a circle.
    .values(
      PERIODS.map((period) => ({ id: newId(), period, starts_at: startOf(period, taken_at), user_id, readings: 1, distance_m })),
    )
    .onConflict((conflict) =>
      conflict.constraint('standing_user').doUpdateSet({
        readings: sql`standing.readings + 1`,
        distance_m: sql`standing.distance_m + excluded.distance_m`,
      }),
    )
    .execute()

/** Who has driven on a leaderboard, the furthest first. */
export function listStandings(db: Db, board: Board, { past, until, forward, limit }: PageRequest): Promise<Standing[]> {
  const [below, above] = forward ? (['<', '>'] as const) : (['>', '<'] as const)
  const beyond = (key: readonly (string | number)[], side: '<' | '>') =>
    sql<boolean>`(standing.distance_m, standing.id) ${sql.raw(side)} (${key[0]}::bigint, ${key[1]}::uuid)`
  return standingsOf(db, board)
    .$if(past !== null, (query) => query.where(beyond(past ?? [], below)))
    .$if(until !== null, (query) => query.where(beyond(until ?? [], above)))
    .orderBy('standing.distance_m', forward ? 'desc' : 'asc')
    .orderBy('standing.id', forward ? 'desc' : 'asc')
    .limit(limit)
    .execute()
}

export const findStanding = (db: Db, board: Board, userId: string): Promise<Standing | undefined> =>
  standingsOf(db, board).where('standing.user_id', '=', userId).executeTakeFirst()

const standingsOf = (db: Db, { period, startsAt }: Board) =>
  db
    .selectFrom('standing')
    .leftJoin('leaderboard_name', 'leaderboard_name.user_id', 'standing.user_id')
    .select(['standing.id', 'standing.user_id', 'standing.distance_m'])
    .select(sql<boolean>`leaderboard_name.user_id IS NOT NULL`.as('named'))
    .where('standing.period', '=', period)
    .where('standing.starts_at', '=', startsAt)
    // Who has not driven yet has no place.
    .where('standing.distance_m', '>', 0)

/** How many have driven further, and how many stand before on the list: those of the same distance are in the order of their ids. */
export const countAhead = (db: Db, { period, startsAt }: Board, { distance_m, id }: Pick<Standing, 'distance_m' | 'id'>) =>
  db
    .selectFrom('standing')
    .select([sql<number>`count(*) FILTER (WHERE distance_m > ${distance_m})`.as('further'), sql<number>`count(*)`.as('before')])
    .where('period', '=', period)
    .where('starts_at', '=', startsAt)
    .where(sql<boolean>`(distance_m, id) > (${distance_m}::bigint, ${id}::uuid)`)
    .executeTakeFirstOrThrow()

/** What users have driven in all, and whether they want to be named. */
export const totalsOfUsers = (db: Db, userIds: readonly string[]) =>
  db
    .selectFrom('standing')
    .select(['user_id', 'readings', 'distance_m'])
    .where('period', '=', 'ALL')
    .where('user_id', 'in', userIds)
    .execute()

export const namesOnLeaderboards = (db: Db, userIds: readonly string[]) =>
  db.selectFrom('leaderboard_name').select('user_id').where('user_id', 'in', userIds).execute()

/** What all have driven together. */
export async function totalsOfAll(db: Db) {
  const all = await db
    .selectFrom('standing')
    .select([
      sql<number>`count(*)`.as('drivers'),
      sql<number>`coalesce(sum(readings), 0)::bigint`.as('readings'),
      sql<number>`coalesce(sum(distance_m), 0)::bigint`.as('distance_m'),
    ])
    .where('period', '=', 'ALL')
    .executeTakeFirstOrThrow()
  const { vehicles } = await db
    .selectFrom('reading')
    .select(sql<number>`count(*)`.as('vehicles'))
    .where('number', '=', 1)
    .executeTakeFirstOrThrow()
  return { ...all, vehicles }
}

export const nameOnLeaderboards = (db: Db, userId: string) =>
  db
    .insertInto('leaderboard_name')
    .values({ user_id: userId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

export const unnameOnLeaderboards = (db: Db, userId: string) =>
  db.deleteFrom('leaderboard_name').where('user_id', '=', userId).execute()
