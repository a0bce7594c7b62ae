import { each, type Past } from '#db/past.ts'
import { cdrsOf } from './billing/cdr.queries.ts'
import { completed, issued } from './billing/cdr.ts'
import type { ChargingTables, Trx } from './tables.ts'

const settled = (trx: Trx) => trx.selectFrom('session').selectAll().where('settled_at', 'is not', null)

/** What charging can say again: complete sessions, then their records with those that took one back. */
export const past: Past<ChargingTables> = {
  'charging.session.completed': each(settled, ['id'], (rows) =>
    rows.map((row) => ({ aggregateId: row.id, data: completed(row), ...(row.settled_at && { since: row.settled_at }) })),
  ),
  'charging.cdr.issued': each(settled, ['id'], async (rows, trx) => {
    const cdrs = await cdrsOf(
      trx,
      rows.map(({ id }) => id),
    )
    return cdrs.map((row) => ({ aggregateId: row.session_id, data: issued(row), since: row.issued_at }))
  }),
}
