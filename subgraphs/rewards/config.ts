import { getAddress, isAddress, isHexString, parseUnits } from 'ethers'
import { z } from 'zod'
import { boxConfig } from '#box/config.ts'
import { env, type Env } from '#lib/config.ts'
import { isCustodyKey } from './earning/custody.ts'

export type Config = ReturnType<typeof rewardsConfig>

/** A batch of 600 new holders stays below the 2^24 gas that one transaction may use. */
export const LARGEST_BATCH = 600

const address = z
  .string()
  .refine(isAddress, 'must be an address, 0x and 40 hex digits, with a right checksum')
  .transform(getAddress)

const settings = boxConfig('rewards', {
  REWARDS_CHAIN_URL: env.url('http:', 'https:'),
  REWARDS_CHAIN_ID: z.coerce.number().int().positive().default(31337),
  /** The settler's key. It may send batches, and nothing else. */
  REWARDS_CHAIN_PRIVATE_KEY: z.string().refine((text) => isHexString(text, 32), 'must be 32 bytes in hex with 0x'),
  REWARDS_DISTRIBUTOR_ADDRESS: address,
  REWARDS_TOKEN_ADDRESS: address,
  /** Extended public key. User number n is paid at its child n. */
  REWARDS_CUSTODY_XPUB: z.string().refine(isCustodyKey, 'must be an extended public key (xpub…), never a private one'),
  REWARDS_CHAIN_START_BLOCK: z.coerce.number().int().min(0).default(0),
  REWARDS_CHAIN_CONFIRMATIONS: z.coerce.number().int().min(1).max(64).default(1),
  REWARDS_CHAIN_MAX_FEE_GWEI: z
    .string()
    .regex(/^\d{1,6}(\.\d{1,9})?$/, 'must be a number of gwei')
    .default('200')
    .transform((text) => parseUnits(text, 'gwei')),
  REWARDS_CHAIN_REPLACE_AFTER_MS: env.milliseconds(60_000),
  REWARDS_CHAIN_EXPIRE_AFTER_MS: env.milliseconds(3_600_000),
  REWARDS_BATCH_SIZE: z.coerce.number().int().min(1).max(LARGEST_BATCH).default(500),
  REWARDS_SETTLE_INTERVAL_MS: env.milliseconds(500),
  REWARDS_LEASE_MS: env.milliseconds(15_000),
})

/** The configuration of the rewards subgraph from the environment; throws ConfigError with every fault. */
export function rewardsConfig(variables: Env) {
  const read = settings(variables)
  return {
    ...read,
    chain: {
      url: read.chainUrl,
      id: read.chainId,
      privateKey: read.chainPrivateKey,
      distributor: read.distributorAddress,
      token: read.tokenAddress,
      startBlock: read.chainStartBlock,
    },
    settlement: {
      batchSize: read.batchSize,
      /** How long the worker rests when there is nothing to do. */
      intervalMs: read.settleIntervalMs,
      /** A worker that has not renewed its lease for this time counts as dead. */
      leaseMs: read.leaseMs,
      /** How many blocks, with its own, a payment needs to count as settled. */
      confirmations: read.chainConfirmations,
      /** The most to pay for gas, in wei. Above it a batch waits. */
      maxFeeWei: read.chainMaxFeeGwei,
      /** When a transaction that nobody has mined gets a higher fee. */
      replaceAfterMs: read.chainReplaceAfterMs,
      /** When a batch that nobody has mined is given up, and its nonce filled. */
      expireAfterMs: read.chainExpireAfterMs,
    },
  }
}
