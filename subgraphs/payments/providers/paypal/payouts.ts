import { z } from 'zod'
import { Unknown, type PayOut, type PayOutOrder } from '../provider.ts'
import { payoutAmount, valueOf } from './money.ts'
import { operationIn } from './order.ts'
import { linkTo, part, Refusal, type Wire } from './wire.ts'

/** Payouts v1: a batch of one item each. https://developer.paypal.com/api/payments.payouts-batch/v1 */
const header = z.object({ payout_batch_id: z.string(), batch_status: z.string(), amount: payoutAmount.optional() })
const placed = z.object({ batch_header: header })
const batch = z.object({
  batch_header: header,
  items: z
    .tuple([
      z.object({
        transaction_status: z.string().optional(),
        payout_item: z.object({ amount: payoutAmount, sender_item_id: z.string().optional() }),
        errors: z.object({ name: z.string() }).optional(),
      }),
    ])
    .optional(),
})

const STATES: Readonly<Record<string, PayOut['state']>> = {
  SUCCESS: 'PAID',
  RETURNED: 'RETURNED',
  REFUNDED: 'RETURNED',
  REVERSED: 'RETURNED',
  FAILED: 'FAILED',
  BLOCKED: 'FAILED',
  DENIED: 'FAILED',
  CANCELED: 'FAILED',
}

export function createPayouts(wire: Wire) {
  const get = (id: string) => wire.send({ method: 'GET', path: `/v1/payments/payouts/${part(id)}` }, batch)
  const read = async (id: string): Promise<PayOut> => {
    const { batch_header: head, items } = await get(id)
    const item = items?.[0]
    const amount = item?.payout_item.amount ?? head.amount
    if (amount === undefined) throw new Unknown("PayPal's payout has no amount.")
    const denied = head.batch_status === 'DENIED' || head.batch_status === 'CANCELED'
    return {
      kind: 'PAY_OUT',
      externalId: head.payout_batch_id,
      operationId: operationIn(item?.payout_item.sender_item_id),
      state: denied ? 'FAILED' : (STATES[item?.transaction_status ?? ''] ?? 'PENDING'),
      amount,
      reason: item?.errors?.name ?? null,
    }
  }
  return { read, payOut: async (order: PayOutOrder) => read(await send(wire, order)) }
}

/** Gives PayPal's id. An id of ours that was sent in the last 30 days is refused with a link to the payout that it made. */
async function send(wire: Wire, { operationId, account, amount, statement }: PayOutOrder): Promise<string> {
  const item = {
    recipient_type: account.includes('@') ? 'EMAIL' : 'PAYPAL_ID',
    receiver: account,
    amount: { value: valueOf(amount), currency: amount.currency },
    sender_item_id: operationId,
    note: statement,
  }
  const body = { sender_batch_header: { sender_batch_id: operationId, email_subject: statement }, items: [item] }
  try {
    const call = { method: 'POST', path: '/v1/payments/payouts', key: operationId, body } as const
    return (await wire.send(call, placed)).batch_header.payout_batch_id
  } catch (error) {
    const before = error instanceof Refusal ? linkTo(error.links, 'self', 'batch') : null
    const id = /\/v1\/payments\/payouts\/([\w-]+)/.exec(before ?? '')?.[1]
    if (id === undefined) throw error
    return id
  }
}
