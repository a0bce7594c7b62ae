import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { until } from '../../../test/until.ts'
import { expectAllPaidOnce, rounds, testSettlement, transactions, type TestSettlement } from './settlement.fixture.ts'
import { fitting, settleOnce } from './round.ts'

let world: TestSettlement
beforeEach(async () => {
  world = await testSettlement()
})
afterEach(() => world[Symbol.asyncDispose]())

describe('limits', () => {
  test('a batch holds no more than its size, and the rest follows', async () => {
    await using small = await testSettlement({ more: { REWARDS_BATCH_SIZE: '4' } })
    await small.earn(10)
    await rounds(small.worker())
    const sizes = await small.db.selectFrom('batch').select('count').orderBy('number').execute()
    expect(sizes.map(({ count }) => count)).toEqual([4, 4, 2])
  })

  test('a batch asks for no more gas than one transaction may use, however far apart its indices lie', () => {
    const waiting = Array.from({ length: 600 }, (_, i) => ({ amount: '1', chain_index: i * 256 }))
    const { rewards, gasLimit, overBudget } = fitting(waiting, 10n ** 30n)
    expect(gasLimit).toBeLessThanOrEqual(2 ** 24)
    expect(rewards.length).toBeGreaterThan(300)
    expect({ overBudget, left: waiting.length > rewards.length }).toEqual({ overBudget: 0, left: true })
    expect(
      fitting(
        waiting.map((reward, i) => ({ ...reward, chain_index: i })),
        10n ** 30n,
      ).rewards,
    ).toHaveLength(600)
  })

  test('the largest batch there may be is paid within its gas', { timeout: 60_000 }, async () => {
    await using large = await testSettlement({ more: { REWARDS_BATCH_SIZE: '600' }, args: ['--enable-tx-gas-limit'] })
    await large.fill(600)
    const worker = large.worker()
    await rounds(worker)
    expect(await large.db.selectFrom('batch').select(['count', 'status']).execute()).toEqual([{ count: 600, status: 'MINED' }])
  })

  test('what the week has no budget for waits, and nothing is refused on chain', async () => {
    const { treasury } = world.chain.keys
    const twoRewards = { weeklyBudget: 25n * 10n ** 18n, rewardMaximum: 10n ** 21n }
    await (
      await treasury.sendTransaction({
        to: world.chain.distributor.address,
        data: world.chain.distributor.encode('setLimits', twoRewards),
      })
    ).wait()
    await world.earn(5)
    await rounds(world.worker())
    const states = await world.db.selectFrom('reward').select('status').orderBy('chain_index').execute()
    expect(states.map(({ status }) => status)).toEqual(['SETTLED', 'SETTLED', 'EARNED', 'EARNED', 'EARNED'])
    expect((await world.db.selectFrom('nonce_outcome').select('outcome').execute()).map(({ outcome }) => outcome)).toEqual([
      'MINED',
    ])
  })

  test("a reward above the contract's maximum waits, and keeps nobody else's from being paid", async () => {
    const { treasury } = world.chain.keys
    const limits = { weeklyBudget: 10n ** 24n, rewardMaximum: 15n * 10n ** 18n }
    const { address, encode } = world.chain.distributor
    await (await treasury.sendTransaction({ to: address, data: encode('setLimits', limits) })).wait()
    await world.earn(1, { energyWh: 40_000 })
    await world.earn(2)
    await rounds(world.worker())
    const states = await world.db.selectFrom('reward').select('status').orderBy('chain_index').execute()
    expect(states.map(({ status }) => status)).toEqual(['EARNED', 'SETTLED', 'SETTLED'])
  })

  test('nothing is sent while the guardian has paused', async () => {
    const { guardian, treasury } = world.chain.keys
    const { distributor } = world.chain
    await (await guardian.sendTransaction({ to: distributor.address, data: distributor.encode('pause') })).wait()
    await world.earn(1)
    await rounds(world.worker())
    expect(await transactions(world)).toEqual([])
    await (await treasury.sendTransaction({ to: distributor.address, data: distributor.encode('unpause') })).wait()
    await rounds(world.worker())
    await expectAllPaidOnce(world, 1)
  })

  test('nothing is sent while gas costs more than the ceiling', async () => {
    await world.earn(1)
    const dear = world.worker(() => ({
      fees: () => Promise.resolve({ maxFeeWei: world.row.maxFeeWei + 1n, maxTipWei: 1n }),
    }))
    expect(await settleOnce(dear)).toBe('idle')
    expect(await transactions(world)).toEqual([])
    await world.db.deleteFrom('signer_lease').execute()
    await rounds(world.worker())
    await expectAllPaidOnce(world, 1)
  })
})

describe('a transaction that nobody mines', () => {
  let quiet: TestSettlement
  beforeEach(async () => {
    quiet = await testSettlement({ more: { REWARDS_CHAIN_REPLACE_AFTER_MS: '1', REWARDS_CHAIN_MAX_FEE_GWEI: '4' } })
  })
  afterEach(() => quiet[Symbol.asyncDispose]())
  const mine = (on: boolean) => quiet.chain.provider.send('evm_setAutomine', [on])
  const stored = () => quiet.db.selectFrom('chain_transaction').selectAll().orderBy('nonce').orderBy('attempt').execute()
  const paid = async () => (await quiet.db.selectFrom('reward').select('status').execute()).map(({ status }) => status)

  test('is replaced by one with the same payments and at least a tenth more in fees, and one of them is mined', async () => {
    await mine(false)
    await quiet.earn(2)
    const worker = quiet.worker()
    await until(async () => {
      await settleOnce(worker)
      return (await stored()).length >= 4
    })
    const tries = await stored()
    for (const [i, next] of tries.entries()) {
      const last = tries[i - 1]
      if (!last) continue
      expect({ nonce: next.nonce, batch: next.batch_id }).toEqual({ nonce: last.nonce, batch: last.batch_id })
      expect(BigInt(next.max_fee_wei) * 10n).toBeGreaterThanOrEqual(BigInt(last.max_fee_wei) * 11n)
      expect(BigInt(next.max_tip_wei) * 10n).toBeGreaterThanOrEqual(BigInt(last.max_tip_wei) * 11n)
    }
    await mine(true)
    await quiet.chain.provider.send('anvil_mine', ['0x1'])
    await rounds(worker)
    expect(await paid()).toEqual(['SETTLED', 'SETTLED'])
    expect(await quiet.db.selectFrom('batch').select('status').execute()).toEqual([{ status: 'MINED' }])
  })

  test('never bids above the ceiling', async () => {
    await mine(false)
    await quiet.earn(1)
    const worker = quiet.worker()
    const ceiling = quiet.row.maxFeeWei
    await until(async () => {
      await settleOnce(worker)
      const last = (await stored()).at(-1)
      return last && (BigInt(last.max_fee_wei) * 110n) / 100n + 1n > ceiling
    })
    const count = (await stored()).length
    for (let i = 0; i < 3; i++) await settleOnce(worker)
    expect(await stored()).toHaveLength(count)
    expect((await stored()).every((row) => BigInt(row.max_fee_wei) <= ceiling)).toBe(true)
  })

  test('has its nonce filled with nothing when it expires, and its rewards go into another batch', async () => {
    await using late = await testSettlement({ more: { REWARDS_CHAIN_EXPIRE_AFTER_MS: '1' } })
    await late.chain.provider.send('evm_setAutomine', [false])
    await late.earn(2)
    const worker = late.worker()
    await until(async () => {
      await settleOnce(worker)
      return (await late.db.selectFrom('chain_transaction').select('kind').where('kind', '=', 'NOOP').execute()).length === 1
    })
    await late.chain.provider.send('evm_setAutomine', [true])
    await late.chain.provider.send('anvil_mine', ['0x1'])
    await rounds(worker)
    const outcomes = await late.db.selectFrom('nonce_outcome').select(['nonce', 'outcome']).orderBy('nonce').execute()
    expect(outcomes).toEqual([
      { nonce: 0, outcome: 'FILLED' },
      { nonce: 1, outcome: 'MINED' },
    ])
    const batches = await late.db.selectFrom('batch').select(['number', 'status']).orderBy('created_at').execute()
    expect(batches).toEqual([
      { number: 1, status: 'ABANDONED' },
      { number: 1, status: 'MINED' },
    ])
    expect(await late.chain.token.read.totalSupply()).toBe(2n * 12_345n * 10n ** 15n)
  })
})
