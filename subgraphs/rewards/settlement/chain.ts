import { Transaction, Wallet, isError } from 'ethers'
import { unpackBatch, type BatchArguments, type Payout } from '../../../contracts/batch.ts'
import { contractAt, type TypedContract } from '../../../contracts/contract.ts'
import { RewardDistributor } from '../../../contracts/generated/RewardDistributor.ts'
import type { ChainRow } from '../chains/chain-rows.ts'
import { createNodes, NodesDisagree, type Node } from './nodes.ts'

export interface Fees {
  maxFeeWei: bigint
  maxTipWei: bigint
}

export interface Signed extends Fees {
  raw: string
  hash: string
}

export interface Mined {
  hash: string
  succeeded: boolean
  /** It paid a batch: the distributor has said so. Without a contract at the address a call succeeds and does nothing. */
  paid: boolean
  blockNumber: number
  blockHash: string
  /** Gas that was used, at its price. */
  feeWei: bigint
}

export interface FoundBatch {
  number: number
  keysHash: string
  total: bigint
  hash: string
  blockNumber: number
  payouts: Payout[]
}

/** All that the settlement asks of the chain. The node answers everything anew; nothing is kept here. */
export interface Chain extends Disposable {
  readonly id: number
  readonly name: string
  readonly signer: string
  readonly distributor: string
  readonly startBlock: number
  /** Rejects when the node cannot be reached or is on another chain. */
  check(): Promise<void>
  head(): Promise<number>
  blockHash(number: number): Promise<string | null>
  finalizedNumber(): Promise<number>
  /**
   * Transactions of the signer in blocks, as of the last block or the finalized one: so many by more than half of the nodes (`least`), and
   * no more by more than half (`most`). The two differ while a node is behind, or lies.
   */
  nonce(tag: 'latest' | 'finalized'): Promise<{ least: number; most: number }>
  /** The same with those that wait for a block, by the node that knows of the most. */
  pendingNonce(): Promise<number>
  /** What the market asks now. */
  fees(): Promise<Fees>
  distributorState(): Promise<{ batchNumber: number; remainingBudget: bigint; rewardMaximum: bigint; paused: boolean }>
  /** Null if the batch would be paid now, else the name of the contract's error. */
  refusal(calldata: string): Promise<string | null>
  encodeBatch(number: number, batch: BatchArguments): string
  /** Payouts of a batch's calldata; null if it is none. */
  decodeBatch(calldata: string): Payout[] | null
  sign(transaction: { nonce: number; to: string; data: string; gasLimit: number } & Fees): Promise<Signed>
  broadcast(raw: string): Promise<void>
  /** True if the node has the transaction, in a block or waiting. */
  knows(hash: string): Promise<boolean>
  /** Its receipt; null if no block has it. UNSURE while one node has it and another has not. */
  mined(hash: string): Promise<Mined | null | 'UNSURE'>
  batchesBetween(fromBlock: number, toBlock: number): Promise<FoundBatch[]>
  /** Hosts of nodes that failed when they were last asked. */
  failing(): string[]
}

/** The chain through its nodes, with the settler's key. */
export function createChain(row: ChainRow): Chain {
  const nodes = createNodes(row)
  const wallet = new Wallet(row.privateKey)
  const bound = new WeakMap<Node, TypedContract<RewardDistributor>>()
  const at = (node: Node) => {
    const known = bound.get(node) ?? contractAt(RewardDistributor, row.distributor, node.provider)
    bound.set(node, known)
    return known
  }
  // Encodes and decodes; it asks nothing.
  const face = contractAt(RewardDistributor, row.distributor, null)
  const decodeBatch = (calldata: string): Payout[] | null => {
    const decoded = face.decode('payBatch', calldata)
    if (!decoded) return null
    const [, words, payouts, keys] = decoded
    return unpackBatch({ words, payouts, keys })
  }
  /** A batch's payouts are in its calldata. Whichever node it comes from, its hash and the event prove it. */
  const withPayouts = async (batch: Omit<FoundBatch, 'payouts'>): Promise<FoundBatch> => {
    const payouts = await nodes.any(async ({ provider }) => {
      const found = await provider.getTransaction(batch.hash)
      const read = found && Transaction.from(found).hash === batch.hash ? decodeBatch(found.data) : null
      if (!read) throw new Error(`It has no payBatch under ${batch.hash}, which announced batch ${batch.number}.`)
      return read
    })
    return { ...batch, payouts }
  }

  return {
    id: row.id,
    name: row.name,
    signer: wallet.address,
    distributor: row.distributor,
    startBlock: row.startBlock,
    async check() {
      const id = Number(await nodes.agreed('its id', ({ provider }) => provider.send('eth_chainId', [])))
      if (id !== row.id) throw new Error(`The node is on chain ${id}; the configuration of ${row.name} says ${row.id}.`)
      const token = await nodes.agreed('the token', (node) => at(node).read.token())
      if (token !== row.token) throw new Error(`The distributor pays ${token}; the configuration of ${row.name} says ${row.token}.`)
    },
    head: () => nodes.reached(({ provider }) => provider.getBlockNumber()),
    async blockHash(number) {
      const hash = await nodes.has(`block ${number}`, async ({ provider }) => (await provider.getBlock(number))?.hash ?? null)
      if (hash === 'UNSURE') throw new NodesDisagree(`Some nodes of ${row.name} do not have block ${number} yet.`)
      return hash
    },
    finalizedNumber: () => nodes.reached(async ({ provider }) => (await provider.getBlock('finalized'))?.number ?? 0),
    async nonce(tag) {
      const given = await nodes.answers(({ provider }) => provider.getTransactionCount(wallet.address, tag))
      const up = given.toSorted((a, b) => a - b)
      const middle = Math.floor(up.length / 2)
      return { least: up[up.length - 1 - middle] ?? 0, most: up[middle] ?? 0 }
    },
    pendingNonce: async () =>
      Math.max(...(await nodes.answers(({ provider }) => provider.getTransactionCount(wallet.address, 'pending')))),
    async fees() {
      const asked = await nodes.answers(({ provider }) => feesOf(provider, row.fees))
      const [lowest] = asked.toSorted((a, b) => (a.maxFeeWei < b.maxFeeWei ? -1 : 1))
      if (!lowest) throw new Error('No node tells what gas costs.')
      return lowest
    },
    distributorState: () =>
      nodes.agreed('the state of the contract', async (node) => {
        const { read } = at(node)
        const [[batchNumber], remainingBudget, [, rewardMaximum], paused] = await Promise.all([
          read.progress(),
          read.remainingBudget(),
          read.limits(),
          read.paused(),
        ])
        return { batchNumber: Number(batchNumber), remainingBudget, rewardMaximum, paused }
      }),
    async refusal(calldata) {
      try {
        await nodes.any(({ provider }) => provider.call({ from: wallet.address, to: row.distributor, data: calldata }))
        return null
      } catch (error) {
        if (!isError(error, 'CALL_EXCEPTION')) throw error
        return face.errorName(error.data) ?? error.shortMessage
      }
    },
    encodeBatch: (number, { words, payouts, keys }) => face.encode('payBatch', BigInt(number), words, payouts, keys),
    decodeBatch,
    async sign({ nonce, to, data, gasLimit, maxFeeWei, maxTipWei }) {
      const price =
        row.fees === 'LEGACY'
          ? { type: 0, gasPrice: maxFeeWei }
          : { type: 2, maxFeePerGas: maxFeeWei, maxPriorityFeePerGas: maxTipWei }
      const transaction = Transaction.from({ chainId: row.id, nonce, to, data, gasLimit, ...price })
      transaction.signature = wallet.signingKey.sign(transaction.unsignedHash)
      if (!transaction.hash) throw new Error('A signed transaction has a hash.')
      return { raw: transaction.serialized, hash: transaction.hash, maxFeeWei, maxTipWei }
    },
    // To all: one of them may keep it to itself. A node that refuses it is not away.
    async broadcast(raw) {
      const given = await nodes.answers(async ({ provider }) => {
        try {
          await provider.send('eth_sendRawTransaction', [raw])
          return null
        } catch (error) {
          return error
        }
      })
      if (!given.includes(null)) throw given[0]
    },
    knows: async (hash) =>
      (await nodes.answers(async ({ provider }) => (await provider.getTransaction(hash)) !== null)).every(Boolean),
    mined: (hash) =>
      nodes.has(`the receipt of ${hash}`, async ({ provider }): Promise<Mined | null> => {
        const receipt = await provider.getTransactionReceipt(hash)
        if (!receipt) return null
        const { blockNumber, blockHash } = receipt
        const paid = face.eventsIn('BatchPaid', receipt).length === 1
        return { hash, succeeded: receipt.status === 1, paid, blockNumber, blockHash, feeWei: receipt.fee }
      }),
    async batchesBetween(fromBlock, toBlock) {
      const events = await nodes.agreed(`the batches of blocks ${fromBlock} to ${toBlock}`, async (node) =>
        (await at(node).eventsBetween('BatchPaid', fromBlock, toBlock)).map(({ args, transactionHash, blockNumber }) => ({
          number: Number(args.number),
          keysHash: args.keysHash,
          total: args.total,
          hash: transactionHash,
          blockNumber,
        })),
      )
      return Promise.all(events.map(withPayouts))
    },
    failing: nodes.failing,
    [Symbol.dispose]: () => nodes[Symbol.dispose](),
  }
}

async function feesOf(provider: Node['provider'], policy: ChainRow['fees']): Promise<Fees> {
  const { maxFeePerGas, maxPriorityFeePerGas, gasPrice } = await provider.getFeeData()
  if (policy === 'LEGACY' && gasPrice !== null) return { maxFeeWei: gasPrice, maxTipWei: gasPrice }
  if (maxFeePerGas === null || maxPriorityFeePerGas === null) throw new Error('The chain has no EIP-1559 fees: set LEGACY.')
  return { maxFeeWei: maxFeePerGas, maxTipWei: maxPriorityFeePerGas }
}

/** Calldata of a signed transaction. */
export const calldataOf = (raw: string): string => Transaction.from(raw).data
