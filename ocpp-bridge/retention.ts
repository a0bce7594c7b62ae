import { sql, type RawBuilder } from 'kysely'
import { prune } from '#db/prune.ts'
import { ago, daysAgo } from '#db/time.ts'
import type { Services } from './context.ts'
import { keepFrameDays } from './frames/frame.queries.ts'
import { OCPP_LIMITS } from './limits.ts'

const keep = OCPP_LIMITS.keepDays

/** Which rows of a table may go. What is money and not settled yet stays, however old. */
const SPENT: Readonly<Record<string, RawBuilder<unknown>>> = {
  message_log: sql`at < ${ago(OCPP_LIMITS.repliesKeepHours * 3_600_000)}`,
  // A stop that fits no transaction yet waits for its start.
  quarantine: sql`received_at < ${daysAgo(keep.quarantine)} AND (resolved_at IS NOT NULL OR stop_at IS NULL)`,
  command: sql`created_at < ${daysAgo(keep.commands)} AND state NOT IN ('pending', 'sent')`,
  charge_point_command: sql`requested_at < ${daysAgo(keep.commands)} AND settled_at IS NOT NULL`,
  reservation: sql`requested_at < ${daysAgo(keep.commands)} AND expires_at < now()`,
  slot: sql`held_until < ${daysAgo(keep.slots)}`,
  data_transfer: sql`received_at < ${daysAgo(keep.dataTransfers)}`,
  certificate: sql`not_after < ${daysAgo(keep.certificates)}`,
  security_event: sql`received_at < ${daysAgo(keep.securityEvents)}`,
  charging_profile: sql`transaction_id IN (SELECT id FROM transaction WHERE state = 'ended' AND end_received_at < ${daysAgo(1)})`,
  bulk_command: sql`requested_at < ${daysAgo(keep.commands)} AND settled_at IS NOT NULL`,
  connection_interval: sql`ended_at < ${daysAgo(keep.intervals)}`,
  connector_error: sql`ended_at < ${daysAgo(keep.errors)}`,
  display_message: sql`ends_at < ${daysAgo(1)} OR transaction_id IN (
    SELECT id FROM transaction WHERE state = 'ended' AND end_received_at < ${daysAgo(1)})`,
  running_cost: sql`transaction_id IN (SELECT id FROM transaction WHERE state = 'ended' AND end_received_at < ${daysAgo(1)})`,
  charge_point_event: sql`received_at < ${daysAgo(keep.events)}`,
  run: sql`requested_at < ${daysAgo(keep.runs)} AND ended_at IS NOT NULL
    AND NOT EXISTS (SELECT FROM log_file WHERE run_id = run.id)`,
  transaction_part: sql`transaction_id IN (
    SELECT id FROM transaction WHERE end_announced AND end_received_at < ${daysAgo(keep.parts)})`,
}

/** Removes what is old. Every process may do it. */
export async function pruneBridge({ db }: Pick<Services, 'db'>): Promise<void> {
  await keepFrameDays(db)
  await prune(db, 'ocpp', SPENT)
}
