import { emit } from '#db/outbox.ts'
import type { EventCatalogue } from '#lib/events.ts'
import type { PaymentProvider } from '../providers/provider.ts'
import type { Payout, Trx } from '../tables.ts'

/** A payout, as the other boxes know it. */
export const toldPayout = (payout: Payout): EventCatalogue['payments.payout.changed'] => ({
  payoutId: payout.id,
  operatorId: payout.operator_id,
  state: payout.state,
  amountMinor: payout.amount_minor,
  currency: payout.currency,
})

export const tellPayout = (trx: Trx, payout: Payout): Promise<void> =>
  emit(trx, 'payments.payout.changed', payout.id, toldPayout(payout))

/** So much of an amount a provider can send; 0: nothing. The rest is carried to the next payout. */
export function sendable(provider: Pick<PaymentProvider, 'least' | 'step'>, currency: string, amountMinor: number): number {
  const step = provider.step(currency)
  const amount = Math.floor(amountMinor / step) * step
  return amount >= provider.least(currency) ? amount : 0
}
