import { sql } from 'kysely'
import { countPruned, prune } from '#db/prune.ts'
import { CHARGING_LIMITS } from './limits.ts'
import { dropPartitions, removeMeterValues, thinMeterValues, type Removed } from './metering/meter-value-age.queries.ts'
import type { Db } from './tables.ts'

/**
 * Thins the meter values of sessions by their age, and removes those that nobody needs any more. Held sessions keep theirs. A few sessions
 * at a time: a statement for a whole backlog would be cut off by the time limit, every time.
 */
export async function pruneCharging(db: Db): Promise<void> {
  await dropPartitions(db)
  await prune(db, 'charging', {
    hold: sql`changed_at < now() - make_interval(days => ${CHARGING_LIMITS.holdDays})
      AND NOT EXISTS (SELECT FROM session WHERE session.hold_id = hold.id)`,
    slot: sql`held_until < now() - make_interval(days => ${CHARGING_LIMITS.slotDays})`,
  })
  await untilNone(() => removeMeterValues(db, CHARGING_LIMITS.meterValueDays))
  for (const tier of CHARGING_LIMITS.meterValueDetail.toReversed()) await untilNone(() => thinMeterValues(db, tier))
}

async function untilNone(round: () => Promise<Removed>): Promise<void> {
  for (let sessions = 1; sessions > 0;) {
    const removed = await round()
    countPruned('charging', 'meter_value', removed.values)
    sessions = removed.sessions
  }
}
