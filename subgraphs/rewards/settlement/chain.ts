import { FetchRequest, JsonRpcProvider, Transaction, Wallet, isError, type TransactionReceipt } from 'ethers'
import { unpackBatch, type BatchArguments, type Payout } from '../../../contracts/batch.ts'
import { contractAt } from '../../../contracts/contract.ts'
import { RewardDistributor } from '../../../contracts/generated/RewardDistributor.ts'
import type { Config } from '../config.ts'

const REQUEST_MS = 10_000

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
  readonly signer: string
  readonly distributor: string
  readonly startBlock: number
  /** Rejects when the node cannot be reached or is on another chain. */
  check(): Promise<void>
  head(): Promise<{ number: number; hash: string }>
  blockHash(number: number): Promise<string | null>
  finalizedNumber(): Promise<number>
  /** Transactions of the signer in blocks, as of the last block or the finalized one. */
  nonce(tag: 'latest' | 'finalized'): Promise<number>
  /** What the market asks now. */
  fees(): Promise<Fees>
  distributorState(): Promise<{ batchNumber: number; remainingBudget: bigint; rewardMaximum: bigint }>
  /** Null if the batch would be paid now, else the name of the contract's error. */
  refusal(calldata: string): Promise<string | null>
  encodeBatch(number: number, batch: BatchArguments): string
  /** Payouts of a batch's calldata; null if it is none. */
  decodeBatch(calldata: string): Payout[] | null
  sign(transaction: { nonce: number; to: string; data: string; gasLimit: number } & Fees): Promise<Signed>
  broadcast(raw: string): Promise<void>
  /** True if the node has the transaction, in a block or waiting. */
  knows(hash: string): Promise<boolean>
  mined(hash: string): Promise<Mined | null>
  batchesBetween(fromBlock: number, toBlock: number): Promise<FoundBatch[]>
}

/** The chain through one node's JSON-RPC, with the settler's key. */
export function createChain(config: Config['chain']): Chain {
  const request = new FetchRequest(config.url)
  request.timeout = REQUEST_MS
  // The settlement repeats a request that fails, after it has looked again at where things stand.
  request.setThrottleParams({ maxAttempts: 2 })
  const provider = new JsonRpcProvider(request, config.id, { staticNetwork: true, cacheTimeout: -1, batchMaxCount: 20 })
  const wallet = new Wallet(config.privateKey)
  const distributor = contractAt(RewardDistributor, config.distributor, provider)
  const found = async (event: {
    args: { number: bigint; keysHash: string; total: bigint }
    transactionHash: string
    blockNumber: number
  }) => {
    const transaction = await provider.getTransaction(event.transactionHash)
    const payouts = transaction && decodeBatch(transaction.data)
    if (!payouts)
      throw new Error(`The node has no payBatch under ${event.transactionHash}, which announced batch ${event.args.number}.`)
    const { number, keysHash, total } = event.args
    return { number: Number(number), keysHash, total, hash: event.transactionHash, blockNumber: event.blockNumber, payouts }
  }
  const decodeBatch = (calldata: string): Payout[] | null => {
    const decoded = distributor.decode('payBatch', calldata)
    if (!decoded) return null
    const [, words, payouts, keys] = decoded
    return unpackBatch({ words, payouts, keys })
  }

  return {
    id: config.id,
    signer: wallet.address,
    distributor: config.distributor,
    startBlock: config.startBlock,
    async check() {
      const id = Number(await provider.send('eth_chainId', []))
      if (id !== config.id) throw new Error(`The node is on chain ${id}; REWARDS_CHAIN_ID says ${config.id}.`)
      const token = await distributor.read.token()
      if (token !== config.token) throw new Error(`The distributor pays ${token}; REWARDS_TOKEN_ADDRESS says ${config.token}.`)
    },
    async head() {
      const block = await provider.getBlock('latest')
      if (!block?.hash) throw new Error('The node has no blocks.')
      return { number: block.number, hash: block.hash }
    },
    blockHash: async (number) => (await provider.getBlock(number))?.hash ?? null,
    finalizedNumber: async () => (await provider.getBlock('finalized'))?.number ?? 0,
    nonce: (tag) => provider.getTransactionCount(wallet.address, tag),
    async fees() {
      const { maxFeePerGas, maxPriorityFeePerGas } = await provider.getFeeData()
      if (maxFeePerGas === null || maxPriorityFeePerGas === null) throw new Error('The chain has no EIP-1559 fees.')
      return { maxFeeWei: maxFeePerGas, maxTipWei: maxPriorityFeePerGas }
    },
    async distributorState() {
      const [[batchNumber], remainingBudget, [, rewardMaximum]] = await Promise.all([
        distributor.read.progress(),
        distributor.read.remainingBudget(),
        distributor.read.limits(),
      ])
      return { batchNumber: Number(batchNumber), remainingBudget, rewardMaximum }
    },
    async refusal(calldata) {
      try {
        await provider.call({ from: wallet.address, to: config.distributor, data: calldata })
        return null
      } catch (error) {
        if (!isError(error, 'CALL_EXCEPTION')) throw error
        return distributor.errorName(error.data) ?? error.shortMessage
      }
    },
    encodeBatch: (number, { words, payouts, keys }) => distributor.encode('payBatch', BigInt(number), words, payouts, keys),
    decodeBatch,
    async sign({ nonce, to, data, gasLimit, maxFeeWei, maxTipWei }) {
      const transaction = Transaction.from({
        type: 2,
        chainId: config.id,
        nonce,
        to,
        data,
        gasLimit,
        maxFeePerGas: maxFeeWei,
        maxPriorityFeePerGas: maxTipWei,
      })
      transaction.signature = wallet.signingKey.sign(transaction.unsignedHash)
      if (!transaction.hash) throw new Error('A signed transaction has a hash.')
      return { raw: transaction.serialized, hash: transaction.hash, maxFeeWei, maxTipWei }
    },
    broadcast: async (raw) => void (await provider.send('eth_sendRawTransaction', [raw])),
    knows: async (hash) => (await provider.getTransaction(hash)) !== null,
    async mined(hash) {
      const receipt: TransactionReceipt | null = await provider.getTransactionReceipt(hash)
      if (!receipt) return null
      const { blockNumber, blockHash } = receipt
      const paid = distributor.eventsIn('BatchPaid', receipt).length === 1
      return { hash, succeeded: receipt.status === 1, paid, blockNumber, blockHash }
    },
    batchesBetween: async (fromBlock, toBlock) =>
      Promise.all((await distributor.eventsBetween('BatchPaid', fromBlock, toBlock)).map(found)),
    [Symbol.dispose]: () => provider.destroy(),
  }
}

/** Calldata of a signed transaction. */
export const calldataOf = (raw: string): string => Transaction.from(raw).data
