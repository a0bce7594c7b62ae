import { builder } from '../builder.ts'
import type { ProviderName } from './provider.ts'
import { offeredProviders, type OfferedProvider } from './provider.service.ts'

const PROVIDERS = {
  STRIPE: { value: 'stripe', description: 'Stripe: cards, on a form that the client shows.' },
  PAYPAL: { value: 'paypal', description: 'PayPal: accounts and cards, on a page of its own.' },
} as const satisfies Record<Uppercase<ProviderName>, { value: ProviderName; description: string }>

export const ProviderRef = builder.enumType('PaymentProvider', {
  description: 'A company that moves money for the platform.',
  values: PROVIDERS,
})

/** What an amount is blocked by. */
export const WayRef = builder.enumType('PaymentWay', {
  description: 'What an amount is blocked by: a provider, or the wallet.',
  values: { ...PROVIDERS, WALLET: { value: 'WALLET', description: 'What the user has put into the wallet before.' } } as const,
})

const OfferedRef = builder.objectRef<OfferedProvider>('OfferedProvider').implement({
  description: 'A provider that takes payments here.',
  fields: (t) => ({
    provider: t.expose('provider', { type: ProviderRef, description: 'Which one.' }),
    publishableKey: t.exposeString('publishableKey', {
      nullable: true,
      description: 'What a client shows the form of the provider with; null where the provider has a page of its own.',
    }),
    sandbox: t.exposeBoolean('sandbox', { description: 'True where no money moves: it is for trying.' }),
  }),
})

builder.queryField('paymentProviders', (t) =>
  t.field({
    type: [OfferedRef],
    description: 'The providers that take cards and accounts here. None: whoever charges pays later. For everybody.',
    resolve: (_root, _args, ctx) => offeredProviders(ctx),
  }),
)
