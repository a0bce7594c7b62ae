import { HDNodeWallet, Mnemonic, Wallet, randomBytes } from 'ethers'

/** Where the drivers' payout addresses lie below a phrase: its extended public key names them all, and can spend from none. */
export const custodyXpub = (phrase: string): string =>
  HDNodeWallet.fromPhrase(phrase, undefined, "m/44'/60'/1'/0").neuter().extendedKey

/** Fresh keys for a deployment: the settler's, and the phrase of the payout addresses, which belongs on paper and on no server. */
export function newChainKeys(): { settlerKey: string; settlerAddress: string; custodyPhrase: string; custodyXpub: string } {
  const settler = Wallet.createRandom()
  const { phrase } = Mnemonic.fromEntropy(randomBytes(32))
  return {
    settlerKey: settler.privateKey,
    settlerAddress: settler.address,
    custodyPhrase: phrase,
    custodyXpub: custodyXpub(phrase),
  }
}
