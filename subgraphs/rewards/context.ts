import type { BoxServices, RequestContext } from '#box/context.ts'
import type { Chain } from './settlement/chain.ts'
import type { Config } from './config.ts'
import type { Loaders } from './loaders.ts'
import type { RewardsTables } from './tables.ts'

export interface Services extends BoxServices<RewardsTables, Config> {
  /** One for each row of the configuration, in its order: the standard one first. */
  chains: readonly Chain[]
}

export type Context = RequestContext<Services, Loaders>
