import { sql } from 'kysely'
import type { Db } from '../tables.ts'

/** A connection keeps a runner's number by this statement for as long as it lasts. Shared: one that was lost may not be quite gone. */
export const KEEP_NUMBER = `SELECT pg_advisory_lock_shared(hashtext('payments runner'), $1)`

/**
 * Gives free what runners had claimed that are gone, so that nobody waits for the end of a dead process's lease. What was first sent longer
 * ago than `freshMs` waits all the same: a call that its provider may still be at must not be sought at the hour when its key is forgotten.
 */
export const freeOrphans = (db: Db, { mine, freshMs }: { mine: number; freshMs: number }) =>
  sql`WITH gone AS MATERIALIZED (
      SELECT claimed_by FROM (
        SELECT claimed_by FROM operation WHERE state = 'OPEN' AND claimed_by IS NOT NULL
        UNION SELECT claimed_by FROM provider_event WHERE looked_at IS NULL AND claimed_by IS NOT NULL) claims
      WHERE claimed_by <> ${mine} AND pg_try_advisory_xact_lock(hashtext('payments runner'), claimed_by)),
    freed AS (
      UPDATE operation SET next_at = least(next_at, now()), claimed_by = NULL FROM gone
      WHERE operation.claimed_by = gone.claimed_by AND state = 'OPEN' AND first_sent_at > now() - make_interval(secs => ${freshMs / 1000}))
    UPDATE provider_event SET next_at = least(next_at, now()), claimed_by = NULL FROM gone
    WHERE provider_event.claimed_by = gone.claimed_by AND looked_at IS NULL`.execute(db)
