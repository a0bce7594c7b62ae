import { hashOf, storageAt, type Header, type Keccak, type StateProof } from './state-proof.ts'

/** What the graph says of a reward that is paid: `reward { payout key chainIndex batchNumber batchIndex transactionHash chain { id distributor } }`. */
export interface PaidReward {
  payout: string
  key: string
  chainIndex: string
  batchNumber: number
  batchIndex: number
  transactionHash: string
  chain: { id: number; distributor: string }
}

/** Asks a node of the reader's own: `eth_call` and the like. */
export type AskNode = (method: string, params: readonly unknown[]) => Promise<unknown>

/** A node over HTTP, by JSON-RPC. What it refuses is thrown with its code. */
export const nodeAt =
  (url: string): AskNode =>
  async (method, params) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    })
    const { result, error } = (await response.json()) as { result?: unknown; error?: { code: number; message: string } }
    if (error) throw Object.assign(new Error(error.message), { code: error.code })
    return result
  }

/** `BatchPaid(uint64,bytes32,uint256,uint256)`, `isPaid(uint256)` and `payBatch(…)` of the contract RewardDistributor. */
const BATCH_PAID = '0x0761301f5aa9ab44ba0f057f7bb615d52232ee200d47ae05060ae9b983061e75'
const IS_PAID = '0xcd392a83'
const PAY_BATCH = '0x090c9e04'
const WORD = 64

/** The slot of the mapping `paidBits` in the contract's storage. */
const PAID_BITS_SLOT = 6n
/** What nodes say that do not know a method: JSON-RPC's code, and their words. */
const NO_METHOD = /-32601|method .*(not (found|exist|supported|available)|is not whitelisted)|unsupported method|does not exist/i

/**
 * Whether a reward is paid, by a node of the reader's own and not by our word. Null if it is, and final; else what does not agree. It follows the
 * way from the reward to its batch (event), to its place there (calldata: index, key, account, amount), to its bit in the contract's bitmap.
 */
export async function disproofOf(reward: PaidReward, account: string, ask: AskNode): Promise<string | null> {
  const other = await otherInBatch(reward, account, ask)
  if (other !== null) return other
  const data = IS_PAID + wordOf(BigInt(reward.chainIndex))
  const paid = (await ask('eth_call', [{ to: reward.chain.distributor, data }, 'finalized'])) as string
  return BigInt(paid) === 1n ? null : notPaid(reward)
}

export interface PaymentProof {
  /** Null: it is paid. Else what does not agree. */
  disproof: string | null
  /**
   * STATE: the bit of the reward is in the state of `block`, so that no node can have made it up. NODE: the node has no `eth_getProof` for it, and
   * `disproof` is its word alone, as of `disproofOf`.
   */
  by: 'STATE' | 'NODE'
  /** The block by whose state it is proved. Compare its hash with what somebody else says whom you trust. */
  block: { number: number; hash: string; stateRoot: string }
}

/**
 * The same as `disproofOf`, with the reward's bit proved by the state root of a final block (`eth_getProof`): the header is hashed again, and
 * the way from its state root to the bit is a Merkle proof. Index, key, account and amount are read in the calldata.
 */
export async function proofOfPayment(
  reward: PaidReward,
  account: string,
  { ask, keccak }: { ask: AskNode; keccak: Keccak },
): Promise<PaymentProof> {
  const { chain, chainIndex } = reward
  const header = (await ask('eth_getBlockByNumber', ['finalized', false])) as Header | null
  if (!header) throw new Error('The node has no final block.')
  const block = { number: Number(header.number), hash: header.hash, stateRoot: header.stateRoot }
  const index = BigInt(chainIndex)
  const slot = keccak(`0x${wordOf(index >> 8n)}${wordOf(PAID_BITS_SLOT)}`)
  const proof = await stateProof(ask, [chain.distributor, [slot], header.number])
  if (!proof) return { disproof: await disproofOf(reward, account, ask), by: 'NODE', block }
  const said = (disproof: string | null): PaymentProof => ({ disproof, by: 'STATE', block })
  if (!same(hashOf(header, keccak), header.hash)) return said('The block has another hash than its fields.')
  const bits = storageAt({ stateRoot: header.stateRoot, contract: chain.distributor, slot }, proof, keccak)
  if (bits === null) return said("The node's proof does not lead from the state root of the block to the contract.")
  if (((bits >> (index & 255n)) & 1n) === 0n) return said(notPaid(reward))
  return said(await otherInBatch(reward, account, ask))
}

/** Null from a node that has no such method, or no state of that block any more. */
async function stateProof(ask: AskNode, params: readonly unknown[]): Promise<StateProof | null> {
  try {
    return (await ask('eth_getProof', params)) as StateProof | null
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: string }
    if (NO_METHOD.test(`${String(code)} ${message}`)) return null
    throw error
  }
}

const notPaid = ({ chainIndex }: PaidReward): string => `The contract says that index ${chainIndex} is not paid.`

/** What in the batch that is to have paid a reward is other than it should be; null if nothing is, and its block is final. */
async function otherInBatch(reward: PaidReward, account: string, ask: AskNode): Promise<string | null> {
  const { chain, transactionHash, batchNumber, batchIndex, chainIndex } = reward
  if (Number(await ask('eth_chainId', [])) !== chain.id) return `The node is not on chain ${chain.id}.`
  const receipt = (await ask('eth_getTransactionReceipt', [transactionHash])) as Receipt | null
  if (!receipt || Number(receipt.status) !== 1) return 'There is no such transaction, or it has failed.'
  const announced = receipt.logs.some(
    ({ address, topics }) =>
      same(address, chain.distributor) && topics[0] === BATCH_PAID && BigInt(topics[1] ?? -1) === BigInt(batchNumber),
  )
  if (!announced) return `The transaction has not paid batch ${batchNumber} of this contract.`
  const final = (await ask('eth_getBlockByNumber', ['finalized', false])) as { number: string } | null
  if (!final || BigInt(final.number) < BigInt(receipt.blockNumber)) return 'Its block is not final yet.'
  const { input } = (await ask('eth_getTransactionByHash', [transactionHash])) as { input: string }
  const place = placeIn(input, batchIndex)
  if (!place) return 'The transaction is no batch, or has no such place.'
  if (place.payout !== (BigInt(account) << 96n) + BigInt(reward.payout))
    return 'Another account or another amount stands in its place.'
  if (!same(place.key, reward.key)) return 'Another reward stands in its place.'
  return place.index === BigInt(chainIndex) ? null : `The batch has paid index ${place.index} in its place.`
}

interface Receipt {
  status: string
  blockNumber: string
  logs: { address: string; topics: string[] }[]
}

/** Index, payout and key at a place of a batch's calldata: `payBatch(uint64 number, (uint256,uint256)[] words, uint256[] payouts, bytes keys)`. */
function placeIn(input: string, place: number): { index: bigint; payout: bigint; key: string } | null {
  if (!input.startsWith(PAY_BATCH)) return null
  const body = input.slice(PAY_BATCH.length)
  const word = (at: number) => BigInt(`0x${body.slice(at, at + WORD) || '0'}`)
  // Arguments one to three after the number say where words, payouts and keys begin, in bytes.
  const [words, payouts, keys] = [Number(word(WORD)) * 2, Number(word(2 * WORD)) * 2, Number(word(3 * WORD)) * 2]
  if (place < 0 || BigInt(place) >= word(payouts)) return null
  const key = keys + WORD + place * 32
  let left = place
  for (let i = 0n; i < word(words); i++) {
    const at = words + WORD + Number(i) * 2 * WORD
    const [position, mask] = [word(at), word(at + WORD)]
    for (let bit = 0n; bit < 256n; bit++)
      if ((mask >> bit) & 1n && left-- === 0)
        return { index: (position << 8n) + bit, payout: word(payouts + WORD * (place + 1)), key: `0x${body.slice(key, key + 32)}` }
  }
  return null
}

const wordOf = (value: bigint): string => value.toString(16).padStart(WORD, '0')
const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()
