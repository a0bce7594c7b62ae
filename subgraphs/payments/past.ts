import { each, type Past } from '#db/past.ts'
import { toldBill } from './bills/bill.ts'
import { toldStanding } from './standing/standing.ts'
import { told } from './holds/hold.ts'
import { toldPayout } from './payouts/payout.ts'
import type { PaymentsTables } from './tables.ts'

/**
 * What payments can say again: who takes payments, the holds that may still open a charger or are about to, who may charge on credit, bills and
 * payouts as they are.
 */
export const past: Past<PaymentsTables> = {
  'payments.providers.changed': each(
    (trx) => trx.selectFrom('said_providers').selectAll(),
    ['id'],
    (rows) =>
      rows.map(({ id, names, sandbox, said_at }) => ({ aggregateId: id, data: { providers: names, sandbox }, since: said_at })),
  ),
  'payments.hold.changed': each(
    (trx) =>
      trx
        .selectFrom('hold')
        .selectAll()
        .where('state', 'in', ['CREATED', 'REQUIRES_ACTION', 'AUTHORISED', 'CAPTURING', 'RELEASING']),
    ['id'],
    (rows) => rows.map((row) => ({ aggregateId: row.id, data: told(row), since: row.changed_at })),
  ),
  'payments.standing.changed': each(
    (trx) => trx.selectFrom('standing').selectAll(),
    ['user_id'],
    (rows) => rows.map((row) => ({ aggregateId: row.user_id, data: toldStanding(row), since: row.changed_at })),
  ),
  'payments.bill.changed': each(
    (trx) => trx.selectFrom('bill').selectAll(),
    ['id'],
    (rows) => rows.map((row) => ({ aggregateId: row.id, data: toldBill(row), since: row.changed_at })),
  ),
  'payments.payout.changed': each(
    (trx) => trx.selectFrom('payout').selectAll(),
    ['id'],
    (rows) => rows.map((row) => ({ aggregateId: row.id, data: toldPayout(row), since: row.changed_at })),
  ),
}
