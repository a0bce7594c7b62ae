import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ChainRow } from '../chains/chain-rows.ts'
import { createChain } from './chain.ts'
import { lyingNode } from './lying-node.fixture.ts'
import { NodesDisagree } from './nodes.ts'
import { reconcile } from './reconcile.ts'
import { holdSigner, settleOnce } from './round.ts'
import { expectAllPaidOnce, lapse, rounds, testSettlement, transactions, type TestSettlement } from './settlement.fixture.ts'

let world: TestSettlement
let liar: Awaited<ReturnType<typeof lyingNode>>
let both: ChainRow
beforeEach(async () => {
  world = await testSettlement()
  liar = await lyingNode(world.chain.url)
  both = { ...world.row, urls: [liar.url, world.chain.url], quorum: 2 }
})
afterEach(async () => {
  await liar[Symbol.asyncDispose]()
  await world[Symbol.asyncDispose]()
})
const statuses = async () => (await world.db.selectFrom('reward').select('status').execute()).map(({ status }) => status)
/** An empty contract: no batches, no budget. */
const NOTHING = `0x${'0'.repeat(192)}`

describe('of two nodes that both say the truth', () => {
  test('all is believed, and rewards are paid once', async () => {
    await world.earn(3)
    await rounds(world.worker(undefined, both))
    await expectAllPaidOnce(world, 3)
  })
})

describe('of two nodes of which one is away', () => {
  test('the other alone moves no money: nothing is sent, and what is sent does not count as paid, until it is back', async () => {
    await world.earn(2)
    const worker = world.worker(undefined, both)
    await lapse(world.db)
    liar.state.away = true
    await expect(settleOnce(worker)).rejects.toThrow('needs 2 nodes')
    expect(await transactions(world)).toEqual([])
    liar.state.away = false
    expect(await settleOnce(worker)).toBe('busy')
    liar.state.away = true
    await expect(settleOnce(worker)).rejects.toThrow('needs 2 nodes')
    expect(worker.chain.failing()).toEqual([new URL(liar.url).host])
    expect(await statuses()).toEqual(['SUBMITTED', 'SUBMITTED'])
    liar.state.away = false
    await rounds(worker)
    await expectAllPaidOnce(world, 2)
  })
})

describe('of two nodes of which one lies', () => {
  /** Rounds until the batch is in a block, while the liar says what it says. */
  async function sent() {
    await world.earn(2)
    const worker = world.worker(undefined, both)
    await lapse(world.db)
    await settleOnce(worker)
    expect(await transactions(world)).toHaveLength(1)
    return worker
  }

  test('a receipt in another block is not believed: the rewards are not settled until both agree', async () => {
    const worker = await sent()
    liar.state.lies = { eth_getTransactionReceipt: (truth) => ({ ...(truth as object), blockHash: `0x${'1'.repeat(64)}` }) }
    await expect(settleOnce(worker)).rejects.toThrow(NodesDisagree)
    expect(await statuses()).toEqual(['SUBMITTED', 'SUBMITTED'])
    liar.state.lies = {}
    await rounds(worker)
    await expectAllPaidOnce(world, 2)
  })

  test('a payment that it says has failed is not made again', async () => {
    const worker = await sent()
    liar.state.lies = { eth_getTransactionReceipt: (truth) => ({ ...(truth as object), status: '0x0', logs: [] }) }
    await expect(settleOnce(worker)).rejects.toThrow('disagree')
    expect(await transactions(world)).toHaveLength(1)
    expect(await world.db.selectFrom('nonce_outcome').selectAll().execute()).toEqual([])
  })

  test('a transaction that it says another one has replaced is not given up', async () => {
    const worker = await sent()
    liar.state.lies = {
      eth_getTransactionReceipt: () => null,
      eth_getTransactionByHash: () => null,
      eth_getTransactionCount: () => '0x9',
    }
    for (let i = 0; i < 3; i++) expect(await settleOnce(worker)).toBe('busy')
    expect(await statuses()).toEqual(['SUBMITTED', 'SUBMITTED'])
    liar.state.lies = {}
    await rounds(worker)
    await expectAllPaidOnce(world, 2)
  })

  test('blocks that it says are gone do not unsettle what is paid', async () => {
    const worker = await sent()
    await rounds(worker)
    liar.state.lies = { eth_getTransactionCount: () => '0x0', eth_getTransactionReceipt: () => null }
    for (let i = 0; i < 3; i++) await settleOnce(worker)
    expect(await statuses()).toEqual(['SETTLED', 'SETTLED'])
  })

  test('a batch that nobody has paid is not taken over from it, and what it hides is not lost', async () => {
    const worker = await sent()
    await rounds(worker)
    await holdSigner(worker)
    liar.state.lies = { eth_getLogs: () => [] }
    await expect(reconcile(worker, { whole: true })).rejects.toThrow('disagree about the batches')
  })

  test('the contract it describes is not believed: nothing is sent', async () => {
    await world.earn(1)
    const worker = world.worker(undefined, both)
    await lapse(world.db)
    liar.state.lies = { eth_call: () => NOTHING }
    await expect(settleOnce(worker)).rejects.toThrow('the state of the contract')
    expect(await transactions(world)).toEqual([])
  })

  test('fees that it asks for are not paid: the lower of two is offered', async () => {
    const chain = createChain(both)
    const honest = (await world.worker().chain.fees()).maxFeeWei
    liar.state.lies = { eth_gasPrice: () => '0xffffffffffff', eth_maxPriorityFeePerGas: () => '0xffffffffffff' }
    expect((await chain.fees()).maxFeeWei).toBe(honest)
    chain[Symbol.dispose]()
  })
})

test('of three nodes of which one is away, the two others are believed, and it is told which one does not answer', async () => {
  liar.state.away = true
  await world.earn(2)
  const worker = world.worker(undefined, { ...both, urls: [liar.url, world.chain.url, `${world.chain.url}/`] })
  await rounds(worker)
  await expectAllPaidOnce(world, 2)
  expect(worker.chain.failing()).toEqual([new URL(liar.url).host])
})

test('of three nodes, two that agree are believed', async () => {
  await world.earn(2)
  liar.state.lies = { eth_getTransactionReceipt: () => null, eth_getTransactionCount: () => '0x9', eth_getLogs: () => [] }
  await rounds(world.worker(undefined, { ...both, urls: [liar.url, world.chain.url, `${world.chain.url}/`] }))
  await expectAllPaidOnce(world, 2)
})

test('an address with a secret in it is in no fault that is told', async () => {
  const chain = createChain({ ...world.row, urls: ['http://127.0.0.1:9/v3/s3cret'] })
  await expect(chain.head()).rejects.toThrow(/^127\.0\.0\.1:9: (?!.*s3cret)/)
  chain[Symbol.dispose]()
})
