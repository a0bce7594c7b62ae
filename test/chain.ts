import { HDNodeWallet, JsonRpcProvider, Mnemonic, Wallet, parseEther } from 'ethers'
import { contractAt, type TypedContract } from '../contracts/contract.ts'
import { deployContracts, type Terms } from '../contracts/deploy.ts'
import { EVcoin } from '../contracts/generated/EVcoin.ts'
import { RewardDistributor } from '../contracts/generated/RewardDistributor.ts'
import { startAnvil } from '../deploy/embedded/anvil.ts'

const MNEMONIC = 'test test test test test test test test test test test junk'

export interface TestChain extends AsyncDisposable {
  url: string
  provider: JsonRpcProvider
  token: TypedContract<EVcoin>
  distributor: TypedContract<RewardDistributor>
  /** All funded; each holds only the role of its name, the deployer none. */
  keys: { deployer: Wallet; treasury: Wallet; guardian: Wallet; settler: Wallet; stranger: Wallet }
  terms: Terms
}

/** A chain of its own on a free port, with the contracts deployed. */
export async function testChain(
  options: { terms?: Partial<Terms>; args?: readonly string[]; folder?: string; chainId?: number } = {},
): Promise<TestChain> {
  const anvil = await startAnvil({
    mnemonic: MNEMONIC,
    ...(options.args && { args: options.args }),
    ...(options.folder && { folder: options.folder }),
    ...(options.chainId && { chainId: options.chainId }),
  })
  const provider = connectChain(anvil.url, options.chainId)
  const keys = {
    deployer: key(0, provider),
    treasury: key(1, provider),
    guardian: key(2, provider),
    settler: key(3, provider),
    stranger: key(4, provider),
  }
  const terms: Terms = {
    treasury: keys.treasury.address,
    guardian: keys.guardian.address,
    settler: keys.settler.address,
    adminDelay: 0n,
    cap: parseEther('1000000000'),
    limits: { weeklyBudget: parseEther('1000000'), rewardMaximum: parseEther('1000') },
    ...options.terms,
  }
  const { token, distributor } = await deployContracts({ provider, deployerKey: keys.deployer.privateKey, terms })
  return {
    url: anvil.url,
    provider,
    keys,
    terms,
    token: contractAt(EVcoin, token, provider),
    distributor: contractAt(RewardDistributor, distributor, provider),
    [Symbol.asyncDispose]: async () => {
      provider.destroy()
      await anvil[Symbol.asyncDispose]()
    },
  }
}

/** A provider that asks the chain each time: ethers would answer from a cache for a quarter of a second. */
export const connectChain = (url: string, chainId = 31337): JsonRpcProvider =>
  new JsonRpcProvider(url, chainId, { staticNetwork: true, cacheTimeout: -1, pollingInterval: 50 })

/** One of the accounts that the test mnemonic funds. */
export const key = (index: number, provider: JsonRpcProvider): Wallet =>
  new Wallet(HDNodeWallet.fromMnemonic(Mnemonic.fromPhrase(MNEMONIC), `m/44'/60'/0'/0/${index}`).privateKey, provider)
