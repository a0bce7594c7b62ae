import { sql } from 'kysely'
import { prune } from '#db/prune.ts'
import { daysAgo } from '#db/time.ts'
import { CHARGING_LIMITS } from './limits.ts'
import type { Db } from './tables.ts'

/** Removes the meter values of sessions that ended long ago and are billed. */
export const pruneCharging = (db: Db): Promise<void> =>
  prune(db, 'charging', {
    meter_value: sql`session_id IN (
      SELECT id FROM session
      WHERE status = 'COMPLETED' AND NOT held AND ended_at < ${daysAgo(CHARGING_LIMITS.meterValueDays)})`,
  })
