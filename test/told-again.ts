import type { Kysely } from 'kysely'
import { expect } from 'vitest'
import type { MessagingTables } from '../db/outbox.ts'
import type { Past, Telling } from '../db/past.ts'
import type { EventName } from '../lib/events.ts'

/**
 * Holds what a box would say again against what it has said under these names: each fact is its last word on that aggregate, or all of them
 * where there are several. Rows that a test has written by hand were never told.
 */
export async function expectToldAgain<Tables extends MessagingTables>(
  db: Kysely<Tables>,
  past: Past<Tables>,
  ...names: readonly EventName[]
): Promise<void> {
  const outbox = db as unknown as Kysely<MessagingTables>
  for (const name of names) {
    const rows = await outbox.selectFrom('outbox').selectAll().where('name', '=', name).orderBy('position').execute()
    const said = Map.groupBy(rows, (row) => row.aggregate_id)
    // One name's or another's: it is compared with what was said under this one.
    const telling = past[name] as Telling<Tables, 'accounts.user.registered'> | undefined
    const { facts = [] } = (await db.transaction().execute(async (trx) => telling?.page(trx, null, 100_000))) ?? {}
    const told = [...Map.groupBy(facts, ({ aggregateId }) => aggregateId)].filter(([id]) => said.has(id))
    expect(told.length, `${name} is told again`).toBeGreaterThan(0)
    for (const [id, again] of told) {
      const words = (said.get(id) ?? []).map(({ data }) => data)
      expect(
        again.map(({ data }) => data),
        name,
      ).toEqual(again.length === 1 ? words.slice(-1) : words)
    }
  }
}
