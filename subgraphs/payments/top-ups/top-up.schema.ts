import { amountMinor, currency } from '../amount.ts'
import { builder } from '../builder.ts'
import { ProviderRef } from '../providers/provider.schema.ts'
import { MoneyRef } from '../reference.schema.ts'
import type { TopUp } from '../tables.ts'
import { WalletRef } from '../wallet/wallet.schema.ts'
import { TOP_UP_LIMITS } from './limits.ts'
import { payBackWallet } from './pay-back.service.ts'
import { topUpById, topUpWallet } from './top-up.service.ts'

const STATES: Readonly<Record<TopUp['state'], { description: string }>> = {
  CREATED: { description: 'The provider has not answered yet.' },
  REQUIRES_ACTION: { description: 'Its user has to confirm it, by `clientSecret` or `approvalUrl`.' },
  PENDING: { description: 'The provider does not know yet.' },
  SUCCEEDED: { description: 'It is in the wallet.' },
  FAILED: { description: 'It was declined, or not confirmed in time. `declineCode` says why.' },
}
const StateRef = builder.enumType('TopUpState', { description: 'How far a top-up is.', values: STATES })

const TopUpRef = builder.objectRef<TopUp>('TopUp').implement({
  description: 'Money on its way into a wallet.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the top-up.' }),
    state: t.expose('state', { type: StateRef, description: 'How far it is.' }),
    amount: t.field({
      type: MoneyRef,
      description: 'How much.',
      resolve: ({ amount_minor, currency: code }) => ({ amountMinor: amount_minor, currency: code }),
    }),
    provider: t.expose('provider', { type: ProviderRef, description: 'Who takes it.' }),
    clientSecret: t.exposeString('client_secret', {
      nullable: true,
      description: "What the provider's form confirms it with; null where there is nothing to confirm.",
    }),
    approvalUrl: t.field({
      type: 'URL',
      nullable: true,
      description: "The provider's page on which it is confirmed; null where there is nothing to confirm.",
      resolve: ({ approval_url: url }) => url,
    }),
    declineCode: t.exposeString('decline_code', { nullable: true, description: "Why it failed, in the provider's word." }),
    at: t.expose('created_at', { type: 'DateTime', description: 'When it was begun.' }),
  }),
})

builder.queryField('topUp', (t) =>
  t.field({
    type: TopUpRef,
    nullable: true,
    description: "A top-up of yours; null if there is none, or if it is somebody else's.",
    args: { id: t.arg({ type: 'UUID', description: 'Its id.' }) },
    resolve: (_root, { id }, ctx) => topUpById(ctx, id),
  }),
)

const TopUpInput = builder.inputType('TopUpWalletInput', {
  description: 'How much is put into the wallet, and by what: one of paymentMethodId and provider.',
  fields: (t) => ({
    amountMinor: t.int({
      description: `Minor units, at least what the provider takes, at most ${TOP_UP_LIMITS.euros} EUR or about as much of another currency.`,
      validate: amountMinor,
    }),
    currency: t.string({ description: 'ISO 4217. There is a wallet for each currency.', validate: currency }),
    paymentMethodId: t.field({ type: 'UUID', required: false, description: 'A way to pay of yours.' }),
    provider: t.field({ type: ProviderRef, required: false, description: 'You give a way to pay on its form or page.' }),
    idempotencyKey: t.field({ type: 'UUID', description: 'The same key again begins nothing and gives the same top-up.' }),
  }),
})

const PayBackInput = builder.inputType('PayBackWalletInput', {
  description: 'Which wallet is paid back.',
  fields: (t) => ({
    currency: t.string({ description: 'Its currency, ISO 4217.', validate: currency }),
    idempotencyKey: t.field({ type: 'UUID', description: 'The same key again sends nothing more.' }),
  }),
})

builder.mutationFields((t) => ({
  topUpWallet: t.field({
    type: TopUpRef,
    description: `Puts money into your wallet. It is there when the state is SUCCEEDED; \`walletUpdated\` tells. CONFLICT where wallets are not filled, above ${TOP_UP_LIMITS.eurosDaily} EUR in a day or ${TOP_UP_LIMITS.eurosInWallet} EUR in the wallet, or about as much of another currency; FORBIDDEN for guests; AMOUNT_NOT_TAKEN below what the provider takes; RATE_LIMITED after many tries.`,
    args: { input: t.arg({ type: TopUpInput, description: 'How much, and by what.' }) },
    resolve: (_root, { input }, ctx) => topUpWallet(ctx, input),
  }),
  payBackWallet: t.field({
    type: WalletRef,
    description:
      'Sends what is in your wallet back by what it came by, the newest first; what came by no provider stays. A refund that fails is in the wallet again. NOT_FOUND where nothing can be sent back.',
    args: { input: t.arg({ type: PayBackInput, description: 'Which.' }) },
    resolve: (_root, { input }, ctx) => payBackWallet(ctx, input),
  }),
}))
