import { ACCOUNTS_LIMITS } from '../limits.ts'

export interface Signed {
  address: string
  chainId: number
  message: string
  signature: string
}

/**
 * Who has signed: the key of the address, or the contract at it (ERC-1271), also one that is not deployed yet (ERC-6492), by the chain's own
 * word. Null if neither has. Throws if a contract has to be asked and the chain does not answer, or is another one.
 */
export async function signerOf({ address, chainId, message, signature }: Signed, url: string): Promise<'KEY' | 'CONTRACT' | null> {
  // Loaded late: few sign in so, and it is heavy.
  const { createClient, hashMessage, http, isAddressEqual, recoverMessageAddress } = await import('viem')
  const { getChainId, verifyHash } = await import('viem/actions')
  const account = address as `0x${string}`
  const given = signature as `0x${string}`
  const recovered = await recoverMessageAddress({ message, signature: given }).catch(() => null)
  if (recovered !== null && isAddressEqual(recovered, account)) return 'KEY'
  const transport = http(url, { timeout: ACCOUNTS_LIMITS.chainMs, retryCount: 0 })
  const client = createClient({ transport })
  // An answer of another chain is about another contract. Asked apart, because what follows cannot tell a chain that is away from a no.
  const answering = await getChainId(client)
  if (answering !== chainId) throw new Error(`the chain ${chainId} is wanted, and ${answering} answers`)
  return (await verifyHash(client, { address: account, hash: hashMessage(message), signature: given })) ? 'CONTRACT' : null
}
