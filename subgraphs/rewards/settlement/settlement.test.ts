import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { until } from '../../../test/until.ts'
import {
  expectAllPaidOnce,
  lapse,
  rounds,
  runUntilDeath,
  testSettlement,
  transactions,
  type TestSettlement,
} from './settlement.fixture.ts'
import { settleOnce } from './round.ts'
import { insertTransaction, takeLease } from './transaction.queries.ts'
import { expectToldAgain } from '../../../test/told-again.ts'
import { past } from '../past.ts'

let world: TestSettlement
beforeEach(async () => {
  world = await testSettlement()
})
afterEach(() => world[Symbol.asyncDispose]())

const never = new Promise<never>(() => undefined)

describe('a worker that dies', () => {
  test('between storing and sending a transaction: the next one sends those very bytes', async () => {
    await world.earn(3)
    await runUntilDeath((dies) => world.worker(() => ({ broadcast: () => (dies(), never) })))
    const [stored] = await transactions(world)
    expect(stored?.broadcast_at).toBeNull()
    await rounds(world.worker())
    expect((await transactions(world)).map(({ hash }) => hash)).toEqual([stored?.hash])
    await expectAllPaidOnce(world, 3)
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
    expect(await transactions(world)).toHaveLength(1)
    await expectAllPaidOnce(world, 3)
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
    await expectAllPaidOnce(world, 3)
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
    await expectAllPaidOnce(world, 38)
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
  expect(await transactions(world)).toHaveLength(1)
  await expectAllPaidOnce(world, 2)
})

describe('two workers with one key', () => {
  test('share the work by the lease, and pay each reward once', async () => {
    await world.earn(10)
    const workers = [world.worker(), world.worker(), world.worker()]
    const settled = new AbortController()
    const loops = workers.map(async (worker) => {
      while (!settled.signal.aborted) await settleOnce(worker)
    })
    for (let i = 0; i < 4; i++) {
      await world.earn(3)
      // Wherever the one with the lease is just now, another one goes on from there.
      await lapse(world.db)
    }
    await until(
      async () => (await world.db.selectFrom('reward').select('id').where('status', '<>', 'SETTLED').execute()).length === 0,
    )
    settled.abort()
    await Promise.all(loops)
    await expectAllPaidOnce(world, 22)
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
    await expectAllPaidOnce(world, 2)
  })

  test('cannot store two transactions for one nonce, lease or not', async () => {
    await world.earn(1)
    await rounds(world.worker())
    const [stored] = await transactions(world)
    const { id: _id, hash: _hash, ...same } = stored ?? expect.fail('nothing stored')
    const twin = { ...same, id: crypto.randomUUID(), hash: '0xother' }
    await expect(world.db.transaction().execute((trx) => insertTransaction(trx, twin))).rejects.toThrow('chain_transaction_nonce')
  })

  test('take the lease in turns: one has it, the other when it has run out', async () => {
    const take = (holder: string, ms: number) => takeLease(world.db, { chain_id: world.row.id, signer: 'signer' }, holder, ms)
    const [one, two] = [crypto.randomUUID(), crypto.randomUUID()]
    expect(await Promise.all([take(one, 60_000), take(one, 60_000)])).toEqual([true, true])
    expect(await take(two, 60_000)).toBe(false)
    expect(await take(one, 1)).toBe(true)
    await until(() => take(two, 60_000))
    expect(await take(one, 60_000)).toBe(false)
  })
})

test('what was paid can be said again, to a box that comes late', async () => {
  await world.earn(3)
  await rounds(world.worker())
  await expectToldAgain(world.db, past, 'rewards.reward.earned', 'rewards.reward.settled')
})
