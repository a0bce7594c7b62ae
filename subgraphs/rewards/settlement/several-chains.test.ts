import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { parseEther } from 'ethers'
import { newId } from '#lib/id.ts'
import { until } from '../../../test/until.ts'
import { chooseChain } from '../chains/chain.queries.ts'
import { reconcile } from './reconcile.ts'
import { holdSigner, settleOnce } from './round.ts'
import { startSettler } from './settler.ts'
import { compared, EACH, severalChains, supply, type Place, type SeveralChains } from './several-chains.fixture.ts'

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

test('rewards are paid where their users have chosen, each once, with nonces and batches of each chain of its own', async () => {
  for (const place of world.everywhere) await world.earnOn(place, 2)
  await world.settleAll()
  for (const place of world.everywhere) expect(await supply(place)).toBe(2n * EACH)
  expect(new Set((await world.rewards()).map(({ status }) => status))).toEqual(new Set(['SETTLED']))
  const sent = await world.db.selectFrom('chain_transaction').select(['chain_id', 'nonce']).orderBy('chain_id').execute()
  expect(sent).toEqual(world.everywhere.map(({ row }) => ({ chain_id: row.id, nonce: 0 })))
  expect(await world.db.selectFrom('batch').select(['chain_id', 'number']).orderBy('chain_id').execute()).toEqual(
    world.everywhere.map(({ row }) => ({ chain_id: row.id, number: 1 })),
  )
})

test('a chain whose payments must be final pays its rewards when it says so, and not before', async () => {
  await world.earnOn(world.second)
  const workers = world.everywhere.map(world.workerOn)
  await compared(workers)
  const worker = workers[1]
  if (!worker) throw new Error('no worker')
  for (let i = 0; i < 3; i++) expect(await settleOnce(worker)).toBe('busy')
  expect((await world.rewards()).map(({ status }) => status)).toEqual(['SUBMITTED'])
  await world.finalize(world.second.chain)
  expect(await settleOnce(worker)).toBe('idle')
  expect((await world.rewards()).map(({ status }) => status)).toEqual(['SETTLED'])
})

describe('a chain that is away', () => {
  test('keeps nobody else waiting, and pays all once when it is back', { timeout: 90_000 }, async () => {
    const settlers = world.everywhere.map((place) => startSettler(world.workerOn(place)))
    try {
      await world.earnOn(world.second)
      const settledOn = (place: Pick<Place, 'row'>) => async () => {
        if (place.row.id !== world.row.id) await world.finalize((place as Place).chain)
        return (await world.rewards())
          .filter(({ chain_id }) => chain_id === place.row.id)
          .every(({ status }) => status === 'SETTLED')
      }
      await until(settledOn(world.second), { timeoutMs: 30_000 })
      world.second.node.state.away = true
      for (const place of world.everywhere) await world.earnOn(place)
      await until(async () => (await settledOn(world.standard)()) && (await settledOn(world.third)()), { timeoutMs: 30_000 })
      await until(async () => (await faultOf(world.second.row.id)) !== null, { timeoutMs: 30_000 })
      world.second.node.state.away = false
      await until(settledOn(world.second), { timeoutMs: 40_000 })
      expect(await supply(world.second)).toBe(2n * EACH)
    } finally {
      for (const settler of settlers) await settler[Symbol.asyncDispose]()
    }
  })

  test('while a worker starts: nothing is sent anywhere until it was compared', async () => {
    await world.earnOn(world.standard)
    const [worker] = world.everywhere.map(world.workerOn)
    if (!worker) throw new Error('no worker')
    await holdSigner(worker)
    await reconcile(worker)
    for (let i = 0; i < 2; i++) expect(await settleOnce(worker)).toBe('idle')
    expect(await world.db.selectFrom('batch').select('id').execute()).toEqual([])
    const others = [world.second, world.third].map(world.workerOn)
    await compared(others)
    expect(await settleOnce(worker)).toBe('busy')
  })
})

const faultOf = async (id: number) =>
  (await world.db.selectFrom('chain').select('fault').where('id', '=', id).executeTakeFirstOrThrow()).fault

test('blocks that one chain takes back are paid again there, and nothing changes on the others', async () => {
  const snapshot = (await world.second.chain.provider.send('evm_snapshot', [])) as string
  for (const place of world.everywhere) await world.earnOn(place)
  await world.settleAll()
  const others = (await world.rewards()).filter(({ chain_id }) => chain_id !== world.second.row.id)
  await world.second.chain.provider.send('evm_revert', [snapshot])
  expect(await supply(world.second)).toBe(0n)
  await world.db
    .updateTable('chain_cursor')
    .set({ block_number: 0, block_hash: (await world.second.chain.provider.getBlock(0))?.hash ?? '' })
    .where('chain_id', '=', world.second.row.id)
    .execute()
  await world.settleAll()
  expect(await supply(world.second)).toBe(EACH)
  expect((await world.rewards()).filter(({ chain_id }) => chain_id !== world.second.row.id)).toEqual(others)
})

describe('fees', () => {
  test('above the ceiling of one chain keep its rewards waiting, and no others, until they have fallen', async () => {
    for (const place of world.everywhere) await world.earnOn(place)
    await world.second.chain.provider.send('anvil_setNextBlockBaseFeePerGas', [`0x${parseEther('0.000001').toString(16)}`])
    await world.second.chain.provider.send('anvil_mine', ['0x1'])
    const workers = world.everywhere.map(world.workerOn)
    await compared(workers)
    for (const worker of workers) await settleOnce(worker)
    const batches = await world.db.selectFrom('batch').select('chain_id').orderBy('chain_id').execute()
    expect(batches.map(({ chain_id }) => chain_id)).toEqual([world.row.id, world.third.row.id])
    await world.second.chain.provider.send('anvil_setNextBlockBaseFeePerGas', ['0x1'])
    await world.second.chain.provider.send('anvil_mine', ['0x1'])
    await world.settleAll()
    expect(await supply(world.second)).toBe(EACH)
  })

  test('of a chain without EIP-1559 are one price, and its replacement a tenth more', async () => {
    await using old = await chains.world({ fees: 'LEGACY', replaceAfterMs: 1 })
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

test('a paused chain makes no batch, by the database too, and what is signed goes on its way', async () => {
  await world.earnOn(world.standard)
  const workers = world.everywhere.map(world.workerOn)
  await compared(workers)
  const [worker = expect.fail()] = workers
  expect(await settleOnce(worker)).toBe('busy')
  await world.db
    .updateTable('chain')
    .set({ paused_at: new Date(), paused_by: newId(), pause_reason: 'x' })
    .where('id', '=', world.row.id)
    .execute()
  await world.earnOn(world.standard)
  await until(async () => (await settleOnce(worker)) === 'idle')
  expect((await world.rewards()).map(({ status }) => status)).toEqual(['SETTLED', 'EARNED'])
  const { id: _id, status: _status, ...batch } = await world.db.selectFrom('batch').selectAll().executeTakeFirstOrThrow()
  const unmined = { transaction_hash: null, block_number: null, mined_at: null }
  await expect(
    world.db
      .insertInto('batch')
      .values({ ...batch, ...unmined, id: newId(), status: 'OPEN', number: 2 })
      .execute(),
  ).rejects.toThrow('PAUSED')
})
