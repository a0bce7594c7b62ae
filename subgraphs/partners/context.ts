import type { BoxServices, RequestContext } from '#box/context.ts'
import type { PublicAgentOptions } from '#lib/http/public-agent.ts'
import type { Config } from './config.ts'
import type { Loaders } from './loaders.ts'
import type { Sender } from './sending/sender.ts'
import type { PartnersTables } from './tables.ts'

export interface Services extends BoxServices<PartnersTables, Config> {
  /** What seals the secrets of endpoints. */
  sealing: Uint8Array
  /** How endpoints are reached; nothing but in tests. */
  reach: PublicAgentOptions
  sender: Sender
}
export type Context = RequestContext<Services, Loaders>
