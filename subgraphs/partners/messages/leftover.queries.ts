import { sql } from 'kysely'
import type { Db } from '../tables.ts'

/** Messages that are removed at once, with their tries. */
const BATCH = 1_000

/** Removes what endpoints were told that are gone, a batch at a time. Every process may do it. */
export async function removeLeftovers(db: Db): Promise<void> {
  for (;;) {
    const endpoint = await db.selectFrom('webhook_leftover').select('endpoint_id').orderBy('at').limit(1).executeTakeFirst()
    if (!endpoint) return
    const { numAffectedRows = 0n } = await sql`DELETE FROM webhook_message WHERE id = ANY (ARRAY(
        SELECT id FROM webhook_message WHERE endpoint_id = ${endpoint.endpoint_id} LIMIT ${BATCH}))`.execute(db)
    if (numAffectedRows < BATCH)
      await sql`DELETE FROM webhook_leftover WHERE endpoint_id = ${endpoint.endpoint_id}
        AND NOT EXISTS (SELECT FROM webhook_message WHERE endpoint_id = ${endpoint.endpoint_id})`.execute(db)
  }
}
