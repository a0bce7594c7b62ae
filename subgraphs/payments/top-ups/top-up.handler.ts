import { newId } from '#lib/id.ts'
import { insertPayment, noteFee } from '../bills/payment.queries.ts'
import { providerCost, toppedUp } from '../ledger/journals.ts'
import type { Refusal, Work } from '../operations/subject.ts'
import type { Payment, Reading } from '../providers/provider.ts'
import type { Operation, TopUp, Trx } from '../tables.ts'
import { changeTopUp, lockTopUp } from './top-up.queries.ts'

const NO_ACTION = { client_secret: null, approval_url: null }

/** What came of a charge for a wallet. Money that has come is in the wallet, also where the top-up was given up before. */
export async function settleTopUp(trx: Trx, _work: Work, { subject_id: id }: Operation, reading: Reading): Promise<void> {
  if (reading.kind !== 'PAYMENT') return
  const topUp = await locked(trx, id)
  if (reading.state === 'CAPTURED') await receive(trx, topUp, reading)
  else if (topUp.state !== 'SUCCEEDED' && topUp.state !== 'FAILED') await changeTopUp(trx, id, changeBy(reading, topUp))
}

/** The provider has refused it, and has done nothing. */
export async function refuseTopUp(trx: Trx, _work: Work, { subject_id: id }: Operation, { code }: Refusal): Promise<void> {
  const { state } = await locked(trx, id)
  if (state !== 'SUCCEEDED' && state !== 'FAILED') await changeTopUp(trx, id, { state: 'FAILED', decline_code: code, ...NO_ACTION })
}

function changeBy({ state, action, decline }: Payment, before: TopUp) {
  switch (state) {
    case 'REQUIRES_ACTION':
      // Its user has confirmed it; an older word comes late.
      if (before.state === 'PENDING') return {}
      return { state, client_secret: action?.clientSecret ?? null, approval_url: action?.approvalUrl ?? null } as const
    case 'DECLINED':
    case 'CANCELLED':
    case 'EXPIRED':
      return { state: 'FAILED', decline_code: decline?.code ?? state, ...NO_ACTION } as const
    default:
      return { state: 'PENDING', ...NO_ACTION } as const
  }
}

/** Books the money once, however often it is told, and the provider's fee when it is known. */
async function receive(trx: Trx, topUp: TopUp, { externalId, amount, capturedMinor, feeMinor }: Payment): Promise<void> {
  const { id: topUpId, user_id: userId, provider, currency } = topUp
  if (amount.currency !== currency) throw new Error(`Payment ${externalId} is of another currency than top-up ${topUpId}.`)
  if (topUp.state !== 'SUCCEEDED') {
    const payment = await insertPayment(trx, {
      id: newId(),
      user_id: userId,
      provider,
      external_id: externalId,
      hold_id: null,
      bill_id: null,
      authorised_minor: amount.amountMinor,
      captured_minor: capturedMinor,
      currency,
      fee_minor: null,
    })
    if (!payment) throw new Error(`Payment ${externalId} is known, and top-up ${topUpId} did not bring it.`)
    await toppedUp(trx, { topUpId, userId, provider, currency, amountMinor: capturedMinor })
    await changeTopUp(trx, topUpId, { state: 'SUCCEEDED', payment_id: payment.id, decline_code: null, ...NO_ACTION })
  }
  const noted = feeMinor === null ? undefined : await noteFee(trx, provider, externalId, feeMinor)
  if (noted) await providerCost(trx, { source: ['PAYMENT', noted.id], provider, currency, amountMinor: noted.fee_minor ?? 0 })
}

async function locked(trx: Trx, id: string): Promise<TopUp> {
  const topUp = await lockTopUp(trx, id)
  if (!topUp) throw new Error(`There is no top-up ${id}.`)
  return topUp
}
