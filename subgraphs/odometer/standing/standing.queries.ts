import { sql } from 'kysely'
import { newId } from '#lib/id.ts'
import { PERIODS, startOf } from '#lib/period.ts'
import type { Db, Reading, Trx } from '../tables.ts'

/** Adds a reading to its driver's standing of each period that its photo was taken in. */
export const addToStandings = (trx: Trx, { user_id, distance_m, taken_at }: Reading) =>
  trx
    .insertInto('standing')
    // Always in this order, so that two readings of one driver never wait for each other in a circle.
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

/** What users have driven in all. */
export const totalsOfUsers = (db: Db, userIds: readonly string[]) =>
  db
    .selectFrom('standing')
    .select(['user_id', 'readings', 'distance_m'])
    .where('period', '=', 'ALL')
    .where('user_id', 'in', userIds)
    .execute()

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
