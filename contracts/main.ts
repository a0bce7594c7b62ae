import { JsonRpcProvider, getAddress, isAddress, isHexString, parseEther } from 'ethers'
import { z } from 'zod'
import { deployContracts } from './deploy.ts'

/**
 * `node contracts/main.ts`: brings the contracts to a chain, or finds that they are there, and prints their addresses as JSON.
 * Run it again after any failure.
 */
const address = z.string().refine(isAddress, 'must be an address').transform(getAddress)
const tokens = z
  .string()
  .regex(/^\d+(\.\d{1,18})?$/, 'must be a number of tokens')
  .transform(parseEther)

const read = z
  .object({
    DEPLOY_CHAIN_URL: z.url({ protocol: /^https?$/ }),
    /** Pays for the deployment, and holds no role afterwards. */
    DEPLOY_PRIVATE_KEY: z.string().refine((text) => isHexString(text, 32), 'must be 32 bytes in hex with 0x'),
    /** A multi-signature Safe. */
    DEPLOY_TREASURY: address,
    DEPLOY_GUARDIAN: address,
    /** Address of the key that the rewards box has as REWARDS_CHAIN_PRIVATE_KEY. */
    DEPLOY_SETTLER: address,
    DEPLOY_ADMIN_DELAY_SECONDS: z.coerce.bigint().default(172_800n),
    DEPLOY_CAP: tokens.default(parseEther('1000000000')),
    DEPLOY_WEEKLY_BUDGET: tokens,
    DEPLOY_REWARD_MAXIMUM: tokens,
    /** File that keeps the addresses, so that newer code does not make a second token. */
    DEPLOY_RECORD: z.string().optional(),
  })
  .safeParse(process.env)

if (!read.success) {
  const faults = read.error.issues.map(({ path, message }) => `  - ${path.join('.')}: ${message}`)
  process.stderr.write(`contracts: the configuration has faults:\n${faults.join('\n')}\n`)
  process.exit(78)
}

const env = read.data
const provider = new JsonRpcProvider(env.DEPLOY_CHAIN_URL)
try {
  const deployed = await deployContracts({
    provider,
    deployerKey: env.DEPLOY_PRIVATE_KEY,
    terms: {
      treasury: env.DEPLOY_TREASURY,
      guardian: env.DEPLOY_GUARDIAN,
      settler: env.DEPLOY_SETTLER,
      adminDelay: env.DEPLOY_ADMIN_DELAY_SECONDS,
      cap: env.DEPLOY_CAP,
      limits: { weeklyBudget: env.DEPLOY_WEEKLY_BUDGET, rewardMaximum: env.DEPLOY_REWARD_MAXIMUM },
    },
    ...(env.DEPLOY_RECORD !== undefined && { record: env.DEPLOY_RECORD }),
  })
  process.stdout.write(`${JSON.stringify(deployed)}\n`)
} finally {
  provider.destroy()
}
