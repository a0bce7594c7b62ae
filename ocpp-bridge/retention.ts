import { sql, type RawBuilder } from 'kysely'
import { counter } from '#lib/metrics.ts'
import type { BridgeContext } from './context.ts'
import { OCPP_LIMITS } from './limits.ts'

const pruned = counter('evergraph_ocpp_pruned_total', 'Rows that were removed because they were old, by table.', ['table'])

/** So many rows go at once: a statement that removes a backlog whole would be cut off, and never get anywhere. */
const BATCH = 5_000

const keep = OCPP_LIMITS.keepDays
const before = (days: number) => sql`now() - make_interval(days => ${days})`

/** Which rows of a table have done their service. What is money and not settled yet is not among them, however old. */
const SPENT: Readonly<Record<string, RawBuilder<unknown>>> = {
  message_log: sql`at < now() - make_interval(hours => ${OCPP_LIMITS.repliesKeepHours})`,
  // A stop that fits no transaction yet waits for its start.
  quarantine: sql`received_at < ${before(keep.quarantine)} AND (resolved_at IS NOT NULL OR stop_at IS NULL)`,
  command: sql`created_at < ${before(keep.commands)} AND state NOT IN ('pending', 'sent')`,
  transaction_part: sql`transaction_id IN (
    SELECT id FROM transaction WHERE end_announced AND end_received_at < ${before(keep.parts)})`,
}

/** Removes what is old, a batch at a time. Every node may do it. */
export async function prune({ db }: BridgeContext): Promise<void> {
  for (const [table, spent] of Object.entries(SPENT)) {
    for (let rows = BATCH; rows === BATCH;) {
      const { numAffectedRows } = await sql`DELETE FROM ${sql.table(table)}
        WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${sql.table(table)} WHERE ${spent} LIMIT ${BATCH}))`.execute(db)
      rows = Number(numAffectedRows ?? 0n)
      pruned.inc({ table }, rows)
    }
  }
}
