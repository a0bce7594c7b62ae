import { sql } from 'kysely'
import { daysAgo } from '#db/time.ts'
import { NOTIFICATIONS_LIMITS } from './limits.ts'
import { MAIL_LIMITS } from './mail/limits.ts'

/** What nobody needs any more. */
export const SPENT = {
  // Their deliveries go with them.
  notification: sql`created_at < ${daysAgo(NOTIFICATIONS_LIMITS.keepDays)}`,
  digest: sql`created_at < ${daysAgo(NOTIFICATIONS_LIMITS.keepDays)}`,
  // Their login has expired.
  device: sql`good_until < now()`,
  letter: sql`created_at < ${daysAgo(MAIL_LIMITS.keepLetterDays)}`,
}
