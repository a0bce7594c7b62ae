import type { Context } from '../context.ts'
import type { ProviderName } from './provider.ts'
import { isSandbox } from './providers.ts'

export interface OfferedProvider {
  provider: ProviderName
  publishableKey: string | null
  sandbox: boolean
}

/** The providers that there are. No secret: everybody may know them. */
export const offeredProviders = ({ providers, config }: Pick<Context, 'providers' | 'config' | 'caller'>): OfferedProvider[] =>
  [...providers.keys()].map((provider) => ({
    provider,
    publishableKey: provider === 'stripe' ? (config.stripePublishableKey ?? null) : null,
    sandbox: isSandbox(config),
  }))
