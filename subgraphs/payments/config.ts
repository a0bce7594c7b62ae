import { z } from 'zod'
import { boxConfig } from '#box/config.ts'
import { ConfigError, env, type Env } from '#lib/config.ts'

export type Config = ReturnType<typeof paymentsConfig>

const secrets = z
  .string()
  .transform((text) => text.split(',').map((secret) => secret.trim()))
  .refine((each) => each.every((secret) => secret.length >= 8), 'must be secrets by commas, the newest first')
  .default([])

const basisPoints = z.coerce.number().int().min(0).max(10_000).default(0)

const settings = boxConfig('payments', {
  /** Stripe's secret key. Without it Stripe is not offered. */
  PAYMENTS_STRIPE_KEY: z
    .string()
    .regex(/^(sk|rk)_/, 'must be a secret key, which begins with sk_ or rk_')
    .optional(),
  /** What clients show Stripe's form with. */
  PAYMENTS_STRIPE_PUBLISHABLE_KEY: z.string().startsWith('pk_', 'must be a publishable key, which begins with pk_').optional(),
  /** Secrets of Stripe's endpoint, by commas: two while one replaces the other. */
  PAYMENTS_STRIPE_HOOK_SECRETS: secrets,
  PAYMENTS_STRIPE_URL: env.url('http:', 'https:').default('https://api.stripe.com'),
  /** PayPal's client. Without it PayPal is not offered. */
  PAYMENTS_PAYPAL_CLIENT_ID: z.string().optional(),
  PAYMENTS_PAYPAL_SECRET: z.string().optional(),
  /** PayPal's id of our endpoint. */
  PAYMENTS_PAYPAL_HOOK_ID: z.string().optional(),
  PAYMENTS_PAYPAL_URL: env.url('http:', 'https:').default('https://api-m.paypal.com'),
  /** Where the providers' hooks and links to documents reach this box from outside. */
  PAYMENTS_PUBLIC_URL: env.url('http:', 'https:').default('http://127.0.0.1:4013/'),
  /** Who runs the platform and writes invoices in its operators' names. */
  PAYMENTS_PLATFORM_NAME: z.string().trim().min(1).max(100).default('Evergraph'),
  /** Signs links to invoices and receipts. */
  PAYMENTS_LINK_SECRET: z.string().min(32, 'must be of 32 characters or more, at random'),
  /** Where a provider's page sends people back to: `/pay/back` of the driver's app. It gets `?hold=`, `?bill=`, `?topUp=` or `?paymentMethod=`. */
  PAYMENTS_RETURN_URL: env.url('http:', 'https:').default('http://127.0.0.1:4100/pay/back'),
  /** What the platform takes of what an operator sells, where nothing else was agreed, and the VAT on that; in basis points. */
  PAYMENTS_FEE_BASIS_POINTS: basisPoints,
  PAYMENTS_FEE_VAT_BASIS_POINTS: basisPoints,
  /** Whether money may be put into wallets, which is e-money in many countries. A sandbox always may. */
  PAYMENTS_TOP_UPS: env.flag(false),
  /** How often is looked for what is due: operations, hooks, holds, bills. */
  PAYMENTS_SWEEP_MS: env.milliseconds(1_000),
})

/** Reads the configuration of payments. Throws a ConfigError that names every fault. */
export function paymentsConfig(variables: Env) {
  const read = settings(variables)
  const { stripeKey, stripePublishableKey, stripeHookSecrets, paypalClientId, paypalSecret, paypalHookId } = read
  const faults = [
    ...(stripeKey ? missing('PAYMENTS_STRIPE_KEY', { PAYMENTS_STRIPE_PUBLISHABLE_KEY: stripePublishableKey }) : []),
    ...(stripeKey ? missing('PAYMENTS_STRIPE_KEY', { PAYMENTS_STRIPE_HOOK_SECRETS: stripeHookSecrets[0] }) : []),
    ...(paypalClientId
      ? missing('PAYMENTS_PAYPAL_CLIENT_ID', { PAYMENTS_PAYPAL_SECRET: paypalSecret, PAYMENTS_PAYPAL_HOOK_ID: paypalHookId })
      : []),
    // Sessions that sell real energy would be paid with money that is none.
    ...(new Set(sandboxes(read)).size > 1 ? ['Of the keys in PAYMENTS_… some are of a sandbox and others move real money'] : []),
  ]
  if (faults.length > 0) throw new ConfigError(faults)
  return read
}

const missing = (because: string, values: Record<string, string | undefined>): string[] =>
  Object.entries(values).flatMap(([name, value]) => (value === undefined ? [`${name} is not set, but ${because} is`] : []))

/** Of each key whether it is of a sandbox. */
export const sandboxes = ({ stripeKey, stripePublishableKey, paypalClientId, paypalUrl }: Keys): boolean[] => [
  ...(stripeKey === undefined ? [] : [!/^(sk|rk)_live_/.test(stripeKey)]),
  ...(stripeKey === undefined || stripePublishableKey === undefined ? [] : [!stripePublishableKey.startsWith('pk_live_')]),
  ...(paypalClientId === undefined ? [] : [new URL(paypalUrl).hostname !== 'api-m.paypal.com']),
]
type Keys = Pick<ReturnType<typeof settings>, 'stripeKey' | 'stripePublishableKey' | 'paypalClientId' | 'paypalUrl'>
