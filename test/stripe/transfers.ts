import type Stripe from 'stripe'
import { balanceOf, book } from './balance.ts'
import { forbidden } from './errors.ts'
import { type Form, metadataOf, text } from './form.ts'
import { amountOf, currencyOf } from './money.ts'
import { get, newId, now, put, type World } from './state.ts'

/** An account that money can be sent to. */
export const newAccount = (world: World): string => put(world, 'account', { id: newId('acct'), object: 'account' }).id

/** POST /v1/transfers */
export function createTransfer(world: World, form: Form): Stripe.Transfer {
  const currency = currencyOf(form['currency'])
  const amount = amountOf(form['amount'], currency)
  const { id: destination } = get(world, 'account', text(form['destination']) ?? '', 'destination')
  if (amount > balanceOf(world, currency))
    throw forbidden('balance_insufficient', 'You have insufficient available funds in your Stripe account.')
  const id = newId('tr')
  const transfer = put(world, 'transfer', {
    id,
    object: 'transfer',
    amount,
    amount_reversed: 0,
    balance_transaction: book(world, { type: 'transfer', category: 'transfer', source: id, amount: -amount, currency }).id,
    created: now(world),
    currency,
    description: text(form['description']),
    destination,
    livemode: false,
    metadata: metadataOf(form['metadata']),
    reversals: { object: 'list', data: [], has_more: false, url: `/v1/transfers/${id}/reversals` },
    reversed: false,
    source_transaction: null,
    source_type: 'card',
    transfer_group: text(form['transfer_group']),
  })
  world.happen('transfer.created', transfer)
  return transfer
}

/** A transfer comes back whole. */
export function reverseTransfer(world: World, id: string): Stripe.Transfer {
  const transfer = get(world, 'transfer', id)
  if (transfer.reversed) throw forbidden('transfer_already_reversed', 'This transfer is reversed already.')
  const { amount, currency } = transfer
  Object.assign(transfer, { reversed: true, amount_reversed: amount })
  book(world, { type: 'transfer_refund', category: 'transfer_reversal', source: id, amount, currency })
  world.happen('transfer.reversed', transfer)
  return transfer
}

/** Sends our balance to our bank, as Stripe does by itself each day. */
export function payOutToBank(world: World, amount: number, currency: string): string {
  if (amount > balanceOf(world, currency)) throw forbidden('balance_insufficient', 'You have insufficient available funds.')
  return book(world, { type: 'payout', category: 'payout', source: null, amount: -amount, currency }).id
}

/** A charge of Stripe's own, as for its products. */
export const takeFee = (world: World, amount: number, currency: string): string =>
  book(world, { type: 'stripe_fee', category: 'fee', source: null, amount: -amount, currency }).id
