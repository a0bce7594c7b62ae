import { HDNodeWallet, JsonRpcProvider, Mnemonic, parseEther } from 'ethers'
import { deployContracts } from './deploy.ts'
import { custodyXpub } from './keys.ts'

/** The phrase whose first accounts a local chain funds. `entropy` is 16 random bytes, hex. */
export const localMnemonic = (entropy: string): string => Mnemonic.fromEntropy(`0x${entropy}`).phrase

/** The first accounts of a local chain's phrase. */
export function localAddresses(phrase: string, count: number): string[] {
  const root = HDNodeWallet.fromPhrase(phrase, undefined, "m/44'/60'/0'/0")
  return Array.from({ length: count }, (_, index) => root.deriveChild(index).address)
}

const [DEPLOYER, TREASURY, GUARDIAN, SETTLER] = [0, 1, 2, 3]

export interface LocalDeployment {
  token: string
  distributor: string
  settlerKey: string
  /** Extended public key under which the drivers' payout addresses lie. */
  custodyXpub: string
}

const account = (entropy: string, index: number) =>
  HDNodeWallet.fromPhrase(localMnemonic(entropy), undefined, `m/44'/60'/0'/0/${index}`)

/** The keys of a local chain that the rewards box needs. */
export function localKeys(entropy: string): Pick<LocalDeployment, 'settlerKey' | 'custodyXpub'> {
  return { settlerKey: account(entropy, SETTLER).privateKey, custodyXpub: custodyXpub(localMnemonic(entropy)) }
}

/**
 * Deploys the contracts to a local chain, once, with keys of their own for every role, all derived from the chain's phrase. A
 * real deployment takes its treasury from a Safe and its keys from a vault: see `deploy/README.md`.
 */
export async function deployLocally({
  url,
  entropy,
  record,
}: {
  url: string
  entropy: string
  record: string
}): Promise<LocalDeployment> {
  const [deployer, treasury] = [account(entropy, DEPLOYER), account(entropy, TREASURY)]
  const [guardian, settler] = [account(entropy, GUARDIAN), account(entropy, SETTLER)]
  const provider = new JsonRpcProvider(url, undefined, { staticNetwork: true, cacheTimeout: -1, pollingInterval: 50 })
  try {
    const { token, distributor } = await deployContracts({
      provider,
      deployerKey: deployer.privateKey,
      record,
      terms: {
        treasury: treasury.address,
        guardian: guardian.address,
        settler: settler.address,
        adminDelay: 0n,
        cap: parseEther('1000000000'),
        limits: { weeklyBudget: parseEther('1000000'), rewardMaximum: parseEther('1000') },
      },
    })
    return { token, distributor, ...localKeys(entropy) }
  } finally {
    provider.destroy()
  }
}
