import { sql } from 'kysely'
import { prune } from '#db/prune.ts'
import { daysAgo } from '#db/time.ts'
import { NOTIFICATIONS_LIMITS } from '../limits.ts'
import type { Db } from '../tables.ts'

const BEFORE = daysAgo(NOTIFICATIONS_LIMITS.keepDays)

/** Removes what is over for so long that nothing of it is told any more. What is said of it again is no news, or stale. */
export const pruneTelling = (db: Db): Promise<void> =>
  prune(db, 'notifications', {
    slot: sql`ends_at < ${BEFORE}`,
    slot_offer: sql`expires_at < ${BEFORE}`,
    waiting_case: sql`NOT open AND heard_at < ${BEFORE}`,
  })
