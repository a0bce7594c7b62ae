import type { Provider } from './announced.ts'

/** Why a wallet has signed nothing. */
export type WalletReason = 'REFUSED' | 'BUSY' | 'NO_ACCOUNT' | 'WRONG_ACCOUNT' | 'WRONG_CHAIN' | 'UNKNOWN_CHAIN' | 'BROKEN'

export class WalletFault extends Error {
  readonly reason: WalletReason
  constructor(reason: WalletReason, cause?: unknown) {
    super(reason, { cause })
    this.reason = reason
  }
}

/** Codes of EIP-1193, EIP-3326 and of JSON-RPC as wallets use them. */
const REASONS: Readonly<Record<number, WalletReason>> = {
  4001: 'REFUSED',
  4100: 'WRONG_ACCOUNT',
  4902: 'UNKNOWN_CHAIN',
  [-32002]: 'BUSY',
}

async function ask(
  wallet: Provider,
  method: string,
  params: readonly unknown[] = [],
  refused: WalletReason = 'REFUSED',
): Promise<unknown> {
  try {
    return await wallet.request({ method, params })
  } catch (error) {
    const reason = REASONS[Number((error as { code?: unknown }).code)] ?? 'BROKEN'
    throw new WalletFault(reason === 'REFUSED' ? refused : reason, error)
  }
}

export interface Signed {
  address: string
  message: string
  signature: string
}

/**
 * Has a wallet sign what the platform says about its first account, on the chain that rewards are paid on. Throws a WalletFault where it does not: its owner
 * says no, it is on another chain and stays there, or its account is another one by then.
 */
export async function signWith(
  wallet: Provider,
  chainId: number,
  messageFor: (address: string) => Promise<string>,
): Promise<Signed> {
  const [address] = (await ask(wallet, 'eth_requestAccounts')) as string[]
  if (address === undefined) throw new WalletFault('NO_ACCOUNT')
  await changeTo(wallet, chainId)
  const message = await messageFor(address)
  const signature = (await ask(wallet, 'personal_sign', [hexOf(message), address])) as string
  // Its owner may have changed the account while the wallet was open.
  const [now] = (await ask(wallet, 'eth_accounts')) as string[]
  if (now?.toLowerCase() !== address.toLowerCase()) throw new WalletFault('WRONG_ACCOUNT')
  return { address, message, signature }
}

async function changeTo(wallet: Provider, chainId: number): Promise<void> {
  const isThere = async () => Number(await ask(wallet, 'eth_chainId')) === chainId
  if (await isThere()) return
  await ask(wallet, 'wallet_switchEthereumChain', [{ chainId: `0x${chainId.toString(16)}` }], 'WRONG_CHAIN')
  if (!(await isThere())) throw new WalletFault('WRONG_CHAIN')
}

const hexOf = (text: string): string =>
  `0x${[...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
