import { refundFailed, refundSent } from '../ledger/journals.ts'
import { noteMismatch } from '../operations/mismatch.ts'
import type { Work } from '../operations/subject.ts'
import type { ProviderName, Reading } from '../providers/provider.ts'
import type { Operation, Refund, Trx } from '../tables.ts'
import { tellRefund } from './refund.ts'
import { changeRefund, lockRefund } from './refund.queries.ts'

/**
 * What the provider has of a refund. It only goes forward; one that has failed is owed again, also after it had succeeded. Null where
 * nothing has changed.
 */
export async function settleRefund(
  trx: Trx,
  { subject_id: id, provider }: Pick<Operation, 'subject_id' | 'provider'>,
  reading: Reading,
): Promise<Refund | null> {
  if (reading.kind !== 'REFUND') return null
  const refund = await lockRefund(trx, id)
  if (!refund) throw new Error(`There is no refund ${id}.`)
  if (!follows(refund.state, reading.state)) return null
  const moved = { refundId: id, userId: refund.user_id, provider, currency: refund.currency, amountMinor: refund.amount_minor }
  const failed = reading.state === 'FAILED' || reading.state === 'CANCELLED'
  // The provider's books have both, the refund and its failure, also where we hear of them at once.
  await refundSent(trx, moved)
  if (failed) await refundFailed(trx, moved)
  const changed = await changeRefund(trx, id, { state: reading.state, external_id: reading.externalId })
  await tellRefund(trx, changed)
  return changed
}

const ORDER: readonly Refund['state'][] = ['REQUESTED', 'PENDING', 'SUCCEEDED', 'FAILED']
const placeOf = (state: Refund['state']) => ORDER.indexOf(state === 'CANCELLED' ? 'FAILED' : state)
const follows = (before: Refund['state'], state: Refund['state']) => placeOf(state) > placeOf(before)

/** The provider has refused a refund, and did nothing: it is owed. */
export async function failRefund(trx: Trx, id: string): Promise<Refund | null> {
  const refund = await lockRefund(trx, id)
  if (refund?.state !== 'REQUESTED') return null
  const changed = await changeRefund(trx, id, { state: 'FAILED' })
  await tellRefund(trx, changed)
  return changed
}

/** Somebody has refunded on the provider's own page: a person says what becomes of it in our books. */
export async function noteForeign(trx: Trx, _work: Work, provider: ProviderName, reading: Reading): Promise<void> {
  if (reading.kind !== 'REFUND') return
  const { externalId, amount } = reading
  const theirs = { theirsMinor: amount.amountMinor, currency: amount.currency }
  await noteMismatch(trx, { provider, kind: 'REFUNDED_UNASKED', about: ['REFUND', externalId], oursMinor: 0, ...theirs })
}
