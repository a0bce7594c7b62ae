import {
  balance,
  book,
  count,
  DAY,
  inUnits,
  isoOf,
  newId,
  notThere,
  Problem,
  unitsOf,
  type Amount,
  type Batch,
  type World,
} from './state.ts'

/** Payouts v1. */
interface PayoutBody {
  sender_batch_header?: { sender_batch_id?: string }
  items?: { receiver?: string; sender_item_id?: string; amount?: { currency?: string; value?: string } }[]
}

export function createPayout(world: World, body: PayoutBody) {
  const item = body.items?.[0]
  const senderBatchId = body.sender_batch_header?.sender_batch_id
  if (item?.receiver === undefined || senderBatchId === undefined || body.items?.length !== 1)
    throw new Problem(400, 'VALIDATION_ERROR', 'MISSING_REQUIRED_PARAMETER')
  const before = [...world.batches.values()].find((each) => each.senderBatchId === senderBatchId)
  if (before !== undefined && before.createdAt + 30 * DAY > world.now())
    throw new Problem(400, 'USER_BUSINESS_ERROR', 'Batch with given sender_batch_id already exists', [selfOf(world, before)])
  const { currency = '', value = '' } = item.amount ?? {}
  const amount: Amount = { currency_code: currency, value }
  const units = unitsOf(amount)
  if (balance(world, currency) < units) throw new Problem(422, 'INSUFFICIENT_FUNDS', null)
  const batch: Batch = {
    id: newId().slice(0, 13),
    itemId: newId().slice(0, 13),
    transactionId: newId(),
    senderBatchId,
    senderItemId: item.sender_item_id ?? '',
    receiver: item.receiver,
    amount,
    status: 'PENDING',
    createdAt: world.now(),
  }
  world.batches.set(batch.id, batch)
  const fee = inUnits(-Math.min(units, 25), currency)
  book(world, { id: batch.transactionId, code: 'T0001', units: -units, currency, fee, customId: batch.senderItemId })
  return { batch_header: headerOf(batch), links: [selfOf(world, batch)] }
}

export function payoutAt(world: World, id: string): Batch {
  const batch = world.batches.get(id)
  if (batch === undefined) throw notThere()
  return batch
}

/** PENDING → SUCCESS | UNCLAIMED → RETURNED | FAILED; what does not arrive comes back. */
export function settlePayout(world: World, id: string, status: Batch['status']): void {
  const batch = payoutAt(world, id)
  if (batch.status !== 'PENDING' && batch.status !== 'UNCLAIMED') return
  batch.status = status
  const [units, currency] = [count(batch.amount), batch.amount.currency_code]
  if (status === 'RETURNED' || status === 'FAILED')
    book(world, { code: 'T1115', units, currency, reference: batch.transactionId, customId: batch.senderItemId })
  const word = { SUCCESS: 'SUCCEEDED', UNCLAIMED: 'UNCLAIMED', RETURNED: 'RETURNED', FAILED: 'FAILED', PENDING: 'PENDING' }[status]
  world.tell(`PAYMENT.PAYOUTS-ITEM.${word}`, 'payouts_item', { ...itemOf(batch), payout_batch_id: batch.id })
}

/** What nobody claims in 30 days comes back; the rest is done after a minute. */
export function passPayouts(world: World): void {
  for (const batch of world.batches.values()) {
    const age = world.now() - batch.createdAt
    if (batch.status === 'UNCLAIMED' && age >= 30 * DAY) settlePayout(world, batch.id, 'RETURNED')
    else if (batch.status === 'PENDING' && age >= 60_000) settlePayout(world, batch.id, 'SUCCESS')
  }
}

export const payoutShown = (world: World, batch: Batch) => ({
  batch_header: headerOf(batch),
  items: [itemOf(batch)],
  links: [selfOf(world, batch)],
})

const selfOf = (world: World, { id }: Batch) => ({ rel: 'self', href: `${world.base}/v1/payments/payouts/${id}`, method: 'GET' })
const headerOf = (batch: Batch) => ({
  payout_batch_id: batch.id,
  batch_status: batch.status === 'PENDING' ? 'PENDING' : 'SUCCESS',
  time_created: isoOf(batch.createdAt),
  sender_batch_header: { sender_batch_id: batch.senderBatchId },
})
const itemOf = (batch: Batch) => ({
  payout_item_id: batch.itemId,
  transaction_id: batch.transactionId,
  transaction_status: batch.status,
  payout_item: {
    recipient_type: batch.receiver.includes('@') ? 'EMAIL' : 'PAYPAL_ID',
    receiver: batch.receiver,
    amount: { currency: batch.amount.currency_code, value: batch.amount.value },
    sender_item_id: batch.senderItemId,
  },
  ...(batch.status === 'RETURNED' && { errors: { name: 'RECEIVER_UNCONFIRMED', message: 'The receiver has not claimed it.' } }),
})
