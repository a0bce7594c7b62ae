import { randomUUID } from 'node:crypto'
import { startPaypal } from '../../../../test/paypal.ts'
import type { PaymentOrder } from '../provider.ts'
import { createPaypal } from '../paypal.ts'

export type PaypalWorld = Awaited<ReturnType<typeof openPaypal>>

/** The adapter beside its counterpart. Nothing is seen late unless a test asks for it. */
export async function openPaypal() {
  const sandbox = await startPaypal()
  sandbox.world.searchLagMs = 0
  const options = {
    url: sandbox.url,
    clientId: sandbox.clientId,
    clientSecret: sandbox.clientSecret,
    webhookId: sandbox.webhookId,
    now: sandbox.now,
    callMs: 20_000,
  }
  const kept = sandbox.kept('GOOD')
  const order = (amountMinor: number, more: Partial<PaymentOrder> = {}): PaymentOrder => ({
    operationId: randomUUID(),
    payer: { userId: randomUUID(), customerId: kept.customer.id },
    returnUrl: 'https://evergraph.example/back',
    amount: { amountMinor, currency: 'EUR' },
    methodId: kept.id,
    keepMethod: false,
    offSession: false,
    statement: 'EVERGRAPH',
    ...more,
  })
  return { sandbox, options, provider: createPaypal(options), order, [Symbol.asyncDispose]: () => sandbox.close() }
}

export const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' })
export const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000]
