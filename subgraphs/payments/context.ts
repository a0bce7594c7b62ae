import type { BoxServices, RequestContext } from '#box/context.ts'
import type { Config } from './config.ts'
import type { Renderer } from './invoices/renderer.ts'
import type { Loaders } from './loaders.ts'
import type { Runner } from './operations/runner.ts'
import type { Providers } from './providers/providers.ts'
import type { PaymentsTables } from './tables.ts'

export type Services = BoxServices<PaymentsTables, Config> & { renderer: Renderer; providers: Providers; runner: Runner }
export type Context = RequestContext<Services, Loaders>
