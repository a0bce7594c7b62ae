import { sql } from 'kysely'
import type { Trx } from '../tables.ts'

interface Whose {
  operatorId: string
  currency: string
}

/** Whoever drafts, approves or gives back what is an operator's does so alone: nothing is paid out twice, or after it has gone back. */
export const lockOperator = (trx: Trx, { operatorId, currency }: Whose) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${`payouts of ${operatorId} ${currency}`}, 0))`.execute(trx)

/**
 * What we owe an operator now, of what was paid and no bank decides on: less what was sent, and what is approved and on its way. Below nothing:
 * the operator owes us. Lock the operator before.
 */
export async function owedNow(trx: Trx, { operatorId, currency }: Whose): Promise<number> {
  const { rows } = await sql<{ owed: number }>`
    SELECT (coalesce((
        SELECT sum(payable.amount_minor) FROM payable LEFT JOIN bill ON bill.id = payable.bill_id
        WHERE payable.operator_id = ${operatorId} AND payable.currency = ${currency}
          AND (payable.bill_id IS NULL OR bill.state IN ('PAID', 'WRITTEN_OFF')
            AND NOT EXISTS (SELECT FROM payment WHERE payment.bill_id = bill.id AND disputed_minor > 0))), 0)
      - coalesce((
        SELECT sum(amount_minor) FROM payout
        WHERE operator_id = ${operatorId} AND currency = ${currency} AND state = 'APPROVED'), 0))::bigint AS owed`.execute(trx)
  return rows[0]?.owed ?? 0
}
