import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { deployContracts } from '../../contracts/deploy.ts'
import { until } from '../../test/until.ts'
import { reconcile } from './reconcile.service.ts'
import { completed, envelope, testSettlement, type TestSettlement } from './rewards.fixture.ts'
import { rewardSession } from './reward.service.ts'
import { fitting, settleOnce } from './settlement.service.ts'
import type { Settlement } from './settlement.ts'
import { insertTransaction, takeLease } from './transaction.queries.ts'

let world: TestSettlement
beforeEach(async () => {
  // Dead workers are taken for dead at once: their leases are short.
  world = await testSettlement({ more: { REWARDS_LEASE_MS: '300' } })
})
afterEach(() => world[Symbol.asyncDispose]())

const rounds = (worker: Settlement) => until(async () => (await settleOnce(worker)) === 'idle', { timeoutMs: 25_000 })

/** Every reward has been paid exactly once: by its own status, the ledger, the balances and the bitmap on chain. */
async function expectAllPaidOnce(count: number): Promise<void> {
  const rewards = await world.db
    .selectFrom('reward')
    .innerJoin('wallet', 'wallet.user_id', 'reward.user_id')
    .select(['reward.id', 'reward.status', 'reward.amount', 'reward.chain_index', 'wallet.address'])
    .execute()
  expect(rewards).toHaveLength(count)
  expect(new Set(rewards.map(({ status }) => status))).toEqual(new Set(['SETTLED']))
  for (const reward of rewards) {
    expect(await world.chain.token.read.balanceOf(reward.address)).toBe(BigInt(reward.amount))
    expect(await world.chain.distributor.read.isPaid(BigInt(reward.chain_index))).toBe(true)
  }
  expect(await world.chain.token.read.totalSupply()).toBe(rewards.reduce((sum, { amount }) => sum + BigInt(amount), 0n))
  const entries = await world.db.selectFrom('ledger_entry').select(['reward_id', 'kind', 'amount']).execute()
  expect(
    entries
      .filter(({ kind }) => kind === 'SETTLED')
      .map(({ reward_id }) => reward_id)
      .toSorted(),
  ).toEqual(rewards.map(({ id }) => id).toSorted())
  const announced = await world.db
    .selectFrom('outbox')
    .select('aggregate_id')
    .where('name', '=', 'rewards.reward.settled')
    .execute()
  expect(announced.map(({ aggregate_id }) => aggregate_id).toSorted()).toEqual(rewards.map(({ id }) => id).toSorted())
}

const transactions = () => world.db.selectFrom('chain_transaction').selectAll().orderBy('nonce').orderBy('attempt').execute()
const never = new Promise<never>(() => undefined)

/** Lets a worker run until it dies, which it does by never coming back from the chain. */
async function runUntilDeath(worker: (dies: () => void) => Settlement): Promise<void> {
  const death = Promise.withResolvers<void>()
  const running = worker(death.resolve)
  const rounds = async () => {
    for (;;) await settleOnce(running)
  }
  await Promise.race([death.promise, rounds()])
}

describe('a worker that dies', () => {
  test('between storing and sending a transaction: the next one sends those very bytes', async () => {
    await world.earn(3)
    await runUntilDeath((dies) => world.worker(() => ({ broadcast: () => (dies(), never) })))
    const [stored] = await transactions()
    expect(stored?.broadcast_at).toBeNull()
    await rounds(world.worker())
    expect((await transactions()).map(({ hash }) => hash)).toEqual([stored?.hash])
    await expectAllPaidOnce(3)
  })

  test('between sending a transaction and recording that it did', async () => {
    await world.earn(3)
    await runUntilDeath((dies) =>
      world.worker((real) => ({
        broadcast: async (raw) => {
          await real.broadcast(raw)
          dies()
          return never
        },
      })),
    )
    await rounds(world.worker())
    expect(await transactions()).toHaveLength(1)
    await expectAllPaidOnce(3)
  })

  test('before it records the receipt', async () => {
    await world.earn(3)
    await runUntilDeath((dies) =>
      world.worker((real) => ({
        mined: async (hash) => {
          if (await real.mined(hash)) {
            dies()
            return never
          }
          return null
        },
      })),
    )
    await rounds(world.worker())
    await expectAllPaidOnce(3)
  })

  test('again and again, at every step in turn', async () => {
    await world.earn(20)
    for (const step of ['broadcast', 'mined', 'head', 'fees', 'sign', 'refusal', 'nonce', 'broadcast', 'mined'] as const) {
      await runUntilDeath((dies) =>
        world.worker((real) => ({
          [step]: async (...args: never[]) => {
            // Dies after the call has had its effect on the chain, if it has one.
            await (real[step] as (...given: never[]) => Promise<unknown>)(...args)
            dies()
            return never
          },
        })),
      )
      await world.earn(2)
    }
    await rounds(world.worker())
    await expectAllPaidOnce(38)
  })
})

test('a node that refuses or loses what it is sent is sent the same bytes until they are in a block', async () => {
  await world.earn(2)
  let refusals = 0
  await rounds(
    world.worker((real) => ({
      broadcast: (raw) => (++refusals < 4 ? Promise.reject(new Error('connection reset')) : real.broadcast(raw)),
    })),
  )
  expect(refusals).toBe(4)
  expect(await transactions()).toHaveLength(1)
  await expectAllPaidOnce(2)
})

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
    await expectAllPaidOnce(7)
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
    for (const sessionId of sessions.toReversed()) {
      const userId = users.find(({ source_id }) => source_id === sessionId)?.user_id ?? null
      await world.db
        .transaction()
        .execute((trx) => rewardSession(trx, envelope('charging.session.completed', completed({ sessionId, userId }))))
    }
    await rounds(world.worker())
    const [fresh] = await world.db.selectFrom('reward').select('amount').where('source_id', 'not in', sessions).execute()
    expect(await world.chain.token.read.totalSupply()).toBe(supply + BigInt(fresh?.amount ?? 0))
    await expectAllPaidOnce(5)
  })

  test('with a transaction that was stored but had lost its nonce to one now forgotten: its rewards go into another batch', async () => {
    await world.earn(2)
    const before = world.worker((real) => ({ broadcast: () => Promise.reject(new Error('held back')), knows: real.knows }))
    await settleOnce(before)
    await until(() => settleOnce(before).then(() => true))
    // Somebody else with the key, as an older self would be, uses the nonce.
    const { settler } = world.chain.keys
    await (await settler.sendTransaction({ to: settler.address, value: 0n })).wait()
    await rounds(world.worker())
    expect(
      (await world.db.selectFrom('nonce_outcome').select('outcome').orderBy('nonce').execute()).map(({ outcome }) => outcome),
    ).toEqual(['LOST', 'MINED'])
    await expectAllPaidOnce(2)
  })

  /** As `pg_restore` of a copy from before the batches, and in the second case from before the rewards, would leave it. */
  async function forget(what: 'payments' | 'payments and rewards'): Promise<void> {
    const { default: pg } = await import('pg')
    const client = new pg.Client({ connectionString: world.database.adminUrl, options: '-c search_path=rewards' })
    await client.connect()
    await client.query(`DELETE FROM ledger_entry WHERE kind = 'SETTLED'`)
    await client.query(`DELETE FROM outbox WHERE name = 'rewards.reward.settled'`)
    await client.query(`UPDATE reward SET status = 'EARNED', batch_id = NULL, batch_position = NULL, settled_at = NULL`)
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

describe('a chain that takes blocks back', () => {
  test('gets the stored transactions again, and ends with the same balances', async () => {
    const snapshot = (await world.chain.provider.send('evm_snapshot', [])) as string
    await world.earn(3)
    await rounds(world.worker())
    await world.earn(2)
    await rounds(world.worker())
    const before = (await transactions()).map(({ hash }) => hash)
    await world.chain.provider.send('evm_revert', [snapshot])
    expect(await world.chain.token.read.totalSupply()).toBe(0n)
    await rounds(world.worker())
    expect((await transactions()).map(({ hash }) => hash)).toEqual(before)
    await expectAllPaidOnce(5)
  })

  test('even blocks that had been final, as a chain that lost its disk does', async () => {
    const snapshot = (await world.chain.provider.send('evm_snapshot', [])) as string
    await world.earn(2)
    await rounds(world.worker())
    await world.chain.provider.send('anvil_mine', ['0x5'])
    await settleOnce(world.worker())
    await until(async () => {
      await settleOnce(world.worker())
      return (await world.db.selectFrom('nonce_outcome').select('nonce').where('finalized', '=', true).execute()).length === 1
    })
    await world.chain.provider.send('evm_revert', [snapshot])
    await rounds(world.worker())
    await expectAllPaidOnce(2)
  })

  test('and is empty in the end: with the contracts deployed anew, everything is paid again that it forgot, and nothing else', async () => {
    await world.earn(3)
    await rounds(world.worker())
    await world.chain.provider.send('anvil_reset', [])
    const { provider, keys, terms } = world.chain
    await until(() =>
      settleOnce(world.worker(() => ({ broadcast: () => Promise.reject(new Error('away')) }))).then((state) => state === 'busy'),
    )
    await deployContracts({ provider, deployerKey: keys.deployer.privateKey, terms })
    await rounds(world.worker())
    await expectAllPaidOnce(3)
  })

  test('shows the reward as submitted while its block is gone', async () => {
    const snapshot = (await world.chain.provider.send('evm_snapshot', [])) as string
    await world.earn(1)
    await rounds(world.worker())
    await world.chain.provider.send('evm_revert', [snapshot])
    await until(() =>
      settleOnce(world.worker(() => ({ broadcast: () => Promise.reject(new Error('away')) }))).then((state) => state === 'busy'),
    )
    expect(await world.db.selectFrom('reward').select(['status', 'settled_at']).execute()).toEqual([
      { status: 'SUBMITTED', settled_at: null },
    ])
    await rounds(world.worker())
    await expectAllPaidOnce(1)
  })
})

describe('two workers with one key', () => {
  test('share the work by the lease, and pay each reward once', async () => {
    await world.earn(10)
    const workers = [world.worker(), world.worker(), world.worker()]
    const settled = new AbortController()
    const loops = workers.map(async (worker) => {
      while (!settled.signal.aborted) await settleOnce(worker)
    })
    for (let i = 0; i < 4; i++) await world.earn(3)
    await until(
      async () => (await world.db.selectFrom('reward').select('id').where('status', '<>', 'SETTLED').execute()).length === 0,
    )
    settled.abort()
    await Promise.all(loops)
    await expectAllPaidOnce(22)
  })

  test('of whom one has slept through its lease: what it then wants to store is refused', async () => {
    await world.earn(2)
    const asleep = Promise.withResolvers<void>()
    const awake = Promise.withResolvers<void>()
    const sleeper = world.worker((real) => ({
      sign: async (transaction) => {
        asleep.resolve()
        await awake.promise
        return real.sign(transaction)
      },
    }))
    const sleeping = settleOnce(sleeper)
    await asleep.promise
    await rounds(world.worker())
    awake.resolve()
    expect(await sleeping).toBe('elsewhere')
    await expectAllPaidOnce(2)
  })

  test('cannot store two transactions for one nonce, lease or not', async () => {
    await world.earn(1)
    await rounds(world.worker())
    const [stored] = await transactions()
    const { id: _id, hash: _hash, ...same } = stored ?? expect.fail('nothing stored')
    const twin = { ...same, id: crypto.randomUUID(), hash: '0xother' }
    await expect(world.db.transaction().execute((trx) => insertTransaction(trx, twin))).rejects.toThrow('chain_transaction_nonce')
  })

  test('take the lease in turns: one has it, the other when it has run out', async () => {
    const take = (holder: string, ms: number) => takeLease(world.db, 'signer', holder, ms)
    const [one, two] = [crypto.randomUUID(), crypto.randomUUID()]
    expect(await Promise.all([take(one, 60_000), take(one, 60_000)])).toEqual([true, true])
    expect(await take(two, 60_000)).toBe(false)
    expect(await take(one, 1)).toBe(true)
    await until(() => take(two, 60_000))
    expect(await take(one, 60_000)).toBe(false)
  })
})

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

  test('the largest batch there may be is paid within its gas', { timeout: 90_000 }, async () => {
    await using large = await testSettlement({ more: { REWARDS_BATCH_SIZE: '600' }, args: ['--enable-tx-gas-limit'] })
    await large.earn(600)
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

  test('nothing is sent while the guardian has paused', async () => {
    const { guardian, treasury } = world.chain.keys
    const { distributor } = world.chain
    await (await guardian.sendTransaction({ to: distributor.address, data: distributor.encode('pause') })).wait()
    await world.earn(1)
    await rounds(world.worker())
    expect(await transactions()).toEqual([])
    await (await treasury.sendTransaction({ to: distributor.address, data: distributor.encode('unpause') })).wait()
    await rounds(world.worker())
    await expectAllPaidOnce(1)
  })

  test('nothing is sent while gas costs more than the ceiling', async () => {
    await world.earn(1)
    const dear = world.worker(() => ({
      fees: () => Promise.resolve({ maxFeeWei: world.config.settlement.maxFeeWei + 1n, maxTipWei: 1n }),
    }))
    expect(await settleOnce(dear)).toBe('idle')
    expect(await transactions()).toEqual([])
    await world.db.deleteFrom('signer_lease').execute()
    await rounds(world.worker())
    await expectAllPaidOnce(1)
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
    const ceiling = quiet.config.settlement.maxFeeWei
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

test('a batch that the chain has reverted is given up, and its rewards are paid by another one', async () => {
  await world.earn(2)
  const { guardian, treasury } = world.chain.keys
  const { distributor } = world.chain
  // Between the check and the block, the guardian pauses.
  const unlucky = world.worker((real) => ({
    broadcast: async (raw) => {
      await (await guardian.sendTransaction({ to: distributor.address, data: distributor.encode('pause') })).wait()
      await real.broadcast(raw)
    },
  }))
  await settleOnce(unlucky)
  await until(async () => (await settleOnce(unlucky)) === 'idle')
  expect(await world.db.selectFrom('nonce_outcome').select('outcome').execute()).toEqual([{ outcome: 'FAILED' }])
  await (await treasury.sendTransaction({ to: distributor.address, data: distributor.encode('unpause') })).wait()
  await rounds(world.worker())
  await expectAllPaidOnce(2)
})

test('a batch that was reverted, and is paid after all when the chain takes that block back, stands; the one made in its place is given up', async () => {
  const snapshot = (await world.chain.provider.send('evm_snapshot', [])) as string
  await world.earn(2)
  const { guardian, treasury } = world.chain.keys
  const { distributor } = world.chain
  const unlucky = world.worker((real) => ({
    broadcast: async (raw) => {
      await (await guardian.sendTransaction({ to: distributor.address, data: distributor.encode('pause') })).wait()
      await real.broadcast(raw)
    },
  }))
  await settleOnce(unlucky)
  await rounds(unlucky)
  await (await treasury.sendTransaction({ to: distributor.address, data: distributor.encode('unpause') })).wait()
  await rounds(world.worker())
  const numbers = () => world.db.selectFrom('batch').select(['number', 'status']).orderBy('created_at').execute()
  expect((await numbers()).map(({ status }) => status)).toEqual(['ABANDONED', 'MINED'])
  await world.chain.provider.send('evm_revert', [snapshot])
  await rounds(world.worker())
  expect(await numbers()).toEqual([
    { number: 1, status: 'MINED' },
    { number: 1, status: 'ABANDONED' },
  ])
  await expectAllPaidOnce(2)
})

test('a transaction that succeeds without paying, because nothing is at the address, does not settle', async () => {
  await world.earn(2)
  const { distributor, provider } = world.chain
  const code = await provider.getCode(distributor.address)
  const unlucky = world.worker((real) => ({
    broadcast: async (raw) => {
      await provider.send('anvil_setCode', [distributor.address, '0x'])
      await real.broadcast(raw)
      await provider.send('anvil_setCode', [distributor.address, code])
    },
  }))
  await settleOnce(unlucky)
  await until(
    async () =>
      (await world.db.selectFrom('nonce_outcome').select('outcome').execute())[0] ?? settleOnce(world.worker()).then(() => null),
  )
  await rounds(world.worker())
  const outcomes = await world.db.selectFrom('nonce_outcome').select('outcome').orderBy('nonce').execute()
  expect(outcomes).toEqual([{ outcome: 'FAILED' }, { outcome: 'MINED' }])
  await expectAllPaidOnce(2)
})

test('a comparison with the chain changes nothing where both agree, also from the first block on', async () => {
  await world.earn(3)
  const worker = world.worker()
  await rounds(worker)
  const before = await world.db.selectFrom('batch').selectAll().execute()
  await reconcile(worker)
  await reconcile(worker, { whole: true })
  expect(await world.db.selectFrom('batch').selectAll().execute()).toEqual(before)
  await expectAllPaidOnce(3)
})
