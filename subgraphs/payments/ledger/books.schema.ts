import { inMajorUnits } from '#lib/currency.ts'
import { builder } from '../builder.ts'
import type { AccountKind } from '../tables.ts'
import type { Balance } from './balance.queries.ts'
import { trialBalances, type TrialBalance } from './books.service.ts'

const KINDS: Readonly<Record<AccountKind, { description: string }>> = {
  RECEIVABLE: { description: 'What users owe for bills. A credit is what they paid too much.' },
  WALLET: { description: 'What users may spend; a credit.' },
  WALLET_HELD: { description: 'What is blocked of wallets for sessions and because of disputes; a credit.' },
  REFUND_DUE: { description: 'What is to go back to users by providers; a credit.' },
  OPERATOR_PAYABLE: { description: 'What the platform owes operators; a credit.' },
  PLATFORM_FEE: { description: 'What the platform has earned; a credit.' },
  PLATFORM_VAT: { description: 'The VAT on it; a credit.' },
  PROVIDER: { description: 'What payment providers have for the platform.' },
  PROVIDER_COST: { description: 'What payment providers took for themselves.' },
  DISPUTED: { description: 'What providers took back until disputes are decided.' },
  BANK: { description: "What is on the platform's bank account." },
  BAD_DEBT: { description: 'What will not be paid.' },
  ADJUSTMENT: { description: 'What two people gave. A credit is what they took, and what users gave up.' },
}
const KindRef = builder.enumType('AccountKind', { description: 'What an account of the ledger is for.', values: KINDS })

const BalanceRef = builder.objectRef<Balance>('AccountBalance').implement({
  description: 'What all accounts of a kind come to.',
  fields: (t) => ({
    kind: t.expose('kind', { type: KindRef, description: 'The kind.' }),
    balance: t.string({
      description: 'In major units, exactly, e.g. 19.90. A debit is positive, a credit negative.',
      resolve: ({ balanceMinor, currency }) => inMajorUnits(balanceMinor, currency),
    }),
  }),
})

const TrialBalanceRef = builder.objectRef<TrialBalance>('TrialBalance').implement({
  description: 'The books in one currency.',
  fields: (t) => ({
    currency: t.exposeString('currency', { description: 'ISO 4217 code.' }),
    balances: t.expose('balances', { type: [BalanceRef], description: 'Each kind of account that has entries.' }),
    sum: t.string({
      description: 'Of all of them, in major units. It is 0 where the books are right.',
      resolve: ({ sumMinor, currency }) => inMajorUnits(sumMinor, currency),
    }),
  }),
})

builder.queryField('trialBalances', (t) =>
  t.field({
    type: [TrialBalanceRef],
    description:
      'What the accounts of the ledger come to now, in each currency. For ADMIN, TREASURER and COMPLIANCE, else FORBIDDEN.',
    resolve: (_root, _args, ctx) => trialBalances(ctx),
  }),
)
