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

/** `BatchPaid(uint64,bytes32,uint256,uint256)`, `isPaid(uint256)` and `payBatch(…)` of the contract RewardDistributor. */
const BATCH_PAID = '0x0761301f5aa9ab44ba0f057f7bb615d52232ee200d47ae05060ae9b983061e75'
const IS_PAID = '0xcd392a83'
const PAY_BATCH = '0x090c9e04'
const WORD = 64

/**
 * Whether a reward is paid, by a node of the reader's own and not by our word. Null if it is, and final; else what does not agree. It follows the
 * way from the reward to its batch (event), to its place there (calldata: key, account, amount), to its bit in the contract's bitmap.
 */
export async function disproofOf(reward: PaidReward, account: string, ask: AskNode): Promise<string | null> {
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
  const data = IS_PAID + BigInt(chainIndex).toString(16).padStart(WORD, '0')
  const paid = (await ask('eth_call', [{ to: chain.distributor, data }, 'finalized'])) as string
  return BigInt(paid) === 1n ? null : `The contract says that index ${chainIndex} is not paid.`
}

interface Receipt {
  status: string
  blockNumber: string
  logs: { address: string; topics: string[] }[]
}

/** Payout and key at a place of a batch's calldata: `payBatch(uint64 number, (uint256,uint256)[] words, uint256[] payouts, bytes keys)`. */
function placeIn(input: string, index: number): { payout: bigint; key: string } | null {
  if (!input.startsWith(PAY_BATCH)) return null
  const body = input.slice(PAY_BATCH.length)
  const word = (at: number) => BigInt(`0x${body.slice(at, at + WORD) || '0'}`)
  // Arguments two and three say where the payouts and the keys begin, in bytes.
  const [payouts, keys] = [Number(word(2 * WORD)) * 2, Number(word(3 * WORD)) * 2]
  if (index < 0 || BigInt(index) >= word(payouts)) return null
  const key = keys + WORD + index * 32
  return { payout: word(payouts + WORD * (index + 1)), key: `0x${body.slice(key, key + 32)}` }
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()
