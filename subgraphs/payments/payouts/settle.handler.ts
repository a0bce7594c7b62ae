import { payoutReturned, payoutSent } from '../ledger/journals.ts'
import type { Refusal } from '../operations/subject.ts'
import type { PayOut, Reading } from '../providers/provider.ts'
import type { Operation, Payout, Trx } from '../tables.ts'
import { changePayout, lockPayout } from './payout.queries.ts'
import { tellPayout } from './payout.ts'

const STATES = { PENDING: 'SENT', PAID: 'PAID', RETURNED: 'RETURNED', FAILED: 'RETURNED' } as const satisfies Record<
  PayOut['state'],
  Payout['state']
>
const STEP: Readonly<Record<Payout['state'], number>> = { DRAFT: 0, APPROVED: 1, SENT: 2, PAID: 3, RETURNED: 4 }

/** What came of a payout, in whatever order it is told. */
export async function settlePayout(trx: Trx, operation: Operation, reading: Reading): Promise<void> {
  if (reading.kind !== 'PAY_OUT') return
  const payout = await lockPayout(trx, operation.subject_id)
  if (!payout) throw new Error(`There is no payout ${operation.subject_id}.`)
  const state = STATES[reading.state]
  if (STEP[state] <= STEP[payout.state]) return
  await move(trx, payout, state)
  const changed = await changePayout(trx, payout.id, {
    state,
    failure: reading.reason,
    ...(payout.sent_at === null && { sent_at: new Date() }),
    ...(state !== 'SENT' && { done_at: new Date() }),
  })
  await tellPayout(trx, changed)
}

/** It is a draft again: somebody mends what the provider has named, and approves it anew. */
export async function refusePayout(trx: Trx, { subject_id: id }: Operation, { code }: Refusal): Promise<void> {
  const payout = await lockPayout(trx, id)
  if (payout?.state !== 'APPROVED') return
  const none = { approved_by: null, approved_at: null, provider: null, account: null }
  await tellPayout(trx, await changePayout(trx, id, { state: 'DRAFT', failure: code, ...none }))
}

/** The ledger knows that it was sent before it knows that it came back, also where both are learnt at once. */
async function move(trx: Trx, payout: Payout, state: Payout['state']): Promise<void> {
  const { id: payoutId, operator_id: operatorId, provider, currency, amount_minor: amountMinor } = payout
  const moved = { payoutId, operatorId, provider, currency, amountMinor }
  await payoutSent(trx, moved)
  if (state === 'RETURNED') await payoutReturned(trx, moved)
}
