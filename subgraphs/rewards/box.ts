import { defineBox } from '#box/define.ts'
import { newId } from '#lib/id.ts'
import { builder } from './builder.ts'
import { past } from './past.ts'
import { createChain } from './settlement/chain.ts'
import { rewardsConfig } from './config.ts'
import type { Context, Services } from './context.ts'
import { rewardDeed, rewardReading, rewardSession } from './earning/earn.handler.ts'
import { linkWallet, unlinkWallet } from './earning/linked-wallet.handler.ts'
import { createLoaders } from './loaders.ts'
import { startSettler } from './settlement/settler.ts'
import { openWallet } from './earning/wallet.handler.ts'
import './rule.schema.ts'
import './reward.schema.ts'
import './user.schema.ts'
import './source.schema.ts'
import './trace.schema.ts'
import './limit.schema.ts'
import './held-reward.schema.ts'

/** Rules, rewards, the ledger, and the settlement on chain. */
export const box = defineBox<Services, Context['loaders']>({
  name: 'rewards',
  config: rewardsConfig,
  services: ({ config }, _overrides, stack) => ({ chain: stack.use(createChain(config.chain)) }),
  past,
  builder,
  loaders: ({ db }) => createLoaders(db),
  consumers: {
    'accounts.user.registered': openWallet,
    'accounts.wallet.linked': linkWallet,
    'accounts.wallet.unlinked': unlinkWallet,
    'charging.session.completed': rewardSession,
    'odometer.reading.approved': rewardReading,
    'deeds.deed.approved': rewardDeed,
  },
  ready: ({ chain }) => ({ chain: () => chain.check() }),
  open: ({ db, chain, log, config }, stack) => {
    stack.use(startSettler({ db, chain, log, settings: config.settlement, holder: newId() }))
    return {}
  },
})

if (import.meta.main) await box.run()
