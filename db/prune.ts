import { sql, type Kysely, type RawBuilder } from 'kysely'
import { counter } from '#lib/metrics.ts'

const pruned = counter('evergraph_pruned_total', 'Rows that were removed because they were old, by schema and table.', [
  'schema',
  'table',
])

/** Counts rows that a box removed by itself, because they were old. */
export const countPruned = (schema: string, table: string, rows: number): void => pruned.inc({ schema, table }, rows)

/** How many rows are removed at once. A statement that removed a whole backlog would be cut off by the time limit, every time. */
const BATCH = 5_000

/** Removes rows that nobody needs any more from each table, a batch at a time. Every process may do it. */
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
      countPruned(schema, table, rows)
    }
  }
}
