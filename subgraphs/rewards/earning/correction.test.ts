import { parseEther } from 'ethers'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { userCaller } from '../../../test/caller.ts'
import type { Context } from '../context.ts'
import { rewardSession } from './earn.handler.ts'
import { refuseReward, releaseReward } from '../held-reward.service.ts'
import { balances } from '../reward.queries.ts'
import { completed, envelope, limit } from '../rewards.fixture.ts'
import { lapse, rounds, testSettlement, type TestSettlement } from '../settlement/settlement.fixture.ts'
import { settleOnce } from '../settlement/round.ts'

let world: TestSettlement
beforeEach(async () => {
  world = await testSettlement()
})
afterEach(() => world[Symbol.asyncDispose]())

/** Makes a batch, stores its transaction, and does not get it through. */
async function heldBack() {
  await lapse(world.db)
  await settleOnce(world.worker((real) => ({ broadcast: () => Promise.reject(new Error('held back')), knows: real.knows })))
}
const tokens = (n: number) => parseEther(String(n)).toString()
/** A driver with a wallet; what their sessions say is told through it. */
async function driver() {
  const userId = newId()
  await world.earn(1, { userId, energyWh: 1_000 })
  await rounds(world.worker())
  const say = (over: object) =>
    world.db
      .transaction()
      .execute((trx) => rewardSession(trx, envelope('charging.session.completed', completed({ userId, ...over }))))
  const balance = async () => {
    const [row] = await balances(world.db, [userId])
    const { earned = '0', settled = '0', pending = '0', owed = '0', held = '0' } = row ?? {}
    expect(BigInt(earned) + BigInt(owed)).toBe(BigInt(settled) + BigInt(pending))
    return [earned, settled, pending, owed, held].map((units) => Number(BigInt(units) / 10n ** 15n) / 1000)
  }
  const onChain = async () => {
    const wallet = await world.db.selectFrom('wallet').select('address').where('user_id', '=', userId).executeTakeFirstOrThrow()
    return world.chain.token.read.balanceOf(wallet.address)
  }
  const rewards = (sessionId: string) =>
    world.db.selectFrom('reward').selectAll().where('source_id', '=', sessionId).orderBy('revision').execute()
  return { userId, say, balance, onChain, rewards }
}
const rest = (seconds: number) => limit(world.db, { settlingSeconds: seconds })
const rested = () =>
  world.db
    .updateTable('reward')
    .set({ rests_until: sql`now()` })
    .where('status', '=', 'EARNED')
    .execute()

describe('a reward rests before it is paid', () => {
  test('and a correction in that time changes what is paid', async () => {
    const { say, balance, onChain, rewards } = await driver()
    await rest(3_600)
    const sessionId = newId()
    await say({ sessionId, energyWh: 500_000 })
    await rounds(world.worker())
    expect(await balance()).toEqual([501, 1, 500, 0, 0])
    await say({ sessionId, energyWh: 2_000 })
    await rested()
    await rounds(world.worker())
    expect(await balance()).toEqual([3, 3, 0, 0, 0])
    expect(await onChain()).toBe(parseEther('3'))
    expect(await rewards(sessionId)).toMatchObject([{ status: 'SETTLED', amount: tokens(2), quantity: 2_000 }])
  })

  test('and a session that is held meanwhile earns nothing until it is released, and then once', async () => {
    const { say, balance, rewards } = await driver()
    await rest(3_600)
    const sessionId = newId()
    await say({ sessionId, energyWh: 20_000 })
    await say({ sessionId, energyWh: 20_000, held: true })
    await rested()
    await rounds(world.worker())
    expect(await balance()).toEqual([1, 1, 0, 0, 0])
    expect(await rewards(sessionId)).toMatchObject([{ status: 'CANCELLED', amount: '0' }])
    for (let i = 0; i < 2; i++) await say({ sessionId, energyWh: 20_000 })
    expect(await balance()).toEqual([21, 1, 20, 0, 0])
    await rested()
    await rounds(world.worker())
    expect(await balance()).toEqual([21, 21, 0, 0, 0])
  })
})

describe('a correction after the payment', () => {
  test('is owed, and the next rewards pay it off', async () => {
    const { say, balance, onChain, rewards } = await driver()
    const [first, second, third] = [newId(), newId(), newId()]
    await say({ sessionId: first, energyWh: 500_000 })
    await rounds(world.worker())
    await say({ sessionId: first, energyWh: 1, held: false })
    expect(await balance()).toEqual([1.001, 501, 0, 499.999, 0])
    await say({ sessionId: second, energyWh: 200_000 })
    expect(await rewards(second)).toMatchObject([{ status: 'WITHHELD', payout: '0', amount: tokens(200) }])
    await say({ sessionId: third, energyWh: 300_000 })
    await rounds(world.worker())
    expect(await balance()).toEqual([501.001, 501.001, 0, 0, 0])
    expect(await onChain()).toBe(parseEther('501.001'))
    const entries = await world.db
      .selectFrom('ledger_entry')
      .innerJoin('reward', 'reward.id', 'ledger_entry.reward_id')
      .select(['kind', 'ledger_entry.amount'])
      .where('source_id', '=', first)
      .orderBy('ledger_entry.id')
      .execute()
    expect(entries.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['EARNED', tokens(500)],
      ['SETTLED', tokens(500)],
      ['REDUCED', tokens(499.999)],
      ['REPAID', tokens(200)],
      ['REPAID', tokens(299.999)],
    ])
  })

  test('upwards pays the rest once', async () => {
    const { say, balance, onChain, rewards } = await driver()
    const sessionId = newId()
    await say({ sessionId, energyWh: 10_000 })
    await rounds(world.worker())
    for (let i = 0; i < 2; i++) await say({ sessionId, energyWh: 15_000 })
    await rounds(world.worker())
    expect(await balance()).toEqual([16, 16, 0, 0, 0])
    expect(await onChain()).toBe(parseEther('16'))
    expect((await rewards(sessionId)).map(({ revision, amount }) => [revision, amount])).toEqual([
      [0, tokens(10)],
      [1, tokens(5)],
    ])
  })

  test('upwards above a limit of the day waits for a person', async () => {
    const { say, balance, rewards } = await driver()
    const sessionId = newId()
    await say({ sessionId, energyWh: 10_000 })
    await limit(world.db, { perUser: 20 })
    await say({ sessionId, energyWh: 40_000 })
    expect((await rewards(sessionId)).map(({ revision, status }) => [revision, status === 'HELD'])).toEqual([
      [0, false],
      [1, true],
    ])
    expect(await balance()).toEqual([11, 1, 10, 0, 30])
  })
})

describe('a correction of a reward that a limit held', () => {
  const energy = (kWh: number) => ({ energyWh: kWh * 1_000 })
  const decide = (rewardId: string | undefined, how: typeof releaseReward) =>
    how({ db: world.db, caller: userCaller(['ADMIN']) } as Context, { rewardId: rewardId ?? '', reason: 'Seen.' })
  const entries = (sessionId: string) =>
    world.db
      .selectFrom('ledger_entry')
      .innerJoin('reward', 'reward.id', 'ledger_entry.reward_id')
      .select(['kind', 'ledger_entry.amount'])
      .where('source_id', '=', sessionId)
      .orderBy('ledger_entry.id')
      .execute()
  /** 20 tokens above a limit of 10 a day. */
  async function held() {
    const who = await driver()
    await limit(world.db, { perUser: 10 })
    const sessionId = newId()
    await who.say({ sessionId, ...energy(20) })
    expect(await who.rewards(sessionId)).toMatchObject([{ status: 'HELD', amount: tokens(20) }])
    return { ...who, sessionId }
  }

  test('changes what waits, books nothing, and makes no debt; a release pays what it is worth by then', async () => {
    const { sessionId, say, balance, rewards, onChain } = await held()
    await say({ sessionId, ...energy(15) })
    expect(await balance()).toEqual([1, 1, 0, 0, 15])
    await say({ sessionId, ...energy(30) })
    expect(await balance()).toEqual([1, 1, 0, 0, 30])
    expect(await rewards(sessionId)).toMatchObject([{ status: 'HELD', owed: '0', amount: tokens(30), payout: tokens(30) }])
    expect(await entries(sessionId)).toEqual([])
    await decide((await rewards(sessionId))[0]?.id, releaseReward)
    await rounds(world.worker())
    expect(await balance()).toEqual([31, 31, 0, 0, 0])
    expect(await onChain()).toBe(parseEther('31'))
  })

  test('to nothing cancels it; what it is worth again within the limits is earned and booked once', async () => {
    const { sessionId, say, balance, rewards } = await held()
    await say({ sessionId, ...energy(20), held: true })
    expect(await rewards(sessionId)).toMatchObject([{ status: 'CANCELLED', owed: '0' }])
    expect(await balance()).toEqual([1, 1, 0, 0, 0])
    await limit(world.db, { perUser: 100 })
    await say({ sessionId, ...energy(20) })
    await rounds(world.worker())
    expect(await balance()).toEqual([21, 21, 0, 0, 0])
    expect((await entries(sessionId)).map(({ kind, amount }) => [kind, amount])).toEqual([
      ['EARNED', tokens(20)],
      ['SETTLED', tokens(20)],
    ])
  })

  test('upwards after a person has released it waits for a person again', async () => {
    const { sessionId, say, balance, rewards } = await held()
    await limit(world.db, { perUser: 10, settlingSeconds: 3_600 })
    await decide((await rewards(sessionId))[0]?.id, releaseReward)
    await say({ sessionId, ...energy(500) })
    expect((await rewards(sessionId)).map(({ status, amount }) => [status, amount])).toEqual([
      ['EARNED', tokens(20)],
      ['HELD', tokens(480)],
    ])
    expect(await balance()).toMatchObject([21, 1, 20, 0, 480])
  })

  test('upwards after a person has refused it earns no more than what is new', async () => {
    const { sessionId, say, balance, rewards } = await held()
    await decide((await rewards(sessionId))[0]?.id, refuseReward)
    await limit(world.db, { perUser: 100 })
    await say({ sessionId, ...energy(25) })
    await say({ sessionId, ...energy(25) })
    expect((await rewards(sessionId)).map(({ status, amount }) => [status, amount])).toEqual([
      ['REFUSED', tokens(20)],
      ['EARNED', tokens(5)],
    ])
    expect(await balance()).toEqual([6, 1, 5, 0, 0])
  })
})

test('what a correction cancelled and another makes good rests anew', async () => {
  const { say, balance } = await driver()
  await rest(3_600)
  const sessionId = newId()
  await say({ sessionId, energyWh: 20_000 })
  await rested()
  await say({ sessionId, energyWh: 20_000, held: true })
  await say({ sessionId, energyWh: 20_000 })
  await rounds(world.worker())
  expect(await balance()).toEqual([21, 1, 20, 0, 0])
})

test('a correction while the batch is made is in it, or makes a debt: nothing falls between', async () => {
  const { say, balance, onChain } = await driver()
  const sessionId = newId()
  await say({ sessionId, energyWh: 100_000 })
  const worker = world.worker((real) => ({
    // After the worker has read what waits, and before it stores the batch.
    refusal: async (data) => {
      await say({ sessionId, energyWh: 1_000 })
      return real.refusal(data)
    },
  }))
  await lapse(world.db)
  await expect(settleOnce(worker)).rejects.toThrow('was corrected')
  await rounds(world.worker())
  expect(await balance()).toEqual([2, 2, 0, 0, 0])
  expect(await onChain()).toBe(parseEther('2'))
})

test('a correction of what is in a batch that is then given up takes from what is paid at last', async () => {
  const { say, balance, onChain } = await driver()
  const [sessionId, other] = [newId(), newId()]
  await say({ sessionId, energyWh: 100_000 })
  await heldBack()
  await say({ sessionId, energyWh: 30_000 })
  await say({ sessionId: other, energyWh: 20_000 })
  expect(await balance()).toEqual([51, 1, 50, 0, 0])
  const { settler } = world.chain.keys
  await (await settler.sendTransaction({ to: settler.address, value: 0n })).wait()
  await rounds(world.worker())
  expect(await balance()).toEqual([51, 51, 0, 0, 0])
  expect(await onChain()).toBe(parseEther('51'))
})

test('of any history of corrections, payments and given-up batches, the chain has what the ledger says', async () => {
  const { say, balance, onChain } = await driver()
  const sessions = Array.from({ length: 4 }, () => newId())
  const last = new Map<string, number>()
  let state = 12_345
  const random = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below
  const { settler } = world.chain.keys
  for (let step = 0; step < 60; step++) {
    const sessionId = sessions[random(sessions.length)] ?? ''
    const [energyWh, held] = [random(50) * 1_000, random(5) === 0]
    await say({ sessionId, energyWh, held })
    last.set(sessionId, held ? 0 : energyWh)
    if (random(4) === 0) await rounds(world.worker())
    if (random(5) === 0) {
      await heldBack()
      // Somebody else with the key uses the nonce: the batch is given up, and its rewards are free again.
      if (random(2) === 0) await (await settler.sendTransaction({ to: settler.address, value: 0n })).wait()
    }
    await balance()
  }
  await say({ energyWh: 400_000 })
  await rounds(world.worker())
  const wh = [...last.values()].reduce((sum, each) => sum + each, 401_000)
  expect(await balance()).toEqual([wh / 1_000, wh / 1_000, 0, 0, 0])
  expect(await onChain()).toBe(BigInt(wh) * 10n ** 15n)
})
