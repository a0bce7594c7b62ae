import { z } from 'zod'
import { boxConfig } from '#box/config.ts'
import { ConfigError, env, type Env } from '#lib/config.ts'
import { moreChains, parts, quorumOf, type ChainRow } from './chains/chain-rows.ts'
import { isCustodyKey } from './earning/custody.ts'

export type Config = ReturnType<typeof rewardsConfig>

/** A batch of 600 new holders stays below the 2^24 gas that one transaction may use. */
export const LARGEST_BATCH = 600

const settings = boxConfig('rewards', {
  /** The standard chain: who has not chosen another is paid there. Several nodes by commas. */
  REWARDS_CHAIN_URL: parts.urls,
  REWARDS_CHAIN_ID: parts.id.default(31337),
  REWARDS_CHAIN_NAME: parts.name.default('Local'),
  REWARDS_CHAIN_QUORUM: parts.quorum,
  /** The settler's key. It may send batches, and nothing else. */
  REWARDS_CHAIN_PRIVATE_KEY: parts.privateKey,
  REWARDS_DISTRIBUTOR_ADDRESS: parts.address,
  REWARDS_TOKEN_ADDRESS: parts.address,
  /** Extended public key. User number n is paid at its child n. */
  REWARDS_CUSTODY_XPUB: z.string().refine(isCustodyKey, 'must be an extended public key (xpub…), never a private one'),
  REWARDS_CHAIN_START_BLOCK: parts.startBlock,
  REWARDS_CHAIN_CONFIRMATIONS: parts.confirmations,
  REWARDS_CHAIN_FEES: parts.fees,
  REWARDS_CHAIN_MAX_FEE_GWEI: parts.maxFeeGwei,
  REWARDS_CHAIN_REPLACE_AFTER_MS: parts.replaceAfterMs,
  REWARDS_CHAIN_EXPIRE_AFTER_MS: parts.expireAfterMs,
  REWARDS_CHAIN_EXPLORER_URL: parts.explorerUrl,
  /** The other chains, as a JSON list. */
  REWARDS_CHAINS: moreChains,
  REWARDS_BATCH_SIZE: z.coerce.number().int().min(1).max(LARGEST_BATCH).default(500),
  REWARDS_SETTLE_INTERVAL_MS: env.milliseconds(500),
  REWARDS_LEASE_MS: env.milliseconds(15_000),
})

/** The configuration of the rewards subgraph from the environment; throws ConfigError with every fault. */
export function rewardsConfig(variables: Env) {
  const read = settings(variables)
  const standard: ChainRow = {
    id: read.chainId,
    name: read.chainName,
    urls: read.chainUrl,
    quorum: quorumOf(read.chainQuorum, read.chainUrl),
    privateKey: read.chainPrivateKey,
    distributor: read.distributorAddress,
    token: read.tokenAddress,
    startBlock: read.chainStartBlock,
    confirmations: read.chainConfirmations,
    fees: read.chainFees,
    maxFeeWei: read.chainMaxFeeGwei,
    replaceAfterMs: read.chainReplaceAfterMs,
    expireAfterMs: read.chainExpireAfterMs,
    explorerUrl: read.chainExplorerUrl ?? null,
  }
  const others = read.chains.map(({ maxFeeGwei, privateKey, explorerUrl, ...row }): ChainRow => ({
    ...row,
    quorum: quorumOf(row.quorum, row.urls),
    privateKey: privateKey ?? standard.privateKey,
    maxFeeWei: maxFeeGwei,
    explorerUrl: explorerUrl ?? null,
  }))
  const chains = [standard, ...others]
  const faults = [...twice(chains.map(({ id }) => `id ${id}`)), ...twice(chains.map(({ name }) => `name ${name}`))]
  const unreachable = chains.filter(({ quorum, urls }) => quorum > urls.length)
  const trusting = chains.filter(({ quorum, urls }) => quorum === 1 && urls.length > 1)
  const repeating = chains.filter(({ urls }) => new Set(urls.map((url) => new URL(url).href)).size < urls.length)
  if (faults.length + unreachable.length + trusting.length + repeating.length > 0)
    throw new ConfigError([
      ...faults.map((what) => `REWARDS_CHAINS: two chains have the ${what}`),
      ...unreachable.map(({ name, urls }) => `the quorum of chain ${name} is more than its ${urls.length} URLs`),
      ...trusting.map(
        ({ name, urls }) =>
          `the quorum of chain ${name} must be 2 or more, as it has ${urls.length} URLs: one node alone must not move money`,
      ),
      ...repeating.map(({ name }) => `chain ${name} has a URL twice: it would be asked twice and counted as two nodes`),
    ])
  return {
    ...read,
    /** The standard one first. */
    chains: chains as [ChainRow, ...ChainRow[]],
    settlement: {
      batchSize: read.batchSize,
      /** How long the worker rests when there is nothing to do. */
      intervalMs: read.settleIntervalMs,
      /** A worker that has not renewed its lease for this time counts as dead. */
      leaseMs: read.leaseMs,
    },
  }
}

const twice = (words: readonly string[]): string[] => words.filter((word, i) => words.indexOf(word) !== i)
