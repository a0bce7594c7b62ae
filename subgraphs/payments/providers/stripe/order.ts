import type Stripe from 'stripe'
import type { PaymentOrder } from '../provider.ts'
import { counted } from './amounts.ts'
import { FORM, OPERATION } from './readings.ts'

/** A payment as Stripe is asked for it. A kept card is confirmed in the same call; else the user gives one in a form. */
export function intentOf(
  { operationId, amount, methodId, keepMethod, offSession, returnUrl, statement }: PaymentOrder,
  captureMethod: 'manual' | 'automatic',
  customer: string | undefined,
): Stripe.PaymentIntentCreateParams {
  return {
    ...counted(amount),
    capture_method: captureMethod,
    allowed_payment_method_types: ['card'],
    statement_descriptor_suffix: statement,
    metadata: { [OPERATION]: operationId, ...(methodId === null && { [FORM]: 'yes' }) },
    ...(customer !== undefined && { customer }),
    ...(keepMethod && { setup_future_usage: 'off_session' }),
    ...(methodId !== null && {
      payment_method: methodId,
      confirm: true,
      ...(offSession ? { off_session: true } : { return_url: returnUrl }),
    }),
  }
}
