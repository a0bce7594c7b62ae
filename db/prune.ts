import { sql, type Kysely, type RawBuilder } from 'kysely'
import { counter } from '#lib/metrics.ts'

const pruned = counter('evergraph_pruned_total', 'Rows that were removed because they were old, by schema and table.', [
  'schema',
  'table',
])

/** So many rows go at once: a statement that removes a backlog whole would be cut off, and never get anywhere. */
const BATCH = 5_000

/** Removes the rows of each table that have done their service, a batch at a time. Every process may do it. */
export async function prune<DB>(
  db: Kysely<DB>,
  schema: string,
  spent: Readonly<Record<string, RawBuilder<unknown>>>,
): Promise<void> {
  for (const [table, condition] of Object.entries(spent)) {
    for (let rows = BATCH; rows === BATCH;) {
      const { numAffectedRows } = await sql`DELETE FROM ${sql.table(table)}
        WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${sql.table(table)} WHERE ${condition} LIMIT ${BATCH}))`.execute(db)
      rows = Number(numAffectedRows ?? 0n)
      pruned.inc({ schema, table }, rows)
    }
  }
}
