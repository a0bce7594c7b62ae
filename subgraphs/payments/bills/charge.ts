import { begin } from '../operations/begin.ts'
import type { Work } from '../operations/subject.ts'
import type { Bill, Operation, PaymentMethod, Trx } from '../tables.ts'
import { BILL_LIMITS } from './limits.ts'

/** A way that is kept; without `method_id`, what the user gives on the provider's form or page, and may have kept. */
export type ChargedWay = Pick<PaymentMethod, 'provider' | 'method_id' | 'customer_id'> & { keepMethod?: boolean }

/**
 * Has a way to pay charged. `begun` is false where a charge of the bill is under way already: that one is given, and there is no
 * second one beside it.
 */
export function charge(
  trx: Trx,
  { config }: Work,
  bill: Bill,
  way: ChargedWay,
  { amountMinor, offSession }: { amountMinor: number; offSession: boolean },
): Promise<{ operation: Operation; begun: boolean }> {
  return begin(trx, {
    kind: 'CHARGE',
    provider: way.provider,
    subject: ['BILL', bill.id],
    request: {
      payer: { userId: bill.user_id, customerId: way.customer_id },
      methodId: way.method_id,
      keepMethod: way.keepMethod ?? false,
      offSession,
      statement: BILL_LIMITS.statement,
      returnUrl: new URL(`?bill=${bill.id}`, config.returnUrl).href,
    },
    amount: { amountMinor, currency: bill.currency },
  })
}
