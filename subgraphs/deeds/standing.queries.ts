import { sql } from 'kysely'
import { newId } from '#lib/id.ts'
import { PERIODS, startOf, type PeriodName } from '#lib/period.ts'
import type { Db, Deed, Trx } from './tables.ts'

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

/**
 * Lets transactions count one after the other. They would wait for each other's rows in any case, and without this could do so in a circle.
 */
export async function lockTallies(trx: Trx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('tallies', 0))`.execute(trx)
}

/** Counts a deed in the totals of all, by the standings that it was added to: a user's first deed counts one more user. */
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

/** Deeds and users, by task and of ALL together, in the period that begins then. */
export const talliesIn = (db: Db, period: PeriodName, startsAt: Date) =>
  db
    .selectFrom('tally')
    .select(['task', 'deeds', 'participants'])
    .where('period', '=', period)
    .where('starts_at', '=', startsAt)
    .execute()
