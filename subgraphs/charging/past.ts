import { sql } from 'kysely'
import { each, type Past } from '#db/past.ts'
import { cdrsOf } from './billing/cdr.queries.ts'
import { completed, issued } from './billing/cdr.ts'
import { failed } from './session.ts'
import { used } from './slots/slot.ts'
import { customers } from './projection.queries.ts'
import type { ChargingTables, Trx } from './tables.ts'

const settled = (trx: Trx) => trx.selectFrom('session').selectAll().where('settled_at', 'is not', null)
/** Those of the real world. */
const complete = (trx: Trx) =>
  settled(trx).where(({ not, exists, selectFrom }) =>
    not(
      exists(
        selectFrom('station')
          .select('station.id')
          .whereRef('station.id', '=', 'session.station_id')
          .where(sql<boolean>`substr(operator_id::text, 15, 1) = '5'`),
      ),
    ),
  )

/** What charging can say again: complete sessions, their records with those that took one back, failed starts that had a hold, and used slots. */
export const past: Past<ChargingTables> = {
  'charging.session.completed': each(complete, ['id'], async (rows, trx) => {
    const users = rows.flatMap(({ user_id: userId }) => userId ?? [])
    const partners = new Map((await customers(trx, users)).map((one) => [one.user_id, one.partner_id]))
    return rows.map((row) => ({
      aggregateId: row.id,
      data: completed(row, partners.get(row.user_id ?? '') ?? null),
      ...(row.settled_at && { since: row.settled_at }),
    }))
  }),
  'charging.cdr.issued': each(settled, ['id'], async (rows, trx) => {
    const cdrs = await cdrsOf(
      trx,
      rows.map(({ id }) => id),
    )
    const zones = new Map(rows.map(({ id, time_zone }) => [id, time_zone]))
    return cdrs.map((row) => ({
      aggregateId: row.session_id,
      data: issued(row, zones.get(row.session_id) ?? null),
      since: row.issued_at,
    }))
  }),
  'charging.reservation.used': each(
    (trx) => trx.selectFrom('session').selectAll().where('reservation_id', 'is not', null).where('started_at', 'is not', null),
    ['id'],
    (rows) => rows.flatMap((row) => used(row).map((data) => ({ aggregateId: row.id, data }))),
  ),
  'charging.session.failed': each(
    (trx) => trx.selectFrom('session').selectAll().where('status', 'in', ['FAILED', 'EXPIRED']).where('hold_id', 'is not', null),
    ['id'],
    // Who names a hold is nobody's customer.
    (rows) => rows.map((row) => ({ aggregateId: row.id, data: failed(row, null) })),
  ),
}
