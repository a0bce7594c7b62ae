import { defineBox } from '#box/define.ts'
import { newId } from '#lib/id.ts'
import { builder } from './builder.ts'
import { saveChains } from './chains/chain.queries.ts'
import { chainsDegraded } from './chains/degraded.ts'
import { past } from './past.ts'
import { person } from './person.ts'
import { createChain } from './settlement/chain.ts'
import { rewardsConfig } from './config.ts'
import type { Context, Services } from './context.ts'
import { rewardDeed, rewardReading, rewardSession } from './earning/earn.handler.ts'
import { noteBlocked } from './earning/blocked-user.handler.ts'
import { linkWallet, unlinkWallet } from './earning/linked-wallet.handler.ts'
import { REWARDS_LIMITS } from './limits.ts'
import { createLoaders } from './loaders.ts'
import { foldStandings } from './standing.queries.ts'
import { startSettler } from './settlement/settler.ts'
import { openWallet } from './earning/wallet.handler.ts'
import './rules/rule.schema.ts'
import './rules/dry-run.schema.ts'
import './reward.schema.ts'
import './user.schema.ts'
import './source.schema.ts'
import './trace.schema.ts'
import './rules/limit.schema.ts'
import './held-reward.schema.ts'
import './chains/treasury.schema.ts'
import './standing.schema.ts'

/** Rules, rewards, the ledger, and the settlement on chain. */
export const box = defineBox<Services, Context['loaders']>({
  name: 'rewards',
  config: rewardsConfig,
  services: async ({ config, db }, _overrides, stack) => {
    await saveChains(db, config.chains)
    return { chains: config.chains.map((row) => stack.use(createChain(row))) }
  },
  past,
  person,
  builder,
  loaders: ({ db }) => createLoaders(db),
  consumers: {
    'accounts.user.registered': openWallet,
    'accounts.user.blocked': noteBlocked,
    'accounts.wallet.linked': linkWallet,
    'accounts.wallet.unlinked': unlinkWallet,
    'charging.session.completed': rewardSession,
    'odometer.reading.approved': rewardReading,
    'deeds.deed.approved': rewardDeed,
  },
  repeats: ({ db }) => [{ what: 'counting places', everyMs: REWARDS_LIMITS.countPlacesMs, task: () => foldStandings(db) }],
  // One that is away keeps its own rewards waiting, and nothing else: `degraded` tells of it.
  ready: ({ chains }) => ({ chain: () => Promise.any(chains.map((chain) => chain.check())).catch(firstOf) }),
  degraded: ({ db }) => chainsDegraded(db),
  open: ({ db, chains, log, config }, stack) => {
    for (const [i, row] of config.chains.entries()) {
      const chain = chains[i]
      if (!chain) throw new Error(`Chain ${row.name} was not opened.`)
      stack.use(startSettler({ db, chain, log, rows: config.chains, settings: { ...config.settlement, ...row }, holder: newId() }))
    }
    return {}
  },
})

/** Of several chains that are away, what is wrong with the standard one. */
function firstOf(error: unknown): never {
  throw error instanceof AggregateError ? error.errors[0] : error
}

if (import.meta.main) await box.run()
