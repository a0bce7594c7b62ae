import { sql } from 'kysely'
import { prune } from '#db/prune.ts'
import { daysAgo } from '#db/time.ts'
import { WEBHOOK_LIMITS } from './kinds/limits.ts'
import { PARTNERS_LIMITS } from './limits.ts'
import type { Db } from './tables.ts'

/** Removes calls, counts and webhook messages that are too old, and the numbers of reports of gateways that are long gone. */
export const prunePartners = (db: Db): Promise<void> =>
  prune(db, 'partners', {
    client_call: sql`at < ${daysAgo(PARTNERS_LIMITS.callDays)}`,
    usage: sql`day < (${daysAgo(PARTNERS_LIMITS.countedDays)})::date`,
    usage_report: sql`at < ${daysAgo(7)}`,
    // Their tries first: a message that took all of them with it would make a batch many times as large.
    webhook_attempt: sql`message_id IN (SELECT id FROM webhook_message WHERE created_at < ${daysAgo(WEBHOOK_LIMITS.keepDays)})`,
    webhook_message: sql`created_at < ${daysAgo(WEBHOOK_LIMITS.keepDays)}`,
    webhook_replay: sql`finished_at < ${daysAgo(WEBHOOK_LIMITS.keepDays)}`,
  })
