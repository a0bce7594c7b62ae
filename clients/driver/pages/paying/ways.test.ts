import { expect, test } from 'vitest'
import type { KeptWayFragment, PayWaysQuery } from '../../generated/graphql.ts'
import { waysFor } from './ways.ts'

const card = (id: string, more: Partial<KeptWayFragment> = {}) => ({
  node: { id, state: 'ACTIVE', provider: 'STRIPE', expired: false, isDefault: false, ...more } as KeptWayFragment,
})
const euros = (amountMinor: number) => ({ amountMinor, amount: (amountMinor / 100).toFixed(2), currency: 'EUR' })
const having = (cards: ReturnType<typeof card>[], credit = 0): PayWaysQuery => ({
  paymentProviders: [
    { provider: 'STRIPE', publishableKey: 'pk_test_1', sandbox: true },
    { provider: 'PAYPAL', publishableKey: null, sandbox: true },
  ],
  me: {
    id: 'me',
    paymentStanding: 'STANDARD',
    paymentMethods: { edges: cards },
    wallets: [{ balance: euros(credit), held: euros(0) }],
  },
})
const keys = (query: PayWaysQuery, wanted: Parameters<typeof waysFor>[1]) => waysFor(query, wanted).map(({ key }) => key)

test('the usual card comes first; what is expired or not set up is not offered', () => {
  const query = having([
    card('a'),
    card('old', { expired: true }),
    card('half', { state: 'SETTING_UP' }),
    card('b', { isDefault: true }),
  ])
  expect(keys(query, euros(100))).toEqual(['b', 'a', 'STRIPE', 'PAYPAL'])
})

test('credit is offered where it is enough, in the same currency', () => {
  expect(keys(having([], 1000), euros(1000))).toContain('WALLET')
  expect(keys(having([], 999), euros(1000))).not.toContain('WALLET')
  expect(keys(having([], 1000), { amountMinor: 10, currency: 'SEK' })).not.toContain('WALLET')
})

test('only what can hold an amount is offered for it, kept cards too', () => {
  const query = having([card('a'), card('p', { provider: 'PAYPAL' })], 5000)
  expect(keys(query, { ...euros(4500), ways: ['PAYPAL', 'WALLET'] })).toEqual(['p', 'PAYPAL', 'WALLET'])
})
