import { parseEther } from 'ethers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { userCaller } from '../../../test/caller.ts'
import { until } from '../../../test/until.ts'
import { publishedRule, testRewards, token, type TestRewards } from '../rewards.fixture.ts'

let rewards: TestRewards
beforeAll(async () => {
  rewards = await testRewards()
})
afterAll(() => rewards[Symbol.asyncDispose]())

const rewardsOf = (userId: string) => rewards.db.selectFrom('reward').selectAll().where('user_id', '=', userId).execute()
const theOneOf = (userId: string) => until(async () => (await rewardsOf(userId))[0])
const admin = userCaller(['ADMIN'])

describe('kilometres', () => {
  test('earn one token for ten of them, less or more in proportion', async () => {
    const { userId } = await rewards.register()
    const readingId = await rewards.approveReading({ userId, distanceM: 123_456 })
    expect(await theOneOf(userId)).toMatchObject({
      rule_name: 'odometer.distance',
      source_type: 'ODOMETER_READING',
      source_id: readingId,
      quantity: 123_456,
      amount: parseEther('12.3456').toString(),
    })
  })

  test('of a first reading, or of none, earn nothing', async () => {
    const { userId } = await rewards.register()
    await rewards.approveReading({ userId, distanceM: 0 })
    expect(await rewardsOf(userId)).toEqual([])
  })

  test('are paid once, however often and however many at once the reading is approved', async () => {
    const { userId } = await rewards.register()
    const [readingId, uploadId] = [newId(), newId()]
    await Promise.all(Array.from({ length: 6 }, () => rewards.approveReading({ userId, readingId, uploadId })))
    expect(await rewardsOf(userId)).toHaveLength(1)
  })

  test('never earn more than the rule allows for one reading', async () => {
    const { userId } = await rewards.register()
    await rewards.approveReading({ userId, distanceM: 900_000_000 })
    expect((await theOneOf(userId)).amount).toBe(parseEther('500').toString())
  })
})

describe('a deed', () => {
  test.each([
    ['TREE_PLANTING', '10'],
    ['LITTER_CLEAN_UP', '5'],
    ['RECYCLING', '1'],
    ['CYCLING', '2'],
    ['PUBLIC_TRANSPORT', '2'],
    ['EV_CHARGING', '1'],
  ] as const)('%s earns %s tokens', async (task, amount) => {
    const { userId } = await rewards.register()
    const deedId = await rewards.approveDeed({ userId, task })
    expect(await theOneOf(userId)).toMatchObject({
      source_type: 'COMMUNITY_DEED',
      source_id: deedId,
      quantity: 1,
      amount: parseEther(amount).toString(),
    })
  })

  test('earns what the newest version of its rule says', async () => {
    await publishedRule(rewards, { name: 'LITTER_CLEAN_UP', per: 1, amount: token(7), maximum: token(7) })
    const { userId } = await rewards.register()
    await rewards.approveDeed({ userId, task: 'LITTER_CLEAN_UP' })
    expect((await theOneOf(userId)).amount).toBe(token(7))
  })
})

describe('the trace of a reward', () => {
  const TRACE = `query ($id: UUID!) { rewardTrace(rewardId: $id) {
    reward { id status quantity batchNumber transactionHash blockNumber reading { id } deed { id } session { id } rule { name unit per } }
    ledger { kind amount transactionHash } } }`
  interface Trace {
    rewardTrace: { reward: { transactionHash: string | null; status: string }; ledger: { transactionHash: string | null }[] } | null
  }
  const traceOf = async (caller: Caller, id: string) => (await rewards.ask<Trace>(caller, TRACE, { id })).data?.rewardTrace

  test('leads from its reading through the ledger to the transaction', async () => {
    const caller = await rewards.register()
    const readingId = await rewards.approveReading({ userId: caller.userId, distanceM: 10_000 })
    const { id } = await theOneOf(caller.userId)
    const trace = await until(async () => {
      const found = await traceOf(caller, id)
      return found?.reward.status === 'SETTLED' && found
    })
    const amount = parseEther('1').toString()
    expect(trace).toMatchObject({
      reward: {
        quantity: 10_000,
        reading: { id: readingId },
        deed: null,
        session: null,
        rule: { name: 'ODOMETER_DISTANCE', unit: 'METRE', per: 10_000 },
      },
      ledger: [
        { kind: 'EARNED', amount, transactionHash: null },
        { kind: 'SETTLED', amount, transactionHash: trace.reward.transactionHash },
      ],
    })
    expect(trace.reward.transactionHash).toMatch(/^0x[0-9a-f]{64}$/)
  })

  test('is for its owner and admins', async () => {
    const { userId } = await rewards.register()
    await rewards.approveDeed({ userId })
    const { id } = await theOneOf(userId)
    expect(await traceOf(userCaller(['DRIVER']), id)).toBeNull()
    expect(await traceOf(userCaller(['REVIEWER']), id)).toBeNull()
    expect(await traceOf(admin, id)).toMatchObject({ reward: { id } })
  })
})
