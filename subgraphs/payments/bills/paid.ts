import { newId } from '#lib/id.ts'
import { paidByCapture, providerCost } from '../ledger/journals.ts'
import type { Payment as Reading, ProviderName } from '../providers/provider.ts'
import type { Bill, Trx } from '../tables.ts'
import { insertPayment, noteFee } from './payment.queries.ts'

/**
 * Books money that came for a bill, once, however often it is told. Also what is more than is due: that goes back. The provider's fee is
 * booked when it is known.
 */
export async function receive(
  trx: Trx,
  bill: Bill,
  provider: ProviderName,
  reading: Reading,
  holdId: string | null,
): Promise<void> {
  const { externalId, amount, capturedMinor, feeMinor } = reading
  const { user_id: userId, currency } = bill
  if (amount.currency !== currency) throw new Error(`Payment ${externalId} is of another currency than bill ${bill.id}.`)
  const payment = await insertPayment(trx, {
    id: newId(),
    user_id: userId,
    provider,
    external_id: externalId,
    hold_id: holdId,
    bill_id: bill.id,
    authorised_minor: amount.amountMinor,
    captured_minor: capturedMinor,
    currency,
    fee_minor: null,
  })
  if (payment) await paidByCapture(trx, { paymentId: payment.id, userId, provider, currency, amountMinor: capturedMinor })
  if (feeMinor === null) return
  const noted = await noteFee(trx, provider, externalId, feeMinor)
  if (noted) await providerCost(trx, { source: ['PAYMENT', noted.id], provider, currency, amountMinor: feeMinor })
}
