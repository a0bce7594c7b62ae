import type { KeptWayFragment, PaymentProvider, PaymentWay, PayWaysQuery } from '../../generated/graphql.ts'

/** What something can be paid with. `key` tells ways apart, and is a part of the wish: the same wish by another way is another payment. */
export type Way =
  | { key: string; kind: 'KEPT'; method: KeptWayFragment }
  | { key: PaymentProvider; kind: 'NEW'; provider: PaymentProvider }
  | { key: 'WALLET'; kind: 'WALLET'; balance: { amount: string; currency: string } }

interface Wanted {
  amountMinor: number
  currency: string
  /** What can pay it; all that there is, where nobody says. */
  ways?: readonly PaymentWay[]
}

/** What there is to choose from, the usual way first: kept and good, then what is given anew, then credit that is enough. */
export function waysFor({ me, paymentProviders }: PayWaysQuery, { amountMinor, currency, ways }: Wanted): Way[] {
  const takes = (way: PaymentWay) => ways?.includes(way) ?? true
  const kept = keptOf(me)
    .filter(({ state, expired, provider }) => state === 'ACTIVE' && !expired && takes(provider))
    .toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault))
  const purse = me?.wallets.find(({ balance }) => balance.currency === currency && balance.amountMinor >= amountMinor)
  return [
    ...kept.map((method) => ({ key: method.id, kind: 'KEPT' as const, method })),
    ...paymentProviders
      .filter(({ provider }) => takes(provider))
      .map(({ provider }) => ({ key: provider, kind: 'NEW' as const, provider })),
    ...(purse && takes('WALLET') ? [{ key: 'WALLET' as const, kind: 'WALLET' as const, balance: purse.balance }] : []),
  ]
}

export const keptOf = (me: PayWaysQuery['me']): KeptWayFragment[] => me?.paymentMethods?.edges.map(({ node }) => node) ?? []
