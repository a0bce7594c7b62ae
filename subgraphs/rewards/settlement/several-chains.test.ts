import { parseEther } from 'ethers'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { until } from '../../../test/until.ts'
import { saveChains, chooseChain, moveRewards } from '../chains/chain.queries.ts'
import { rewardSession } from '../earning/earn.handler.ts'
import { completed, envelope } from '../rewards.fixture.ts'
import { reconcile } from './reconcile.ts'
import { holdSigner, settleOnce } from './round.ts'
import { startSettler } from './settler.ts'
import { severalChains } from './several-chains.fixture.ts'
import type { Settlement } from './settlement.ts'

let world: Awaited<ReturnType<typeof severalChains>>
beforeEach(async () => {
  world = await severalChains()
})
afterEach(() => world[Symbol.asyncDispose]())

type Place = (typeof world)['second']
const workerOn = ({ row }: Pick<Place, 'row'>) => world.worker(undefined, row)
const standard = () => ({ row: world.row, chain: world.chain })
const everywhere = () => [standard(), world.second, world.third]

/** A new user who is paid there. */
async function userOn({ row }: Pick<Place, 'row'>): Promise<string> {
  const userId = newId()
  await world.db.transaction().execute((trx) => chooseChain(trx, userId, row.id))
  return userId
}
const earnOn = async (place: Pick<Place, 'row'>, count = 1) => {
  const sessions: string[] = []
  for (let i = 0; i < count; i++) sessions.push(...(await world.earn(1, { userId: await userOn(place) })))
  return sessions
}
const rewards = () => world.db.selectFrom('reward').selectAll().orderBy('chain_index').execute()
const supply = ({ chain }: Pick<Place, 'chain'>) => chain.token.read.totalSupply()
const EACH = parseEther('12.345')

/** As every settler does at its start: takes the lease, and compares. */
async function compared(workers: readonly Settlement[]): Promise<void> {
  for (const worker of workers) await holdSigner(worker)
  for (const worker of workers) await reconcile(worker)
}

/** Rounds on all chains, until every reward is settled. A round may be idle before that: another chain has moved under it, and it looks again. */
async function settleAll(): Promise<void> {
  await world.db
    .updateTable('signer_lease')
    .set({ expires_at: new Date(0) })
    .execute()
  const workers = everywhere().map(workerOn)
  await compared(workers)
  await until(
    async () => {
      for (const { chain } of [world.second, world.third]) await world.finalize(chain)
      const states: string[] = []
      for (const worker of workers) states.push(await settleOnce(worker))
      return states.every((state) => state === 'idle') && (await rewards()).every(({ status }) => status === 'SETTLED')
    },
    { timeoutMs: 60_000 },
  )
}

test('rewards are paid where their users have chosen, each once, with nonces and batches of each chain of its own', async () => {
  for (const place of everywhere()) await earnOn(place, 2)
  await settleAll()
  for (const place of everywhere()) expect(await supply(place)).toBe(2n * EACH)
  expect(new Set((await rewards()).map(({ status }) => status))).toEqual(new Set(['SETTLED']))
  const sent = await world.db.selectFrom('chain_transaction').select(['chain_id', 'nonce']).orderBy('chain_id').execute()
  expect(sent).toEqual(everywhere().map(({ row }) => ({ chain_id: row.id, nonce: 0 })))
  expect(await world.db.selectFrom('batch').select(['chain_id', 'number']).orderBy('chain_id').execute()).toEqual(
    everywhere().map(({ row }) => ({ chain_id: row.id, number: 1 })),
  )
})

test('a chain whose payments must be final pays its rewards when it says so, and not before', async () => {
  await earnOn(world.second)
  const workers = everywhere().map(workerOn)
  await compared(workers)
  const worker = workers[1]
  if (!worker) throw new Error('no worker')
  for (let i = 0; i < 3; i++) expect(await settleOnce(worker)).toBe('busy')
  expect((await rewards()).map(({ status }) => status)).toEqual(['SUBMITTED'])
  await world.finalize(world.second.chain)
  expect(await settleOnce(worker)).toBe('idle')
  expect((await rewards()).map(({ status }) => status)).toEqual(['SETTLED'])
})

describe('a chain that is away', () => {
  test('keeps nobody else waiting, and pays all once when it is back', { timeout: 90_000 }, async () => {
    const settlers = everywhere().map((place) => startSettler(workerOn(place)))
    try {
      await earnOn(world.second)
      const settledOn = (place: Pick<Place, 'row'>) => async () => {
        if (place.row.id !== world.row.id) await world.finalize((place as Place).chain)
        return (await rewards()).filter(({ chain_id }) => chain_id === place.row.id).every(({ status }) => status === 'SETTLED')
      }
      await until(settledOn(world.second), { timeoutMs: 30_000 })
      world.second.node.state.away = true
      for (const place of everywhere()) await earnOn(place)
      await until(async () => (await settledOn(standard())()) && (await settledOn(world.third)()), { timeoutMs: 30_000 })
      await until(async () => (await faultOf(world.second.row.id)) !== null, { timeoutMs: 30_000 })
      world.second.node.state.away = false
      await until(settledOn(world.second), { timeoutMs: 40_000 })
      expect(await supply(world.second)).toBe(2n * EACH)
    } finally {
      for (const settler of settlers) await settler[Symbol.asyncDispose]()
    }
  })

  test('while a worker starts: nothing is sent anywhere until it was compared', async () => {
    await earnOn(standard())
    const [worker] = everywhere().map(workerOn)
    if (!worker) throw new Error('no worker')
    await holdSigner(worker)
    await reconcile(worker)
    for (let i = 0; i < 2; i++) expect(await settleOnce(worker)).toBe('idle')
    expect(await world.db.selectFrom('batch').select('id').execute()).toEqual([])
    const others = [world.second, world.third].map(workerOn)
    await compared(others)
    expect(await settleOnce(worker)).toBe('busy')
  })
})

const faultOf = async (id: number) =>
  (await world.db.selectFrom('chain').select('fault').where('id', '=', id).executeTakeFirstOrThrow()).fault

test('blocks that one chain takes back are paid again there, and nothing changes on the others', async () => {
  const snapshot = (await world.second.chain.provider.send('evm_snapshot', [])) as string
  for (const place of everywhere()) await earnOn(place)
  await settleAll()
  const others = (await rewards()).filter(({ chain_id }) => chain_id !== world.second.row.id)
  await world.second.chain.provider.send('evm_revert', [snapshot])
  expect(await supply(world.second)).toBe(0n)
  await world.db
    .updateTable('chain_cursor')
    .set({ block_number: 0, block_hash: (await world.second.chain.provider.getBlock(0))?.hash ?? '' })
    .where('chain_id', '=', world.second.row.id)
    .execute()
  await settleAll()
  expect(await supply(world.second)).toBe(EACH)
  expect((await rewards()).filter(({ chain_id }) => chain_id !== world.second.row.id)).toEqual(others)
})

describe('fees', () => {
  test('above the ceiling of one chain keep its rewards waiting, and no others', async () => {
    for (const place of everywhere()) await earnOn(place)
    await world.second.chain.provider.send('anvil_setNextBlockBaseFeePerGas', [`0x${parseEther('0.000001').toString(16)}`])
    await world.second.chain.provider.send('anvil_mine', ['0x1'])
    const workers = everywhere().map(workerOn)
    await compared(workers)
    for (const worker of workers) await settleOnce(worker)
    const batches = await world.db.selectFrom('batch').select('chain_id').orderBy('chain_id').execute()
    expect(batches.map(({ chain_id }) => chain_id)).toEqual([world.row.id, world.third.row.id])
  })

  test('of a chain without EIP-1559 are one price, and its replacement a tenth more', async () => {
    await using old = await severalChains({ fees: 'LEGACY', replaceAfterMs: 1 })
    const worker = old.worker(undefined, old.second.row)
    await old.second.chain.provider.send('evm_setAutomine', [false])
    const userId = newId()
    await old.db.transaction().execute((trx) => chooseChain(trx, userId, old.second.row.id))
    await old.earn(1, { userId })
    const all = [old.worker(), worker, old.worker(undefined, old.third.row)]
    await compared(all)
    const stored = () => old.db.selectFrom('chain_transaction').selectAll().orderBy('attempt').execute()
    await until(async () => (await settleOnce(worker), (await stored()).length >= 3))
    const [first, second] = await stored()
    expect(first?.raw.startsWith('0xf8') || first?.raw.startsWith('0xf9')).toBe(true)
    expect(BigInt(second?.max_fee_wei ?? 0) * 10n).toBeGreaterThanOrEqual(BigInt(first?.max_fee_wei ?? 0) * 11n)
    await old.second.chain.provider.send('evm_setAutomine', [true])
    await old.second.chain.provider.send('anvil_mine', ['0x5'])
    await until(async () => (await settleOnce(worker)) === 'idle')
    expect(await old.second.chain.token.read.totalSupply()).toBe(EACH)
  })
})

describe('a reward', () => {
  test('earned before its user chose another chain stays where it is; the next one is paid there', async () => {
    const userId = newId()
    await world.earn(1, { userId })
    await world.db.transaction().execute((trx) => chooseChain(trx, userId, world.third.row.id))
    await world.earn(1, { userId })
    expect((await rewards()).map(({ chain_id }) => chain_id)).toEqual([world.row.id, world.third.row.id])
  })

  test('is in no batch of another chain: the database forbids it', async () => {
    await earnOn(world.second)
    await earnOn(standard())
    const workers = everywhere().map(workerOn)
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
    await earnOn(world.second)
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
    await compared([world.worker(), unlucky, workerOn(world.third)])
    await until(async () => (await settleOnce(unlucky)) === 'idle')
    expect((await rewards()).map(({ status }) => status)).toEqual(['EARNED'])
    const move = () => world.db.transaction().execute((trx) => moveRewards(trx, row.id, world.third.row.id, 10))
    expect(await move()).toEqual([])
    await expect(world.db.updateTable('reward').set({ chain_id: world.third.row.id }).execute()).rejects.toThrow(
      'could still be mined',
    )
    await world.finalize(chain)
    await settleOnce(unlucky)
    expect(await move()).toHaveLength(1)
    await settleAll()
    expect([await supply(world.second), await supply(world.third)]).toEqual([0n, EACH])
  })
})

test('a reward that is paid to a contract stays on the chain of that contract, by the database too; those to keys go', async () => {
  const place = (place: string) => `0x${place.repeat(40)}`
  const earnTo = async (address: string, chainId: number | null) => {
    const userId = await userOn(world.second)
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
    const [sessionId = ''] = await earnOn(world.second)
    const [before] = await rewards()
    await world.db.transaction().execute((trx) => moveRewards(trx, world.second.row.id, world.third.row.id, 10))
    await settleAll()
    expect(await supply(world.third)).toBe(EACH)
    await forget()
    await world.db.transaction().execute((trx) => chooseChain(trx, before?.user_id ?? '', world.second.row.id))
    const again = completed({ sessionId, userId: before?.user_id ?? null })
    await world.db.transaction().execute((trx) => rewardSession(trx, envelope('charging.session.completed', again)))
    expect((await rewards()).map(({ chain_id }) => chain_id)).toEqual([world.second.row.id])
    // The chain it is on may pay nothing before the other one was compared.
    const second = workerOn(world.second)
    await holdSigner(second)
    await reconcile(second)
    expect(await settleOnce(second)).toBe('idle')
    await settleAll()
    expect([await supply(world.second), await supply(world.third)]).toEqual([0n, EACH])
    expect((await rewards()).map(({ chain_id, status }) => [chain_id, status])).toEqual([[world.third.row.id, 'SETTLED']])
  })

  test('under a worker that runs: its lease has ended in the meantime, and it compares all chains before it sends', async () => {
    const workers = everywhere().map(workerOn)
    await compared(workers)
    const [worker = expect.fail()] = workers
    await earnOn(standard())
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

test('a paused chain makes no batch, by the database too, and what is signed goes on its way', async () => {
  await earnOn(standard())
  const workers = everywhere().map(workerOn)
  await compared(workers)
  const [worker = expect.fail()] = workers
  expect(await settleOnce(worker)).toBe('busy')
  await world.db
    .updateTable('chain')
    .set({ paused_at: new Date(), paused_by: newId(), pause_reason: 'x' })
    .where('id', '=', world.row.id)
    .execute()
  await earnOn(standard())
  await until(async () => (await settleOnce(worker)) === 'idle')
  expect((await rewards()).map(({ status }) => status)).toEqual(['SETTLED', 'EARNED'])
  const { id: _id, status: _status, ...batch } = await world.db.selectFrom('batch').selectAll().executeTakeFirstOrThrow()
  const unmined = { transaction_hash: null, block_number: null, mined_at: null }
  await expect(
    world.db
      .insertInto('batch')
      .values({ ...batch, ...unmined, id: newId(), status: 'OPEN', number: 2 })
      .execute(),
  ).rejects.toThrow('PAUSED')
})
