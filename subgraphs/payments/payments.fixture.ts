import { testBox } from '../../test/box.ts'
import { box, type Public } from './box.ts'
import type { Config } from './config.ts'
import type { Services } from './context.ts'
import type { PaymentsTables } from './tables.ts'

/** The box on a database of its own. Without `providers`, nobody takes cards. */
export const openPayments = ({
  providers,
  config,
  variables,
}: { providers?: Services['providers']; config?: Partial<Config>; variables?: Record<string, string> } = {}) =>
  testBox<PaymentsTables, Config, Partial<Pick<Services, 'providers'>>, Public>(box, {
    variables: { PAYMENTS_LINK_SECRET: 'l'.repeat(32), ...variables },
    ...(config && { config }),
    overrides: providers ? { providers } : {},
  })
