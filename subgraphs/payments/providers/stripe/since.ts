import type Stripe from 'stripe'
import type { Movement } from '../provider.ts'
import { minor } from './amounts.ts'
import { dateOf, nameOf, OPERATION } from './readings.ts'

const PAGE = 100

/** Lines of Stripe's books after one of them, oldest first. */
export async function linesSince(client: Stripe, cursor: string | null) {
  const lines = (more: Stripe.BalanceTransactionListParams) =>
    client.balanceTransactions.list({ limit: PAGE, expand: ['data.source'], ...more })
  const page = cursor === null ? await oldest(lines) : await lines({ ending_before: cursor })
  // The oldest page is never known to be the newest: that costs one more call, and nothing is missed between the two.
  const more = cursor === null ? page.data.length > 0 : page.has_more
  return { movements: page.data.map(movementOf).reverse(), cursor: page.data[0]?.id ?? cursor, more }
}

/** Stripe lists the newest first, and knows no other order: its oldest page is found by walking there. */
async function oldest(lines: (more: Stripe.BalanceTransactionListParams) => Promise<Stripe.ApiList<Stripe.BalanceTransaction>>) {
  let page = await lines({})
  for (let last = page.data.at(-1); page.has_more && last; last = page.data.at(-1)) page = await lines({ starting_after: last.id })
  return page
}

function movementOf(line: Stripe.BalanceTransaction): Movement {
  const amount = minor(line.amount, line.currency)
  return {
    externalId: line.id,
    kind: kindOf(line),
    ...sourceOf(line.source),
    amount,
    feeMinor: minor(line.fee, line.currency).amountMinor,
    at: dateOf(line.created),
  }
}

function kindOf({ type, reporting_category }: Stripe.BalanceTransaction): Movement['kind'] {
  if (reporting_category === 'dispute') return 'DISPUTE'
  if (reporting_category === 'dispute_reversal') return 'DISPUTE_WON'
  return KINDS[type] ?? 'OTHER'
}
const KINDS: Readonly<Record<string, Movement['kind']>> = {
  charge: 'PAYMENT',
  payment: 'PAYMENT',
  refund: 'REFUND',
  payment_refund: 'REFUND',
  refund_failure: 'REFUND_FAILED',
  payment_failure_refund: 'REFUND_FAILED',
  transfer: 'PAY_OUT',
  transfer_refund: 'PAY_OUT_RETURNED',
  transfer_cancel: 'PAY_OUT_RETURNED',
  transfer_failure: 'PAY_OUT_RETURNED',
  stripe_fee: 'FEE',
  payout: 'BANKED',
  payout_cancel: 'BANKED',
  payout_failure: 'BANKED',
}

/** What moved it: of a charge its payment, and the operation that stands in its metadata. */
function sourceOf(source: Stripe.BalanceTransaction['source']): Pick<Movement, 'aboutId' | 'operationId'> {
  if (source === null || typeof source === 'string') return { aboutId: source, operationId: null }
  const metadata = 'metadata' in source ? source.metadata : null
  const operationId = metadata?.[OPERATION] ?? null
  if (source.object === 'charge') return { aboutId: nameOf(source.payment_intent) || source.id, operationId }
  return { aboutId: source.id, operationId }
}
