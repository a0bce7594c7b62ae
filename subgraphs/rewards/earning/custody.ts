import { HDNodeVoidWallet, HDNodeWallet } from 'ethers'

/** True for an extended public key. A private one is refused: this process must not be able to spend what users own. */
export function isCustodyKey(text: string): boolean {
  try {
    return parse(text) instanceof HDNodeVoidWallet
  } catch {
    return false
  }
}

/** The address of a user's number under the custody key. */
export const payoutAddress = (xpub: string, index: number): string => parse(xpub).deriveChild(index).address

const parse = (text: string) => HDNodeWallet.fromExtendedKey(text)
