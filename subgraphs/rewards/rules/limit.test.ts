import { parseEther } from 'ethers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { userCaller } from '../../../test/caller.ts'
import { until } from '../../../test/until.ts'
import { rewardSession } from '../earning/earn.handler.ts'
import { completed, envelope, limit, testRewards, type TestRewards } from '../rewards.fixture.ts'

let rewards: TestRewards
beforeEach(async () => {
  rewards = await testRewards()
})
afterEach(() => rewards[Symbol.asyncDispose]())

const admin = userCaller(['ADMIN'])
const tokens = (n: number) => parseEther(String(n)).toString()
const charge = (over: object) =>
  rewards.db.transaction().execute((trx) => rewardSession(trx, envelope('charging.session.completed', completed(over))))
const rows = () => rewards.db.selectFrom('reward').selectAll().orderBy('id').execute()
const earned = async () =>
  (await rewards.db.selectFrom('ledger_entry').select('amount').where('kind', '=', 'EARNED').execute()).reduce(
    (sum, { amount }) => sum + BigInt(amount),
    0n,
  )

describe('above a limit of the day nothing is earned, and nothing is lost, of many at once', () => {
  const USER = newId()
  const STATION = newId()
  test.each([
    ['one user', 'USER', { perUser: 50 }, () => ({ userId: USER })],
    ['one station', 'STATION', { perStation: 50 }, () => ({ stationId: STATION })],
    ['all together', 'ALL', { budget: 50 }, () => ({})],
  ] as const)('of %s', async (_of, scope, limits, over) => {
    await limit(rewards.db, limits)
    await Promise.all(Array.from({ length: 12 }, () => charge({ ...over(), energyWh: 20_000 })))
    const all = await rows()
    expect(all).toHaveLength(12)
    expect(all.filter(({ status }) => status === 'HELD').map(({ held_reason }) => held_reason)).toEqual(Array(10).fill(scope))
    expect(await earned()).toBe(parseEther('40'))
  })
})

test('the database refuses what no limit has granted, whoever asks', async () => {
  await limit(rewards.db, { perUser: 10 })
  await charge({ energyWh: 20_000 })
  const [held] = await rows()
  const free = (change: object) =>
    rewards.db
      .updateTable('reward')
      .set({ status: 'EARNED', ...change })
      .where('id', '=', held?.id ?? '')
      .execute()
  await expect(free({})).rejects.toThrow('reward_granted_check')
  await expect(free({ granted: tokens(20) })).rejects.toThrow('reward_allowance_maximum')
  await expect(rewards.db.deleteFrom('reward_limit').execute()).rejects.toThrow('permission denied')
})

describe('a held reward', () => {
  interface Held {
    id: string
    status: string
    heldReason: string | null
  }
  const decide = async (what: 'releaseReward' | 'refuseReward', rewardId: string, caller: Caller = admin, reason = 'Seen.') => {
    const query = `mutation ($input: HeldRewardInput!) { ${what}(input: $input) { id status heldReason } }`
    const { data, errors } = await rewards.ask<Record<string, Held>>(caller, query, { input: { rewardId, reason } })
    return { reward: data?.[what], code: errors?.[0]?.extensions?.code }
  }
  const list = async (caller: Caller, page = 'first: 2') => {
    const query = `{ heldRewards(${page}) { edges { node { id status heldReason } } pageInfo { hasNextPage endCursor } } }`
    const { data, errors } = await rewards.ask<{
      heldRewards: { edges: { node: Held }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
    }>(caller, query)
    return { page: data?.heldRewards, code: errors?.[0]?.extensions?.code }
  }
  const balance = async (caller: Caller & { kind: 'user' }) => {
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on User { rewardBalance { earned settled pending owed held } } } }`
    const of = [{ __typename: 'User', id: caller.userId }]
    const { data } = await rewards.ask<{ _entities: { rewardBalance: Record<string, string> }[] }>(caller, query, { of })
    return data?._entities[0]?.rewardBalance
  }

  test('is listed for admins page by page, and shown to its driver as not earned yet', async () => {
    await limit(rewards.db, { perUser: 10 })
    const driver = await rewards.register()
    for (let i = 0; i < 3; i++) await rewards.complete({ userId: driver.userId, energyWh: 20_000 })
    const { page } = await list(admin)
    expect(page?.edges.map(({ node }) => node.heldReason)).toEqual(['USER', 'USER'])
    expect(page?.pageInfo.hasNextPage).toBe(true)
    expect((await list(admin, `first: 2, after: "${page?.pageInfo.endCursor}"`)).page?.edges).toHaveLength(1)
    expect((await list(driver)).code).toBe('FORBIDDEN')
    expect(await balance(driver)).toMatchObject({ earned: '0', pending: '0', held: tokens(60) })
  })

  test('that an admin releases is paid once, however often it is released, and who did it is kept', async () => {
    await limit(rewards.db, { perUser: 10 })
    const driver = await rewards.register()
    await rewards.complete({ userId: driver.userId, energyWh: 20_000 })
    const [{ id } = { id: '' }] = await until(async () => (await rows()).length > 0 && rows())
    expect((await decide('releaseReward', id, driver)).code).toBe('FORBIDDEN')
    expect((await decide('releaseReward', newId())).code).toBe('NOT_FOUND')
    const [{ user_id: own } = expect.fail()] = (await rows()).filter((row) => row.id === id)
    expect((await decide('releaseReward', id, { ...admin, userId: own })).code).toBe('FORBIDDEN')
    expect((await decide('releaseReward', id, admin, ' ')).code).toBe('BAD_USER_INPUT')
    const answers = await Promise.all([1, 2, 3].map(() => decide('releaseReward', id)))
    expect(answers.map(({ reward }) => reward?.id)).toEqual([id, id, id])
    await until(async () => (await rows())[0]?.status === 'SETTLED')
    expect((await decide('refuseReward', id)).code).toBe('CONFLICT')
    expect(await balance(driver)).toMatchObject({ earned: tokens(20), settled: tokens(20), held: '0' })
    const audit = await rewards.db.selectFrom('audit').selectAll().where('subject_id', '=', id).execute()
    expect(audit).toMatchObject([{ action: 'reward.released', actor_id: admin.userId, detail: { reason: 'Seen.', limit: 'USER' } }])
  })

  test('that an admin refuses is never earned, whatever is said of its session afterwards', async () => {
    await limit(rewards.db, { perUser: 10 })
    const session = { sessionId: newId(), userId: newId() }
    await charge({ ...session, energyWh: 20_000 })
    const [{ id } = { id: '' }] = await rows()
    expect((await decide('refuseReward', id)).reward).toMatchObject({ status: 'REFUSED' })
    expect((await decide('refuseReward', id)).reward).toMatchObject({ status: 'REFUSED' })
    expect((await decide('releaseReward', id)).code).toBe('CONFLICT')
    await limit(rewards.db)
    // Its charger takes all of it back, with a doubt, and the operator lets the bill go.
    await charge({ ...session, energyWh: 20_000, held: true })
    await charge({ ...session, energyWh: 20_000 })
    expect(await earned()).toBe(0n)
    expect(await rows()).toHaveLength(1)
    // Only what nobody has decided of yet.
    await charge({ ...session, energyWh: 23_000 })
    expect(await earned()).toBe(parseEther('3'))
  })
})

describe('limits', () => {
  const SET = `mutation ($input: SetRewardLimitsInput!) { setRewardLimits(input: $input) { version perUser settlingSeconds } }`
  const input = () => ({
    perUser: tokens(1),
    perStation: tokens(2),
    budget: tokens(3),
    settlingSeconds: 60,
    idempotencyKey: newId(),
  })
  test('are set by admins, each version once by its key, and leave an audit row', async () => {
    const given = input()
    const set = (caller: Caller) =>
      rewards.ask<{ setRewardLimits: { version: number } }>(caller, SET, { input: given }).then(({ data, errors }) => ({
        version: data?.setRewardLimits.version,
        code: errors?.[0]?.extensions?.code,
      }))
    expect((await set(userCaller(['OPERATOR']))).code).toBe('FORBIDDEN')
    const answers = await Promise.all([1, 2, 3].map(() => set(admin)))
    expect(new Set(answers.map(({ version }) => version)).size).toBe(1)
    const { data } = await rewards.ask<{ rewardLimits: object[] }>(
      admin,
      '{ rewardLimits { version perUser budget settlingSeconds } }',
    )
    expect(data?.rewardLimits[0]).toEqual({
      version: answers[0]?.version,
      perUser: tokens(1),
      budget: tokens(3),
      settlingSeconds: 60,
    })
    const audit = await rewards.db.selectFrom('audit').selectAll().where('action', '=', 'reward-limits.set').execute()
    expect(audit).toMatchObject([{ actor_id: admin.userId, detail: { perStation: tokens(2) } }])
  })

  test('that are lowered below what is earned already hold what comes next', async () => {
    await charge({ energyWh: 20_000 })
    await limit(rewards.db, { budget: 5 })
    await charge({ energyWh: 1_000 })
    expect((await rows()).map(({ status }) => status === 'HELD')).toEqual([false, true])
  })
})

test('tokens that one charger’s password makes in an hour: the station’s limit, and the rest waits', async () => {
  await limit(rewards.db, { perUser: 500, perStation: 2_000 })
  const stationId = newId()
  // Every user it can think of, every session as large as a reward can be.
  for (let i = 0; i < 40; i++) await charge({ stationId, energyWh: 500_000 })
  expect(await earned()).toBe(parseEther('2000'))
  expect((await rows()).filter(({ status }) => status === 'HELD')).toHaveLength(36)
})
