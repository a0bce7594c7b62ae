import { amountMinor, currency } from '../amount.ts'
import { builder } from '../builder.ts'
import { MoneyRef, UserRef } from '../reference.schema.ts'
import type { Wallet } from '../tables.ts'
import { giveUpWallet, walletsOf, watchWallets } from './wallet.service.ts'

export const WalletRef = builder.objectRef<Wallet>('MoneyWallet').implement({
  description: 'Money of a user in one currency, to pay for charging with. It has nothing to do with `User.wallet`, which signs.',
  fields: (t) => ({
    balance: t.field({
      type: MoneyRef,
      description: 'What may be spent; never below nothing.',
      resolve: ({ balance_minor: amountMinor, currency }) => ({ amountMinor, currency }),
    }),
    held: t.field({
      type: MoneyRef,
      description:
        'What is blocked for charging, or because its payer has asked their bank for the money of a top-up; no part of the balance.',
      resolve: ({ held_minor: amountMinor, currency }) => ({ amountMinor, currency }),
    }),
  }),
})

builder.objectFields(UserRef, (t) => ({
  wallets: t.field({
    type: [WalletRef],
    description: 'Their money here, one wallet for each currency. For themselves, ADMIN, TREASURER and COMPLIANCE, else NOT_FOUND.',
    resolve: ({ id }, _args, ctx) => walletsOf(ctx, id),
  }),
}))

builder.subscriptionField('walletUpdated', (t) =>
  t.field({
    type: WalletRef,
    description: 'Your wallets as they are now, then each whenever it changes. UNAUTHENTICATED for nobody.',
    subscribe: (_root, _args, ctx) => watchWallets(ctx),
    resolve: (wallet) => wallet,
  }),
)

const GiveUpInput = builder.inputType('GiveUpWalletInput', {
  description: 'Which wallet is given up.',
  fields: (t) => ({
    currency: t.string({ description: 'Its currency, ISO 4217.', validate: currency }),
    amountMinor: t.int({ description: 'All that may be spent of it, in minor units, as you have seen it.', validate: amountMinor }),
    idempotencyKey: t.field({ type: 'UUID', description: 'The same key again gives up nothing more.' }),
  }),
})

builder.mutationField('giveUpWallet', (t) =>
  t.field({
    type: WalletRef,
    description:
      'Gives up all that may be spent of your wallet in a currency: nobody leaves while there is money in one. NOT_FOUND where nothing is in it, CONFLICT where it is another amount, or the key was used for another wallet or amount.',
    args: { input: t.arg({ type: GiveUpInput, description: 'Which.' }) },
    resolve: (_root, { input }, ctx) => giveUpWallet(ctx, input),
  }),
)
