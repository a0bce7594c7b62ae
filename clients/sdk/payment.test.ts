import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { keccak256, toBeHex } from 'ethers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rounds, testSettlement, type TestSettlement } from '../../subgraphs/rewards/settlement/settlement.fixture.ts'
import { disproofOf, proofOfPayment, type AskNode, type PaidReward } from './payment.ts'
import { hashOf, storageAt, type Header, type StateProof } from './state-proof.ts'

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
  ['an index that is not paid', { chainIndex: '4000' }, 'has paid index 0 in its place'],
  ['the index of another reward', { chainIndex: '1' }, 'has paid index 0 in its place'],
  ['another batch', { batchNumber: 9 }, 'has not paid batch 9'],
  ['a place that is not there', { batchIndex: 3 }, 'no such place'],
  ['a transaction that is not there', { transactionHash: `0x${'2'.repeat(64)}` }, 'no such transaction'],
  ['another chain', { chain: { id: 5, distributor: '0x' } }, 'not on chain 5'],
])('%s is told', async (_what, over, words) => {
  const [first = expect.fail()] = paid
  expect(await disproofOf({ ...first.reward, ...over }, first.account, ask)).toContain(words)
})

test('the command line says the same, and ends by it', async () => {
  const [first = expect.fail()] = paid
  const check = (reward: PaidReward) =>
    promisify(execFile)(process.execPath, [
      join(import.meta.dirname, 'check-payment.ts'),
      world.chain.url,
      first.account,
      JSON.stringify(reward),
    ])
  expect((await check(first.reward)).stdout).toBe('It is paid, and final.\n')
  await expect(check({ ...first.reward, payout: '1' })).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringContaining('amount'),
  })
})

test('a payment whose block is not final yet is told, and one to somebody else', async () => {
  const [first = expect.fail(), second = expect.fail()] = paid
  expect(await disproofOf(first.reward, second.account, ask)).toContain('Another account')
  const early: AskNode = async (method, params) => (method === 'eth_getBlockByNumber' ? { number: '0x0' } : ask(method, params))
  expect(await disproofOf(first.reward, first.account, early)).toContain('not final')
})

describe('by the state of a block', () => {
  const prove = (over: Partial<PaidReward> = {}, node: AskNode = ask) =>
    proofOfPayment({ ...(paid[0] ?? expect.fail()).reward, ...over }, paid[0]?.account ?? '', { ask: node, keccak: keccak256 })
  /** The node, with other answers to one method. */
  const lying =
    (method: string, lie: (truth: unknown) => unknown): AskNode =>
    async (asked, params) =>
      asked === method ? lie(await ask(asked, params)) : ask(asked, params)

  test('every reward that is paid is proved, and the block is told by whose state', async () => {
    const final = (await ask('eth_getBlockByNumber', ['finalized', false])) as Header
    for (const { reward, account } of paid) {
      const proof = await proofOfPayment(reward, account, { ask, keccak: keccak256 })
      expect(proof).toEqual({
        disproof: null,
        by: 'STATE',
        block: { number: Number(final.number), hash: final.hash, stateRoot: final.stateRoot },
      })
    }
  })

  test('an index that is not paid is told by it, in the same word of the bitmap and in another', async () => {
    for (const chainIndex of ['7', '4000'])
      expect(await prove({ chainIndex })).toMatchObject({ by: 'STATE', disproof: expect.stringMatching(/is not paid/) })
  })

  test('what is of another account is told', async () => {
    expect((await prove({ payout: '1' })).disproof).toContain('Another account')
  })

  test.each<[string, string, (truth: never) => unknown]>([
    ['a header with another state root', 'eth_getBlockByNumber', (header: object) => ({ ...header, stateRoot: keccak256('0x') })],
    [
      'a proof without its last node',
      'eth_getProof',
      (proof: StateProof) => ({ ...proof, accountProof: proof.accountProof.slice(0, -1) }),
    ],
    ['no proof of the storage', 'eth_getProof', (proof: StateProof) => ({ ...proof, storageProof: [] })],
    [
      'a proof with another bit in it',
      'eth_getProof',
      (proof: StateProof) => ({
        ...proof,
        storageProof: proof.storageProof.map((one) => ({ ...one, proof: one.proof.map((node) => `${node.slice(0, -1)}f`) })),
      }),
    ],
  ])('a node that gives %s is not believed', async (_what, method, lie) => {
    expect((await prove({}, lying(method, lie as (truth: unknown) => unknown))).disproof).toMatch(/another hash|does not lead/)
  })

  test.each([
    [{ code: -32601, message: 'Method not found' }],
    [new Error('the method eth_getProof does not exist/is not available')],
  ])('a node without eth_getProof is said to be believed by its word: %j', async (refusal) => {
    const node: AskNode = async (method, params) => (method === 'eth_getProof' ? Promise.reject(refusal) : ask(method, params))
    expect(await prove({}, node)).toMatchObject({ by: 'NODE', disproof: null })
    expect(await prove({ payout: '1' }, node)).toMatchObject({ by: 'NODE', disproof: expect.stringMatching(/Another account/) })
  })

  test('a node that is away has said nothing', async () => {
    const away: AskNode = (method, params) =>
      method === 'eth_getProof' ? Promise.reject(new Error('timeout')) : ask(method, params)
    await expect(prove({}, away)).rejects.toThrow('timeout')
  })

  test('what a trie has not is proved too, and any slot can be read', async () => {
    const contract = world.chain.distributor.address
    const header = (await ask('eth_getBlockByNumber', ['latest', false])) as Header
    expect(hashOf(header, keccak256)).toBe(header.hash)
    const at = async (slot: string, of = contract) =>
      storageAt(
        { stateRoot: header.stateRoot, contract: of, slot },
        (await ask('eth_getProof', [of, [slot], header.number])) as StateProof,
        keccak256,
      )
    for (let slot = 0; slot < 8; slot++) {
      const word = toBeHex(slot, 32)
      expect(await at(word)).toBe(BigInt((await ask('eth_getStorageAt', [contract, word, header.number])) as string))
    }
    expect(await at(toBeHex(1, 32), `0x${'12'.repeat(20)}`)).toBeNull()
  })
})
