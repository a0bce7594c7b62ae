import { readFile, rename, writeFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import {
  AbiCoder,
  Interface,
  Wallet,
  concat,
  getAddress,
  getCreate2Address,
  getCreateAddress,
  keccak256,
  parseEther,
  ZeroHash,
  type Provider,
} from 'ethers'
import { contractAt } from './contract.ts'
import { Deployment } from './generated/Deployment.ts'
import { RewardDistributor } from './generated/RewardDistributor.ts'

/** Who holds what, and the limits. Amounts in base units. The addresses of the contracts follow from the terms and the code. */
export interface Terms {
  /** Holds the admin role of both contracts: unpauses, sets limits, replaces keys. Meant to be a Safe. */
  treasury: string
  /** May pause. */
  guardian: string
  /** The platform's signing key. Not the deployer: its nonces belong to the settlement alone. */
  settler: string
  /** Seconds between the two steps by which the treasury's role can move. */
  adminDelay: bigint
  cap: bigint
  limits: { weeklyBudget: bigint; rewardMaximum: bigint }
}

export interface Deployed {
  token: string
  distributor: string
  /** Transactions sent this time; 0 when all was there. */
  sent: number
}

const DEADLINE_MS = 120_000
/** The factory that is at this address on every chain: https://github.com/Arachnid/deterministic-deployment-proxy */
export const FACTORY = '0x4e59b44847b379578588920cA78FbF26c0B4956C'
const FACTORY_SIGNER = '0x3fAB184622Dc19b6109349B94811493BF2a45362'
const FACTORY_COST = parseEther('0.01')
/** Its creation, signed once for all chains by a key that nobody has. */
const FACTORY_TRANSACTION = `0xf8a58085174876e800830186a08080b853604580600e600039806000f350fe7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf31ba0${'2'.repeat(64)}a0${'2'.repeat(64)}`

/** Where the contracts stand, or will stand, under these terms. */
export function addressesFor(terms: Terms): { deployment: string; token: string; distributor: string } {
  const deployment = getCreate2Address(FACTORY, ZeroHash, keccak256(creationCode(terms)))
  return {
    deployment,
    token: getCreateAddress({ from: deployment, nonce: 1 }),
    distributor: getCreateAddress({ from: deployment, nonce: 2 }),
  }
}

/**
 * Makes sure the contracts are on the chain. Safe to run again at any time, also after a run that died half way: every step
 * first looks at the chain. Both contracts come in one transaction at addresses fixed by the terms, so there is no half of them,
 * and the deployer never holds a role.
 *
 * `record` names a file that keeps the addresses: contracts that it names and the chain has are kept, though newer code or
 * other terms would now give other addresses. Throws when the chain refuses or stays silent for two minutes.
 */
export async function deployContracts(options: {
  provider: Provider
  deployerKey: string
  terms: Terms
  record?: string
}): Promise<Deployed> {
  const { provider, deployerKey, terms, record } = options
  const deployer = new Wallet(deployerKey, provider)
  if (deployer.address === getAddress(terms.settler))
    throw new Error('The deployer and the settler must be two keys: the settlement alone may use up its nonces.')
  const known = record ? await recorded(record, provider) : null
  if (known) return { ...known, sent: 0 }

  const { deployment, token, distributor } = addressesFor(terms)
  let sent = 0
  if (!(await hasCode(provider, deployment))) {
    sent += await ensureFactory(provider, deployer)
    // Another run may come first; then this one reverts, and the code is there all the same.
    const request = { to: FACTORY, data: concat([ZeroHash, creationCode(terms)]) }
    const { hash } = await deployer.sendTransaction(request)
    sent++
    await until(() => hasCode(provider, deployment), `transaction ${hash} to create the contracts`)
  }
  if (record) await writeRecord(record, { token, distributor })
  return { token, distributor, sent }
}

/** Brings the CREATE2 factory to a chain that lacks it. Returns how many transactions that took. */
async function ensureFactory(provider: Provider, deployer: Wallet): Promise<number> {
  if (await hasCode(provider, FACTORY)) return 0
  let sent = 0
  if ((await provider.getBalance(FACTORY_SIGNER)) < FACTORY_COST) {
    await deployer.sendTransaction({ to: FACTORY_SIGNER, value: FACTORY_COST })
    sent++
    await until(async () => (await provider.getBalance(FACTORY_SIGNER)) >= FACTORY_COST, 'the payment for the CREATE2 factory')
  }
  await provider.broadcastTransaction(FACTORY_TRANSACTION)
  await until(() => hasCode(provider, FACTORY), 'the CREATE2 factory')
  return sent + 1
}

const creationCode = (terms: Terms): string =>
  concat([Deployment.bytecode, AbiCoder.defaultAbiCoder().encode(new Interface(Deployment.abi).deploy.inputs, [terms])])

const hasCode = async (provider: Provider, address: string): Promise<boolean> => (await provider.getCode(address)) !== '0x'

async function recorded(file: string, provider: Provider): Promise<{ token: string; distributor: string } | null> {
  try {
    const { token, distributor } = JSON.parse(await readFile(file, 'utf8')) as { token: string; distributor: string }
    const standing =
      (await hasCode(provider, distributor)) && (await contractAt(RewardDistributor, distributor, provider).read.token())
    return standing === token ? { token, distributor } : null
  } catch (error) {
    // No record yet, or one that a crash cut short: the chain decides.
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error && error.code === 'ENOENT')) return null
    throw error
  }
}

async function writeRecord(file: string, addresses: { token: string; distributor: string }): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(addresses))
  await rename(`${file}.new`, file)
}

async function until(done: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS
  while (!(await done())) {
    if (Date.now() > deadline) throw new Error(`The chain shows nothing of ${what} after ${DEADLINE_MS / 1000} seconds.`)
    await wait(50)
  }
}
