import { parseEther } from 'ethers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { reconcile } from './reconcile.ts'
import { rewardSession } from '../earning/earn.handler.ts'
import { balances } from '../reward.queries.ts'
import { completed, envelope, limit } from '../rewards.fixture.ts'
import { expectAllPaidOnce, rounds, testSettlement, transactions, type TestSettlement } from './settlement.fixture.ts'
import { settleOnce } from './round.ts'

let world: TestSettlement
beforeEach(async () => {
  world = await testSettlement()
})
afterEach(() => world[Symbol.asyncDispose]())
const tokens = (n: number) => parseEther(String(n)).toString()

describe('a database restored from an older copy', () => {
  test('that knows the rewards but not that they were paid: the batch is found on chain, and nothing is paid again', async () => {
    await world.earn(4)
    await rounds(world.worker())
    await forget('payments')
    await world.earn(3)
    await rounds(world.worker())
    const adopted = await world.db.selectFrom('batch').select(['number', 'adopted']).orderBy('number').execute()
    expect(adopted).toEqual([
      { number: 1, adopted: true },
      { number: 2, adopted: false },
    ])
    await expectAllPaidOnce(world, 7)
  })

  test('that has forgotten the rewards too: earned again, in another order and under other indices, they count as paid', async () => {
    const sessions = [...(await world.earn(2)), ...(await world.earn(2))]
    const users = await world.db.selectFrom('reward').select(['source_id', 'user_id']).execute()
    await rounds(world.worker())
    const supply = await world.chain.token.read.totalSupply()
    await forget('payments and rewards')
    // New rewards take the forgotten indices before the old ones come back.
    await world.earn(1)
    await rounds(world.worker())
    expect(await world.db.selectFrom('reward').select('status').execute()).toEqual([{ status: 'SETTLED' }])
    for (const sessionId of sessions.toReversed()) {
      const userId = users.find(({ source_id }) => source_id === sessionId)?.user_id ?? null
      await world.db
        .transaction()
        .execute((trx) => rewardSession(trx, envelope('charging.session.completed', completed({ sessionId, userId }))))
    }
    await rounds(world.worker())
    const [fresh] = await world.db.selectFrom('reward').select('amount').where('source_id', 'not in', sessions).execute()
    expect(await world.chain.token.read.totalSupply()).toBe(supply + BigInt(fresh?.amount ?? 0))
    await expectAllPaidOnce(world, 5)
  })

  test('with a transaction that was stored but had lost its nonce to one now forgotten: its rewards go into another batch', async () => {
    await world.earn(2)
    const before = world.worker((real) => ({ broadcast: () => Promise.reject(new Error('held back')), knows: real.knows }))
    await settleOnce(before)
    // Somebody else with the key, as an older self would be, uses the nonce.
    const { settler } = world.chain.keys
    await (await settler.sendTransaction({ to: settler.address, value: 0n })).wait()
    await rounds(world.worker())
    expect(
      (await world.db.selectFrom('nonce_outcome').select('outcome').orderBy('nonce').execute()).map(({ outcome }) => outcome),
    ).toEqual(['LOST', 'MINED'])
    await expectAllPaidOnce(world, 2)
  })

  test('with a reward that is earned again in the very moment in which its payout is found: it counts as paid', async () => {
    const [session = ''] = await world.earn(1)
    const [row] = await world.db.selectFrom('reward').select('user_id').execute()
    await rounds(world.worker())
    await forget('payments and rewards')
    const again = envelope('charging.session.completed', completed({ sessionId: session, userId: row?.user_id ?? null }))
    // Not committed while the worker looks, and there when it makes its next batch.
    await world.db.transaction().execute(async (trx) => {
      await rewardSession(trx, again)
      await rounds(world.worker())
    })
    await rounds(world.worker())
    await expectAllPaidOnce(world, 1)
  })

  test('in which less was due by then than was paid: the rest is owed, and the next reward pays it off', async () => {
    const userId = newId()
    const [sessionId] = await world.earn(1, { userId, energyWh: 10_000 })
    await rounds(world.worker())
    await forget('payments')
    const say = (over: object) =>
      world.db
        .transaction()
        .execute((trx) => rewardSession(trx, envelope('charging.session.completed', completed({ userId, ...over }))))
    await say({ sessionId, energyWh: 4_000 })
    await rounds(world.worker())
    expect((await balances(world.db, [userId]))[0]).toMatchObject({ earned: tokens(4), settled: tokens(10), owed: tokens(6) })
    await say({ energyWh: 8_000 })
    await rounds(world.worker())
    expect((await balances(world.db, [userId]))[0]).toMatchObject({ earned: tokens(12), settled: tokens(12), owed: '0' })
    expect(await world.chain.token.read.totalSupply()).toBe(parseEther('12'))
  })

  test('in which a person has not looked yet at what was released and paid: it counts as earned and paid, and what is more waits', async () => {
    const userId = newId()
    const [sessionId] = await world.earn(1, { userId, energyWh: 10_000 })
    await rounds(world.worker())
    await forget('payments and rewards')
    await limit(world.db, { perUser: 5 })
    const completedAgain = completed({ userId, energyWh: 12_000, ...(sessionId && { sessionId }) })
    await world.db.transaction().execute((trx) => rewardSession(trx, envelope('charging.session.completed', completedAgain)))
    const states = async () =>
      (await world.db.selectFrom('reward').select(['status', 'amount']).orderBy('revision').execute()).map((row) => [
        row.status,
        row.amount,
      ])
    expect(await states()).toEqual([['HELD', tokens(12)]])
    await rounds(world.worker())
    expect(await states()).toEqual([
      ['SETTLED', tokens(10)],
      ['HELD', tokens(2)],
    ])
    const [balance] = await balances(world.db, [userId])
    expect(balance).toMatchObject({ earned: tokens(10), settled: tokens(10), owed: '0', pending: '0', held: tokens(2) })
    expect(await world.chain.token.read.totalSupply()).toBe(parseEther('10'))
  })

  test('of a batch that the chain takes back afterwards: its rewards are paid by another one', async () => {
    const snapshot = (await world.chain.provider.send('evm_snapshot', [])) as string
    await world.earn(3)
    await rounds(world.worker())
    await forget('payments')
    await rounds(world.worker())
    await world.chain.provider.send('evm_revert', [snapshot])
    await rounds(world.worker())
    const batches = await world.db.selectFrom('batch').select(['number', 'status', 'adopted']).orderBy('created_at').execute()
    expect(batches).toEqual([
      { number: 1, status: 'ABANDONED', adopted: true },
      { number: 1, status: 'MINED', adopted: false },
    ])
    await expectAllPaidOnce(world, 3)
  })

  /** As `pg_restore` of a copy from before the batches, and in the second case from before the rewards, would leave it. */
  async function forget(what: 'payments' | 'payments and rewards'): Promise<void> {
    const { default: pg } = await import('pg')
    const client = new pg.Client({ connectionString: world.database.adminUrl, options: '-c search_path=rewards' })
    await client.connect()
    await client.query(`DELETE FROM ledger_entry WHERE kind = 'SETTLED'`)
    await client.query(`DELETE FROM outbox WHERE name = 'rewards.reward.settled'`)
    await client.query(
      `UPDATE reward SET status = 'EARNED', batch_id = NULL, last_batch_id = NULL, batch_position = NULL, settled_at = NULL`,
    )
    for (const table of ['nonce_outcome', 'chain_transaction', 'found_payout', 'batch', 'chain_cursor', 'signer_lease'])
      await client.query(`DELETE FROM ${table}`)
    if (what === 'payments and rewards') {
      await client.query('DELETE FROM ledger_entry')
      await client.query('DELETE FROM reward')
      await client.query(`SELECT setval('reward_index', 0, false)`)
    }
    await client.end()
  }
})

test('a comparison with the chain changes nothing where both agree, also from the first block on', async () => {
  await world.earn(3)
  const worker = world.worker()
  await rounds(worker)
  const before = await world.db.selectFrom('batch').selectAll().execute()
  await reconcile(worker)
  await reconcile(worker, { whole: true })
  expect(await world.db.selectFrom('batch').selectAll().execute()).toEqual(before)
  await expectAllPaidOnce(world, 3)
})

test('a ledger that has come to another number of batches than the contract sends nothing', async () => {
  await world.earn(1)
  await rounds(world.worker())
  await world.db.updateTable('batch').set({ number: 2 }).execute()
  await world.earn(1)
  await rounds(world.worker())
  expect(await transactions(world)).toHaveLength(1)
})
