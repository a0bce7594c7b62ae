import type { HDNodeWallet, Wallet } from 'ethers'
import type { Page } from 'playwright-core'

/** A wallet as its owner leaves it at the moment. */
export interface WalletState {
  key: Wallet | HDNodeWallet
  chain: number
  /** Its owner says no. */
  refuses?: boolean
  /** It signs with another key than that of the account it shows. */
  signsAs?: Wallet | HDNodeWallet | undefined
  /** Its owner has changed to this account by the time it has signed. */
  changesTo?: string | undefined
  /** What it has signed last. */
  signed?: string
}

type Answer = { result: unknown } | { code: number }

/** Two wallets, as extensions put them into a page (EIP-6963): they answer alike, and sign in Node, by ethers. Give it before the page is opened. */
export async function announceWallets(page: Page, wallet: WalletState): Promise<void> {
  await page.exposeFunction('askWallet', (method: string, params: unknown[]) => answer(wallet, method, params))
  await page.addInitScript(() => {
    const ask = (globalThis as unknown as { askWallet: (method: string, params: unknown[]) => Promise<Answer> }).askWallet
    const provider = {
      async request({ method, params = [] }: { method: string; params?: unknown[] }) {
        const told = await ask(method, params)
        if ('code' in told) throw Object.assign(new Error('refused'), { code: told.code })
        return told.result
      },
    }
    const announce = () => {
      for (const name of ['Fox', 'Bear']) {
        const info = {
          uuid: `uuid-${name}`,
          name,
          icon: 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>',
          rdns: `test.${name}`,
        }
        globalThis.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail: Object.freeze({ info, provider }) }))
      }
    }
    globalThis.addEventListener('eip6963:requestProvider', announce)
    announce()
  })
}

async function answer(wallet: WalletState, method: string, params: unknown[]): Promise<Answer> {
  const { key, chain, refuses = false, signsAs = key, changesTo } = wallet
  switch (method) {
    case 'eth_requestAccounts':
      return refuses ? { code: 4001 } : { result: [key.address] }
    case 'eth_accounts':
      return { result: [changesTo ?? key.address] }
    case 'eth_chainId':
      return { result: `0x${chain.toString(16)}` }
    case 'wallet_switchEthereumChain':
      return { code: 4001 }
    case 'personal_sign': {
      const text = Buffer.from(String(params[0]).slice(2), 'hex').toString()
      wallet.signed = text
      return { result: await signsAs.signMessage(text) }
    }
    default:
      return { code: -32_601 }
  }
}
