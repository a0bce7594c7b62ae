import { sql } from 'kysely'
import { prune } from '#db/prune.ts'
import { daysAgo } from '#db/time.ts'
import type { Db } from '../tables.ts'
import { SMS_LIMITS } from './limits.ts'

/** Removes counts of days that are over, and codes that nobody can use any more: each has a number. */
export const pruneSms = (db: Db): Promise<void> =>
  prune(db, 'notifications', {
    sms_count: sql`day < ${daysAgo(SMS_LIMITS.keepDays)}`,
    sms_counted: sql`at < ${daysAgo(SMS_LIMITS.keepDays)}`,
    phone_code: sql`expires_at < ${daysAgo(1)}`,
  })
