import { sql } from 'kysely'
import { newId } from '#lib/id.ts'
import { PERIODS, startOf } from './period.ts'
import type { Deed, Trx } from './tables.ts'

/** Adds a deed to its user's standing of each period that its photo was taken in. */
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
    .execute()
