import { afterAll, beforeAll, expect, test } from 'vitest'
import { rounds, testSettlement, type TestSettlement } from '../../subgraphs/rewards/settlement/settlement.fixture.ts'
import { disproofOf, type AskNode, type PaidReward } from './payment.ts'

let world: TestSettlement
let ask: AskNode
let paid: { reward: PaidReward; account: string }[]
beforeAll(async () => {
  world = await testSettlement()
  ask = (method, params) => world.chain.provider.send(method, [...params])
  await world.earn(3)
  await rounds(world.worker())
  await world.chain.provider.send('anvil_mine', ['0x5'])
  const rows = await world.db
    .selectFrom('reward as r')
    .innerJoin('batch as b', 'b.id', 'r.batch_id')
    .innerJoin('wallet as w', 'w.user_id', 'r.user_id')
    .select(['r.payout', 'r.key', 'r.chain_index', 'r.batch_position', 'b.number', 'b.transaction_hash', 'w.address'])
    .execute()
  paid = rows.map((row) => ({
    account: row.address,
    reward: {
      payout: row.payout,
      key: row.key,
      chainIndex: String(row.chain_index),
      batchNumber: row.number,
      batchIndex: row.batch_position ?? -1,
      transactionHash: row.transaction_hash ?? '',
      chain: { id: world.row.id, distributor: world.chain.distributor.address },
    },
  }))
})
afterAll(() => world[Symbol.asyncDispose]())

test('every reward that is paid is proved by a node alone', async () => {
  expect(paid).toHaveLength(3)
  for (const { reward, account } of paid) expect(await disproofOf(reward, account, ask)).toBeNull()
})

test.each([
  ['another amount', { payout: '1' }, 'Another account or another amount'],
  ['another reward', { key: `0x${'1'.repeat(32)}` }, 'Another reward'],
  ['an index that is not paid', { chainIndex: '4000' }, 'index 4000 is not paid'],
  ['another batch', { batchNumber: 9 }, 'has not paid batch 9'],
  ['a place that is not there', { batchIndex: 3 }, 'no such place'],
  ['a transaction that is not there', { transactionHash: `0x${'2'.repeat(64)}` }, 'no such transaction'],
  ['another chain', { chain: { id: 5, distributor: '0x' } }, 'not on chain 5'],
])('%s is told', async (_what, over, words) => {
  const [first = expect.fail()] = paid
  expect(await disproofOf({ ...first.reward, ...over }, first.account, ask)).toContain(words)
})

test('a payment whose block is not final yet is told, and one to somebody else', async () => {
  const [first = expect.fail(), second = expect.fail()] = paid
  expect(await disproofOf(first.reward, second.account, ask)).toContain('Another account')
  const early: AskNode = async (method, params) => (method === 'eth_getBlockByNumber' ? { number: '0x0' } : ask(method, params))
  expect(await disproofOf(first.reward, first.account, early)).toContain('not final')
})
