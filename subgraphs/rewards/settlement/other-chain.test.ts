import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { newId } from '#lib/id.ts'
import { until } from '../../../test/until.ts'
import { chooseChain, moveRewards, saveChains } from '../chains/chain.queries.ts'
import { rewardSession } from '../earning/earn.handler.ts'
import { completed, envelope } from '../rewards.fixture.ts'
import { reconcile } from './reconcile.ts'
import { holdSigner, settleOnce } from './round.ts'
import { compared, EACH, severalChains, supply, type SeveralChains } from './several-chains.fixture.ts'

let chains: Awaited<ReturnType<typeof severalChains>>
let world: SeveralChains
beforeAll(async () => {
  chains = await severalChains()
})
afterAll(() => chains[Symbol.asyncDispose]())
beforeEach(async () => {
  world = await chains.world()
})
afterEach(() => world[Symbol.asyncDispose]())

describe('a reward', () => {
  test('earned before its user chose another chain stays where it is; the next one is paid there', async () => {
    const userId = newId()
    await world.earn(1, { userId })
    await world.db.transaction().execute((trx) => chooseChain(trx, userId, world.third.row.id))
    await world.earn(1, { userId })
    expect((await world.rewards()).map(({ chain_id }) => chain_id)).toEqual([world.row.id, world.third.row.id])
  })

  test('is in no batch of another chain: the database forbids it', async () => {
    await world.earnOn(world.second)
    await world.earnOn(world.standard)
    const workers = world.everywhere.map(world.workerOn)
    await compared(workers)
    await settleOnce(workers[0] ?? expect.fail())
    const batch = await world.db.selectFrom('batch').selectAll().executeTakeFirstOrThrow()
    await expect(
      world.db
        .updateTable('reward')
        .set({ status: 'BATCHED', batch_id: batch.id, batch_position: 7 })
        .where('chain_id', '=', world.second.row.id)
        .execute(),
    ).rejects.toThrow('reward_batch_chain')
    await expect(
      world.db.updateTable('reward').set({ chain_id: world.third.row.id }).where('batch_id', '=', batch.id).execute(),
    ).rejects.toThrow('stays on its chain')
  })

  test('whose batch was given up stays on its chain while its transaction could still be mined, and may go when that is final', async () => {
    await world.earnOn(world.second)
    const { row, chain } = world.second
    const unlucky = world.worker(
      (real) => ({
        broadcast: async (raw) => {
          const { guardian } = chain.keys
          await (await guardian.sendTransaction({ to: chain.distributor.address, data: chain.distributor.encode('pause') })).wait()
          await real.broadcast(raw)
        },
      }),
      { ...row, confirmations: 1 },
    )
    await compared([world.worker(), unlucky, world.workerOn(world.third)])
    await until(async () => (await settleOnce(unlucky)) === 'idle')
    expect((await world.rewards()).map(({ status }) => status)).toEqual(['EARNED'])
    const move = () => world.db.transaction().execute((trx) => moveRewards(trx, row.id, world.third.row.id, 10))
    expect(await move()).toEqual([])
    await expect(world.db.updateTable('reward').set({ chain_id: world.third.row.id }).execute()).rejects.toThrow(
      'could still be mined',
    )
    await world.finalize(chain)
    await settleOnce(unlucky)
    expect(await move()).toHaveLength(1)
    await world.settleAll()
    expect([await supply(world.second), await supply(world.third)]).toEqual([0n, EACH])
  })
})

test('a reward that is paid to a contract stays on the chain of that contract, by the database too; those to keys go', async () => {
  const place = (place: string) => `0x${place.repeat(40)}`
  const earnTo = async (address: string, chainId: number | null) => {
    const userId = await world.userOn(world.second)
    await world.db.insertInto('linked_wallet').values({ user_id: userId, address, chain_id: chainId, position: 1 }).execute()
    await world.earn(1, { userId })
    return userId
  }
  const owner = await earnTo(place('a'), world.second.row.id)
  const key = await earnTo(place('b'), null)
  // Taken away since: nobody knows any more what it was.
  const gone = await earnTo(place('c'), null)
  await world.db.updateTable('linked_wallet').set({ address: null, position: 2 }).where('user_id', '=', gone).execute()
  const move = () => world.db.transaction().execute((trx) => moveRewards(trx, world.second.row.id, world.third.row.id, 10))
  expect((await move()).map(({ user_id }) => user_id)).toEqual([key])
  expect(await move()).toEqual([])
  for (const userId of [owner, gone])
    await expect(
      world.db.updateTable('reward').set({ chain_id: world.third.row.id }).where('user_id', '=', userId).execute(),
    ).rejects.toThrow('stays on the chain of that contract')
})

describe('a database restored from an older copy', () => {
  test('from before a reward went to another chain and was paid there: it is found there, and nothing is paid again', async () => {
    const [sessionId = ''] = await world.earnOn(world.second)
    const [before] = await world.rewards()
    await world.db.transaction().execute((trx) => moveRewards(trx, world.second.row.id, world.third.row.id, 10))
    await world.settleAll()
    expect(await supply(world.third)).toBe(EACH)
    await forget()
    await world.db.transaction().execute((trx) => chooseChain(trx, before?.user_id ?? '', world.second.row.id))
    const again = completed({ sessionId, userId: before?.user_id ?? null })
    await world.db.transaction().execute((trx) => rewardSession(trx, envelope('charging.session.completed', again)))
    expect((await world.rewards()).map(({ chain_id }) => chain_id)).toEqual([world.second.row.id])
    // The chain it is on may pay nothing before the other one was compared.
    const second = world.workerOn(world.second)
    await holdSigner(second)
    await reconcile(second)
    expect(await settleOnce(second)).toBe('idle')
    await world.settleAll()
    expect([await supply(world.second), await supply(world.third)]).toEqual([0n, EACH])
    expect((await world.rewards()).map(({ chain_id, status }) => [chain_id, status])).toEqual([[world.third.row.id, 'SETTLED']])
  })

  test('under a worker that runs: its lease has ended in the meantime, and it compares all chains before it sends', async () => {
    const workers = world.everywhere.map(world.workerOn)
    await compared(workers)
    const [worker = expect.fail()] = workers
    await world.earnOn(world.standard)
    await world.db
      .updateTable('signer_lease')
      .set({ expires_at: sql`now() - interval '1 hour'` })
      .execute()
    expect(await settleOnce(worker)).toBe('idle')
    expect(await world.db.selectFrom('batch').select('id').execute()).toEqual([])
    await compared(workers)
    expect(await settleOnce(worker)).toBe('busy')
  })

  async function forget(): Promise<void> {
    const { default: pg } = await import('pg')
    const client = new pg.Client({ connectionString: world.database.adminUrl, options: '-c search_path=rewards' })
    await client.connect()
    for (const table of [
      'ledger_entry',
      'reward',
      'nonce_outcome',
      'chain_transaction',
      'found_payout',
      'batch',
      'chain_cursor',
      'signer_lease',
      'outbox',
    ])
      await client.query(`DELETE FROM ${table}`)
    await client.query('UPDATE chain SET compared_at = NULL')
    await client.query(`SELECT setval('reward_index', 0, false)`)
    await client.end()
    await saveChains(world.db, world.config.chains)
  }
})
