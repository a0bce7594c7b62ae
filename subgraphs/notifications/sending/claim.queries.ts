import { sql } from 'kysely'
import { fromNow } from '#db/time.ts'
import type { NotificationChannel } from '#lib/mail/notification.ts'
import type { Db, Delivery, Digest } from '../tables.ts'
import { SENDING_LIMITS } from './limits.ts'

/** Senders listen to it: something is due. Triggers tell it. */
export const DUE_CHANNEL = 'notifications_due'

/** A connection keeps a sender's number by this statement for as long as it lasts. Shared: one that was lost may not be quite gone. */
export const KEEP_NUMBER = `SELECT pg_advisory_lock_shared(hashtext('notifications sender'), $1)`

interface Claim {
  claimedBy: number
  leaseMs: number
  limit: number
}
export type Claimed<Row> = Row & { claimed_at: Date }

/**
 * Takes deliveries of a channel that are due, the most urgent first. Nobody else takes them before the lease is over. Each urgency is sought
 * by itself, so that what waits for the morning is not in the way of what is due.
 */
export async function claimDeliveries(
  db: Db,
  { channel, urgencies, claimedBy, leaseMs, limit }: Claim & { channel: NotificationChannel; urgencies: readonly number[] },
): Promise<Claimed<Delivery>[]> {
  const { rows } = await sql<Claimed<Delivery>>`
    WITH due AS MATERIALIZED (
      SELECT one.id FROM unnest(${urgencies}::smallint[]) AS wanted (urgency) CROSS JOIN LATERAL (
        SELECT id FROM delivery
        WHERE channel = ${channel} AND urgency = wanted.urgency AND state = 'QUEUED' AND digest_id IS NULL AND due_at <= now()
        ORDER BY due_at, id LIMIT ${limit} FOR UPDATE SKIP LOCKED) AS one
      LIMIT ${limit})
    UPDATE delivery SET due_at = ${fromNow(leaseMs)}, claimed_by = ${claimedBy}, tries = tries + 1
    FROM due WHERE delivery.id = due.id RETURNING delivery.*, now() AS claimed_at`.execute(db)
  return rows
}

/** The same of digests. What comes from now on waits for the next. */
export const claimDigests = (db: Db, { claimedBy, leaseMs, limit }: Claim): Promise<Claimed<Digest>[]> =>
  db
    .updateTable('digest')
    .set({
      due_at: fromNow(leaseMs),
      claimed_by: claimedBy,
      tries: sql<number>`tries + 1`,
      closed_at: sql<Date>`coalesce(closed_at, now())`,
    })
    .where('id', 'in', (from) =>
      from
        .selectFrom('digest')
        .select('id')
        .where('state', '=', 'QUEUED')
        .where('due_at', '<=', sql<Date>`now()`)
        .orderBy('due_at')
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .returning(sql<Date>`now()`.as('claimed_at'))
    .execute()

/**
 * Gives free what senders had claimed that are gone, so that nobody waits for the end of a dead process's lease. A sender that has only lost the
 * connection of its number looks gone as well, and its calls are still under way: what may be is left to it.
 */
export const freeOrphans = (db: Db, mine: number, { leaseMs, callMs }: { leaseMs: number; callMs: number } = SENDING_LIMITS) =>
  sql`WITH gone AS MATERIALIZED (
      SELECT claimed_by FROM (
        SELECT claimed_by FROM delivery WHERE claimed_by IS NOT NULL
        UNION SELECT claimed_by FROM digest WHERE claimed_by IS NOT NULL AND state = 'QUEUED') claims
      WHERE claimed_by <> ${mine} AND pg_try_advisory_xact_lock(hashtext('notifications sender'), claimed_by)),
    freed AS (
      UPDATE delivery SET due_at = least(due_at, now()), claimed_by = NULL FROM gone
      WHERE delivery.claimed_by = gone.claimed_by AND state = 'QUEUED' AND due_at < ${fromNow(leaseMs - callMs)})
    UPDATE digest SET due_at = least(due_at, now()), claimed_by = NULL FROM gone
    WHERE digest.claimed_by = gone.claimed_by AND state = 'QUEUED' AND due_at < ${fromNow(leaseMs - callMs)}`.execute(db)
