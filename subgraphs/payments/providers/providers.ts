import { sandboxes, type Config } from '../config.ts'
import { createPaypal } from './paypal.ts'
import type { PaymentProvider, ProviderName } from './provider.ts'
import { createStripe } from './stripe.ts'

export type Providers = ReadonlyMap<ProviderName, PaymentProvider>

/** The providers that there are keys of. With none, whoever charges pays later. */
export function openProviders(config: Config): Providers {
  const { stripeKey, stripeHookSecrets, stripeUrl, paypalClientId, paypalSecret, paypalHookId, paypalUrl } = config
  const there: PaymentProvider[] = []
  if (stripeKey !== undefined) {
    const { hostname, port, protocol } = new URL(stripeUrl)
    there.push(
      createStripe({
        apiKey: stripeKey,
        webhookSecrets: stripeHookSecrets,
        host: hostname,
        protocol: protocol === 'http:' ? 'http' : 'https',
        ...(port !== '' && { port: Number(port) }),
      }),
    )
  }
  // The configuration has all three, or was refused.
  if (paypalClientId !== undefined && paypalSecret !== undefined && paypalHookId !== undefined)
    there.push(createPaypal({ clientId: paypalClientId, clientSecret: paypalSecret, webhookId: paypalHookId, url: paypalUrl }))
  return new Map(there.map((provider) => [provider.name, provider]))
}

/** What is paid here is no money. */
export const isSandbox = (config: Config): boolean => sandboxes(config).includes(true)
