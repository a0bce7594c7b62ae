import { daysAgo } from '#db/time.ts'
import { NOTIFICATIONS_LIMITS } from '../limits.ts'
import type { Db } from '../tables.ts'

/** Removes what is over for so long that nothing of it is told any more. What is said of it again is no news, or stale. */
export async function pruneTelling(db: Db): Promise<void> {
  const before = daysAgo(NOTIFICATIONS_LIMITS.keepDays)
  await db.deleteFrom('slot').where('ends_at', '<', before).execute()
  await db.deleteFrom('slot_offer').where('expires_at', '<', before).execute()
  await db.deleteFrom('waiting_case').where('open', '=', false).where('heard_at', '<', before).execute()
}
