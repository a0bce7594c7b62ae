import { parse } from 'graphql'
import { expect } from 'vitest'
import { createClient } from '../clients/sdk/client.ts'
import { ADMIN } from './stack.ts'
import { startStripe, type StripeSandbox } from './stripe.ts'

const HOOK_SECRET = 'whsec_of_this_test'

/** Stripe's counterpart for a whole platform. */
export async function startPaying(): Promise<{
  stripe: StripeSandbox
  env: Record<string, string>
  hooksTo: (paymentsUrl: string) => void
}> {
  const stripe = await startStripe()
  return {
    stripe,
    env: {
      PAYMENTS_STRIPE_KEY: stripe.apiKey,
      PAYMENTS_STRIPE_PUBLISHABLE_KEY: 'pk_test_sandbox',
      PAYMENTS_STRIPE_URL: stripe.url,
      PAYMENTS_STRIPE_HOOK_SECRETS: HOOK_SECRET,
    },
    hooksTo: (paymentsUrl) => void stripe.control.hooks({ url: `${paymentsUrl}hooks/stripe`, secrets: [HOOK_SECRET] }),
  }
}

const COMPARED = parse(
  `mutation { reconcile(input: { provider: STRIPE }) { done mismatches failure balances { currency ours theirs } } }`,
)
const SUMS = parse('{ trialBalances { currency sum } }')

/** Σ entries is 0, and our books are Stripe's. */
export async function expectBooksAgree(graphUrl: string): Promise<void> {
  await using admin = createClient({ url: graphUrl })
  await admin.signIn(ADMIN)
  const { reconcile } = await admin.execute<{ reconcile: { balances: { ours: string; theirs: string }[] } }, object>(COMPARED, {})
  expect(reconcile).toMatchObject({ done: true, mismatches: 0, failure: null })
  expect(reconcile.balances.length).toBeGreaterThan(0)
  for (const { ours, theirs } of reconcile.balances) expect(ours).toBe(theirs)
  expect(await admin.execute(SUMS, {})).toEqual({ trialBalances: [{ currency: 'EUR', sum: '0.00' }] })
}
