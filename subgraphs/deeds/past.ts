import { each, type Past } from '#db/past.ts'
import { approved, rejected } from './state.ts'
import type { DeedState, DeedsTables, Trx } from './tables.ts'

const deeds = (state: DeedState) => (trx: Trx) => trx.selectFrom('deed').selectAll().where('state', '=', state)

/** What deeds can say again: those that count, and those that were rejected. */
export const past: Past<DeedsTables> = {
  'deeds.deed.approved': each(deeds('APPROVED'), ['id'], (rows) =>
    rows.flatMap((row) =>
      row.decided_at ? [{ aggregateId: row.id, data: approved(row, row.decided_at), since: row.decided_at }] : [],
    ),
  ),
  'deeds.deed.rejected': each(deeds('REJECTED'), ['id'], (rows) =>
    rows.map((row) => ({
      aggregateId: row.id,
      data: rejected(row, row.reasons),
      ...(row.decided_at && { since: row.decided_at }),
    })),
  ),
}
