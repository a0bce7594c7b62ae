import { newId } from '#lib/id.ts'
import type { Money, ProviderName } from '../providers/provider.ts'
import type { Operation, OperationKind, SubjectType, Trx } from '../tables.ts'
import { findUnderWay, insertOperation, wakeRunners } from './operation.queries.ts'
import type { OfAmount, Requests } from './request.ts'

/** What is wanted of a provider, for a thing of ours. */
export type Wanted = {
  [Kind in OperationKind]: {
    kind: Kind
    provider: ProviderName
    subject: readonly [type: SubjectType, id: string]
    request: Requests[Kind]
  } & (Kind extends OfAmount ? { amount: Money } : object)
}[OperationKind]

/**
 * Writes what is wanted of a provider, in the transaction that wants it; right after its commit the runner sends it. Lock the subject
 * before. Of one kind only one is under way for a thing: if there is one already, that one is given, and `begun` is false. It may be of
 * another amount. A CAPTURE that is done counts as under way: an amount is captured once.
 */
export async function begin(trx: Trx, wanted: Wanted): Promise<{ operation: Operation; begun: boolean }> {
  const { kind, provider, subject, request } = wanted
  const [subject_type, subject_id] = subject
  const amount = 'amount' in wanted ? wanted.amount : null
  const inserted = await insertOperation(trx, {
    id: newId(),
    kind,
    provider,
    subject_type,
    subject_id,
    request: JSON.stringify(request),
    amount_minor: amount?.amountMinor ?? null,
    currency: amount?.currency ?? null,
  })
  if (inserted) {
    await wakeRunners(trx)
    return { operation: inserted, begun: true }
  }
  return { operation: await findUnderWay(trx, kind, subject_type, subject_id), begun: false }
}
