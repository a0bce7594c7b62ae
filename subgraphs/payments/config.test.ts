import { expect, test } from 'vitest'
import { callerPublicKeyPem } from '../../test/caller.ts'
import { paymentsConfig } from './config.ts'
import { isSandbox } from './providers/providers.ts'

const common = {
  DATABASE_URL: 'postgres://x@127.0.0.1/evergraph',
  CALLER_PUBLIC_KEY: callerPublicKeyPem,
  PAYMENTS_LINK_SECRET: 'l'.repeat(32),
}
const stripe = {
  PAYMENTS_STRIPE_KEY: 'sk_test_1',
  PAYMENTS_STRIPE_PUBLISHABLE_KEY: 'pk_test_1',
  PAYMENTS_STRIPE_HOOK_SECRETS: 'whsec_one',
}
const paypal = { PAYMENTS_PAYPAL_CLIENT_ID: 'client', PAYMENTS_PAYPAL_SECRET: 'secret', PAYMENTS_PAYPAL_HOOK_ID: 'WH-1' }
const atSandbox = { PAYMENTS_PAYPAL_URL: 'https://api-m.sandbox.paypal.com' }
const live = { PAYMENTS_STRIPE_KEY: 'rk_live_1', PAYMENTS_STRIPE_PUBLISHABLE_KEY: 'pk_live_1' }
const read = (...given: Record<string, string>[]) => paymentsConfig(Object.assign({}, common, ...given) as Record<string, string>)

test.each([
  ['none', {}, false],
  ['Stripe’s sandbox', stripe, true],
  ['both sandboxes', { ...stripe, ...paypal, ...atSandbox }, true],
  ['real money', { ...stripe, ...live, ...paypal }, false],
])('keys of one world are taken: %s', (_name, given, sandbox) => {
  expect(isSandbox(read(given))).toBe(sandbox)
})

test.each([
  ['a real key of Stripe beside PayPal’s sandbox', { ...stripe, ...live, ...paypal, ...atSandbox }],
  ['a sandbox of Stripe beside PayPal’s real keys', { ...stripe, ...paypal }],
  ['a secret key and a publishable key of two worlds', { ...stripe, PAYMENTS_STRIPE_PUBLISHABLE_KEY: 'pk_live_1' }],
])('sessions are never paid partly with money that is none: %s', (_name, given) => {
  expect(() => read(given)).toThrow('some are of a sandbox and others move real money')
})

test.each([
  [{ ...stripe, PAYMENTS_STRIPE_PUBLISHABLE_KEY: '' }, 'PAYMENTS_STRIPE_PUBLISHABLE_KEY is not set, but PAYMENTS_STRIPE_KEY is'],
  [{ ...stripe, PAYMENTS_STRIPE_HOOK_SECRETS: '' }, 'PAYMENTS_STRIPE_HOOK_SECRETS is not set, but PAYMENTS_STRIPE_KEY is'],
  [{ ...paypal, PAYMENTS_PAYPAL_SECRET: '' }, 'PAYMENTS_PAYPAL_SECRET is not set, but PAYMENTS_PAYPAL_CLIENT_ID is'],
  [{ ...paypal, PAYMENTS_PAYPAL_HOOK_ID: '' }, 'PAYMENTS_PAYPAL_HOOK_ID is not set, but PAYMENTS_PAYPAL_CLIENT_ID is'],
  [{ ...stripe, PAYMENTS_STRIPE_KEY: 'pk_test_1' }, 'PAYMENTS_STRIPE_KEY: must be a secret key, which begins with sk_ or rk_'],
  [
    { ...stripe, PAYMENTS_STRIPE_PUBLISHABLE_KEY: 'sk_test_1' },
    'PAYMENTS_STRIPE_PUBLISHABLE_KEY: must be a publishable key, which begins with pk_',
  ],
])('keys that do not go together are named, and their values are not: %#', (given, fault) => {
  expect(() => read(given)).toThrow(`The configuration has a fault:\n  - ${fault}`)
})
