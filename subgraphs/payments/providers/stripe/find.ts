import type Stripe from 'stripe'
import { type Reading, type Sought, Unknown } from '../provider.ts'
import { OPERATION } from './readings.ts'

/** How long Stripe may take until it shows what it has done; its search lags so long when it is ill. */
const CERTAIN_MS = 60 * 60_000
/** Clocks differ. */
const EARLIER_MS = 10 * 60_000

interface Made {
  id: string
  metadata: Stripe.Metadata | null
}

/**
 * The id of what an operation has made; null where certainly nothing. Search is fast and lags. Lists do not lag, so only they say that there is
 * nothing, and only of what was sent long enough ago.
 */
export async function foundId(client: Stripe, sought: Sought): Promise<string | null> {
  const { operationId, kind, since } = sought
  const created = { gte: Math.floor((since.getTime() - EARLIER_MS) / 1000) }
  if (kind === 'PAYMENT') {
    const { data } = await client.paymentIntents.search({ query: `metadata['${OPERATION}']:'${operationId}'`, limit: 1 })
    if (data[0]) return data[0].id
  }
  for await (const made of listed(client, sought, created)) if (made.metadata?.[OPERATION] === operationId) return made.id
  if (Date.now() - since.getTime() < CERTAIN_MS) throw new Unknown('Stripe shows nothing of it, and may yet.')
  return null
}

function listed(client: Stripe, { kind, paymentId, operationId }: Sought, created: { gte: number }): AsyncIterable<Made> {
  const limit = 100
  const of = paymentId === null ? { created } : { payment_intent: paymentId }
  const lists: Record<Reading['kind'], () => AsyncIterable<Made>> = {
    PAYMENT: () => client.paymentIntents.list({ limit, created }),
    SET_UP: () => client.setupIntents.list({ limit, created }),
    REFUND: () => client.refunds.list({ limit, ...of }),
    DISPUTE: () => client.disputes.list({ limit, ...of }),
    PAY_OUT: () => client.transfers.list({ limit, transfer_group: operationId }),
  }
  return lists[kind]()
}
