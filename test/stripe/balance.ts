import type Stripe from 'stripe'
import { newId, now, put, type World } from './state.ts'

/** Writes a line in Stripe's books. */
export function book(
  world: World,
  line: {
    type: Stripe.BalanceTransaction.Type
    category: string
    source: string | null
    amount: number
    fee?: number
    currency: string
  },
): Stripe.BalanceTransaction {
  const { type, category, source, amount, fee = 0, currency } = line
  return put(world, 'balance_transaction', {
    id: newId('txn'),
    object: 'balance_transaction',
    amount,
    available_on: now(world),
    balance_type: 'payments',
    created: now(world),
    currency,
    description: null,
    exchange_rate: null,
    fee,
    fee_details: fee === 0 ? [] : [{ amount: fee, application: null, currency, description: 'Stripe fees', type: 'stripe_fee' }],
    net: amount - fee,
    reporting_category: category,
    source,
    status: 'available',
    type,
  })
}

/** What stands to our credit in a currency. */
export const balanceOf = (world: World, currency: string): number =>
  world.tables.balance_transaction.values().reduce((sum, line) => sum + (line.currency === currency ? line.net : 0), 0)
