import { newId } from '#lib/id.ts'
import { refundNetted } from '../ledger/journals.ts'
import type { Bill, Refund, Trx } from '../tables.ts'
import { insertNetting, owedRefunds } from './refund.queries.ts'

/** What is still owed of a refund that failed, before another one takes its place. */
export const restOf = ({ amount_minor, netted_minor }: Pick<Refund, 'amount_minor' | 'netted_minor'>): number =>
  amount_minor - netted_minor

/** A part of a refund that failed, which its user has had by owing so much less. */
export type Netted = Pick<Refund, 'id' | 'allowance_id' | 'amount_minor' | 'reason'>

/**
 * Sets what refunds of a bill have failed to bring back against what its user owes since, the oldest first: of two movements that would meet
 * there is none. The bill is locked.
 */
export async function netOwed(trx: Trx, bill: Pick<Bill, 'id'>, amountMinor: number): Promise<Netted[]> {
  const netted: Netted[] = []
  let left = amountMinor
  for (const refund of await owedRefunds(trx, bill.id)) {
    const part = Math.min(left, restOf(refund))
    if (part > 0) netted.push(await netRefund(trx, refund, part))
    left -= part
  }
  if (left > 0) throw new Error(`Of bill ${bill.id} less is owed than was to be netted.`)
  return netted
}

/** Sets so much of a refund that failed against what its user owes. The database refuses more than is left of it. */
export async function netRefund(trx: Trx, refund: Refund, amountMinor: number): Promise<Netted> {
  const { id: refundId, user_id: userId, currency, allowance_id, reason } = refund
  const nettingId = newId()
  await insertNetting(trx, { id: nettingId, refund_id: refundId, amount_minor: amountMinor })
  await refundNetted(trx, { nettingId, userId, currency, amountMinor })
  return { id: nettingId, allowance_id, amount_minor: amountMinor, reason }
}
