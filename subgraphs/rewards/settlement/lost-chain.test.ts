import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { newId } from '#lib/id.ts'
import { testChain, type TestChain } from '../../../test/chain.ts'
import { saveChains } from '../chains/chain.queries.ts'
import { createChain, type Chain } from './chain.ts'
import { reconcile } from './reconcile.ts'
import { lapse, rounds, testSettlement, type TestSettlement } from './settlement.fixture.ts'
import { holdSigner, settleOnce } from './round.ts'
import type { Settlement } from './settlement.ts'

let world: TestSettlement
beforeEach(async () => {
  world = await testSettlement()
})
afterEach(() => world[Symbol.asyncDispose]())

const workerOn = (chain: Chain): Settlement => ({ ...world.worker(), holder: newId(), chain })
/** Settles all there is, in two batches, and compares with the chain as the settler does. */
async function settled() {
  for (let i = 0; i < 2; i++) {
    await world.earn(2)
    await rounds(world.worker())
  }
  const worker = world.worker()
  await lapse(world.db)
  await holdSigner(worker)
  await reconcile(worker)
}

/** As the settler does at its start. */
async function goOn(worker: Settlement): Promise<void> {
  await lapse(world.db)
  await holdSigner(worker)
  await reconcile(worker)
  await rounds(worker)
}

async function expectWhole(chain: TestChain): Promise<void> {
  const rewards = await world.db.selectFrom('reward').selectAll().execute()
  expect(new Set(rewards.map(({ status }) => status))).toEqual(new Set(['SETTLED']))
  for (const { chain_index } of rewards) expect(await chain.distributor.read.isPaid(BigInt(chain_index))).toBe(true)
  expect(await chain.token.read.totalSupply()).toBe(rewards.reduce((sum, { amount }) => sum + BigInt(amount), 0n))
}

describe('beside a local chain that was deleted and made anew, what the old one had is paid there', () => {
  test('and the ledger and the supply agree', async () => {
    await settled()
    await using fresh = await testChain()
    using chain = createChain({ ...world.row, urls: [fresh.url] })
    await goOn(workerOn(chain))
    await expectWhole(fresh)
  })

  test('also where the database is old', async () => {
    await settled()
    await world.db
      .updateTable('chain_transaction')
      .set({ stored_at: sql`stored_at - interval '3 days'` })
      .execute()
    await using fresh = await testChain()
    using chain = createChain({ ...world.row, urls: [fresh.url] })
    await goOn(workerOn(chain))
    await expectWhole(fresh)
  })

  test('also where the settler’s nonces are used there already', async () => {
    await settled()
    await using fresh = await testChain()
    const { settler } = fresh.keys
    for (let i = 0; i < 4; i++) await (await settler.sendTransaction({ to: settler.address, value: 0n })).wait()
    using chain = createChain({ ...world.row, urls: [fresh.url] })
    await goOn(workerOn(chain))
    await expectWhole(fresh)
  })
})

test('on a public chain a block that was final and is gone stops the settlement with a sentence', async () => {
  await settled()
  await using fresh = await testChain()
  using local = createChain({ ...world.row, urls: [fresh.url] })
  const worker = workerOn({ ...local, id: 1 })
  await saveChains(world.db, [world.row, { ...world.row, id: 1, name: 'Public' }])
  const cursor = await world.db.selectFrom('chain_cursor').selectAll().executeTakeFirstOrThrow()
  await world.db
    .insertInto('chain_cursor')
    .values({ ...cursor, chain_id: 1 })
    .execute()
  await lapse(world.db)
  await holdSigner(worker)
  await expect(reconcile(worker)).rejects.toThrow('Nothing is sent until it is there.')
  expect(await fresh.token.read.totalSupply()).toBe(0n)
})

describe('a clock that was set back', () => {
  test('leaves no lease that nobody can take: it is said, and taken over', async () => {
    const lost = world.worker()
    await holdSigner(lost)
    const [one, other] = [world.worker(), world.worker()]
    expect(await holdSigner(one)).toBe(false)
    await world.db
      .updateTable('signer_lease')
      .set({ expires_at: sql`now() + interval '3 days'` })
      .execute()
    const said: string[] = []
    const log = { ...one.log, warn: (_facts: object, text: string) => void said.push(text) } as unknown as Settlement['log']
    expect(await holdSigner({ ...one, log })).toBe(true)
    expect(said.join()).toContain('taken over')
    expect(await holdSigner(other)).toBe(false)
  })

  test('leaves no transaction unreplaced until it has caught up', async () => {
    await world.earn(1)
    const stuck = world.worker((real) => ({ broadcast: () => Promise.reject(new Error('held back')), knows: real.knows }))
    await settleOnce(stuck)
    await world.db
      .updateTable('chain_transaction')
      .set({ stored_at: sql`now() + interval '3 days'` })
      .execute()
    await rounds(world.worker())
    const attempts = await world.db.selectFrom('chain_transaction').select('attempt').orderBy('attempt').execute()
    expect(attempts.map(({ attempt }) => attempt)).toEqual([0, 1])
  })
})
