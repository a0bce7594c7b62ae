import { sql } from 'kysely'
import { newId } from '#lib/id.ts'
import { PERIODS, startOf } from './period.ts'
import type { Reading, Trx } from './tables.ts'

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
