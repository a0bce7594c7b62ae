import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { newId } from '#lib/id.ts'
import { userCaller } from '../../../test/caller.ts'
import { fault } from '../../../test/subgraph.ts'
import { until } from '../../../test/until.ts'
import { DRAFT_RULE, ruleDraft, testRewards, type TestRewards } from '../rewards.fixture.ts'
import { bonusFor } from './bonus.ts'

let rewards: TestRewards
beforeAll(async () => {
  rewards = await testRewards()
})
afterAll(() => rewards[Symbol.asyncDispose]())

const [maker, publisher] = [userCaller(['TREASURER']), userCaller(['ADMIN'])]
const token = (n: number) => (BigInt(Math.round(n * 1000)) * 10n ** 15n).toString()
const HOUR = 3_600_000
const good = () => ({
  title: 'Windy nights',
  rule: 'CHARGING_ENERGY',
  factorPermille: 1_500,
  startsAt: new Date(Date.now() - HOUR),
  endsAt: new Date(Date.now() + HOUR),
  timeZone: 'Europe/Berlin',
  windows: [] as object[],
  budget: token(1_000),
  perUser: token(1_000),
  perUserDay: token(1_000),
  idempotencyKey: newId(),
})
const draft = async (over: object = {}, caller = maker) => {
  const answer = await rewards.ask<{ draftRewardCampaign: { id: string } }>(
    caller,
    'mutation ($input: DraftRewardCampaignInput!) { draftRewardCampaign(input: $input) { id } }',
    { input: { ...good(), ...over } },
  )
  return answer.data?.draftRewardCampaign.id ?? expect.fail(JSON.stringify(answer.errors))
}
const publish = (campaignId: string, caller = publisher) =>
  rewards.ask(caller, 'mutation ($input: PublishRewardCampaignInput!) { publishRewardCampaign(input: $input) { publishedAt } }', {
    input: { campaignId },
  })
const stop = (campaignId: string) =>
  rewards.ask(maker, 'mutation ($input: StopRewardCampaignInput!) { stopRewardCampaign(input: $input) { stoppedAt } }', {
    input: { campaignId, reason: 'x' },
  })
const running = async (over: object = {}) => {
  const id = await draft(over)
  expect((await publish(id)).errors).toBeUndefined()
  return id
}
const rewardOf = (sourceId: string) =>
  rewards.db.selectFrom('reward').selectAll().where('source_id', '=', sourceId).executeTakeFirst()
/** What so many kWh earn a new user, or this one. */
const earn = async (kWh: number, over: object = {}) => {
  const session = await rewards.complete({ energyWh: kWh * 1_000, ...over })
  return until(() => rewardOf(session))
}
beforeEach(async () => {
  for (const { id } of await rewards.db.selectFrom('reward_campaign').select('id').execute()) await stop(id)
})

describe('a campaign', () => {
  test('adds to what its rule earns, from when another person has published it until it is stopped', async () => {
    const id = await draft()
    expect((await earn(10)).amount).toBe(token(10))
    expect(fault(await publish(id, maker))).toEqual({ code: 'CONFLICT', path: ['input', 'campaignId'] })
    await expect(
      rewards.db
        .insertInto('reward_campaign_step')
        .values({ campaign_id: id, kind: 'PUBLISHED', actor_id: maker.userId })
        .execute(),
    ).rejects.toThrow('another person')
    await publish(id)
    await publish(id)
    expect(await earn(10)).toMatchObject({ amount: token(15), campaign_id: id, bonus_granted: token(5) })
    await stop(id)
    expect((await earn(10)).amount).toBe(token(10))
    const actions = await rewards.db.selectFrom('audit').select('action').where('subject_id', '=', id).execute()
    expect(actions.map(({ action }) => action)).toEqual([
      'reward-campaign.drafted',
      'reward-campaign.published',
      'reward-campaign.stopped',
    ])
  })

  test('alone counts of several that hold: the one that adds most; they do not add up', async () => {
    await running({ factorPermille: 2_000 })
    const best = await running({ factorPermille: 3_000 })
    await running({ factorPermille: 2_500 })
    expect(await earn(10)).toMatchObject({ amount: token(30), campaign_id: best })
  })

  test('never adds more than its budget, for a user, for a user in a day, or for all, however many earn at once', async () => {
    const id = await running({ factorPermille: 2_000, budget: token(50), perUser: token(15), perUserDay: token(12) })
    const [ada, bob] = [newId(), newId()]
    await Promise.all([...Array.from({ length: 4 }, () => earn(10, { userId: ada })), earn(10, { userId: bob })])
    const drawn = async (userId: string) => {
      const { rows } = await sql<{ sum: string }>`SELECT sum(bonus_granted) AS sum FROM reward WHERE user_id = ${userId}`.execute(
        rewards.db,
      )
      return rows[0]?.sum
    }
    expect([await drawn(ada), await drawn(bob)]).toEqual([token(12), token(10)])
    await Promise.all(Array.from({ length: 6 }, () => earn(10)))
    const { rows } = await sql<{ sum: string }>`SELECT sum(bonus_granted) AS sum FROM reward WHERE campaign_id = ${id}`.execute(
      rewards.db,
    )
    expect(rows[0]?.sum).toBe(token(50))
    const [some] = await rewards.db.selectFrom('reward').select('id').where('campaign_id', '=', id).execute()
    await expect(
      rewards.db
        .updateTable('reward')
        .set({ bonus_granted: token(60) })
        .where('id', '=', some?.id ?? '')
        .execute(),
    ).rejects.toThrow('campaign_allowance_maximum')
  })

  test('follows corrections: less is less, and what is more is drawn as far as the budget goes', async () => {
    await running({ factorPermille: 2_000, budget: token(15) })
    const userId = newId()
    const { source_id: sessionId } = await earn(10, { userId })
    const say = (kWh: number) => rewards.complete({ sessionId, userId, energyWh: kWh * 1_000 })
    await rewards.db
      .updateTable('reward')
      .set({ rests_until: new Date(Date.now() + HOUR) })
      .where('source_id', '=', sessionId)
      .execute()
    const total = async () => {
      const { rows } = await sql<{ sum: string }>`SELECT sum(amount) AS sum FROM reward WHERE source_id = ${sessionId}`.execute(
        rewards.db,
      )
      return rows[0]?.sum
    }
    await say(4)
    await until(async () => (await total()) === token(8))
    await say(30)
    await until(async () => (await total()) === token(45))
  })

  test.each([
    ['2026-03-28T22:30:00Z', [6], 1_380, 60, true],
    ['2026-03-28T23:30:00Z', [6], 1_380, 60, true],
    ['2026-03-29T01:30:00Z', [7], 120, 180, false],
    ['2026-03-29T00:30:00Z', [7], 60, 120, true],
    ['2026-03-28T21:59:00Z', [6], 1_380, 60, false],
    ['2026-03-30T10:00:00Z', [1], 0, 1_440, true],
    ['2026-03-30T10:00:00Z', [2], 0, 1_440, false],
  ])('at %s in Berlin, with days %j from %i to %i, is open: %s', async (at, days, from, until_, open) => {
    const windows = JSON.stringify([{ days, from, until: until_ }])
    const { rows } = await sql<{
      open: boolean
    }>`SELECT window_open(${windows}::jsonb, 'Europe/Berlin', ${at}::timestamptz) AS open`.execute(rewards.db)
    expect(rows[0]?.open).toBe(open)
  })

  test('adds whole base units, rounded down, and never more than a reward can be', () => {
    expect(bonusFor(1n, 1_999)).toBe(0n)
    expect(bonusFor(1_001n, 1_500)).toBe(500n)
    expect(bonusFor(2n ** 96n - 2n, 10_000)).toBe(1n)
  })

  test('is shown to everybody when it is published, and before to those who make them', async () => {
    const id = await draft()
    const seen = async (caller: Parameters<typeof rewards.ask>[0]) => {
      const { data } = await rewards.ask<{ rewardCampaigns: { edges: { node: { id: string } }[] } }>(
        caller,
        '{ rewardCampaigns(first: 100) { edges { node { id granted windows { from } } } } }',
      )
      return data?.rewardCampaigns.edges.some(({ node }) => node.id === id)
    }
    expect([await seen(userCaller(['DRIVER'])), await seen(maker)]).toEqual([false, true])
    await publish(id)
    expect(await seen(userCaller(['DRIVER']))).toBe(true)
  })
})

describe('a dry run', () => {
  const RUN = `query ($input: RewardDryRunInput!) { rewardDryRun(input: $input) {
    rewards users amount bonus earnedThen budgetUsedUpAt held ruleBudgetUsedUpAt days { day rewards users amount } top { pseudonym rewards amount } } }`
  interface Run {
    rewardDryRun: {
      rewards: number
      users: number
      amount: string
      bonus: string
      earnedThen: string
      budgetUsedUpAt: string | null
      held: string
      ruleBudgetUsedUpAt: string | null
      days: object[]
      top: { pseudonym: string; amount: string }[]
    }
  }
  const run = (over: object, caller = maker) =>
    rewards.ask<Run>(caller, RUN, {
      input: { rule: 'ODOMETER_DISTANCE', from: new Date(Date.now() - 24 * HOUR), until: new Date(Date.now() + HOUR), ...over },
    })
  const addTerms = {
    factorPermille: 2_000,
    timeZone: 'UTC',
    windows: [],
    budget: token(25),
    perUser: token(100),
    perUserDay: token(100),
  }

  test('gives what the same campaign then gives in truth, and writes nothing', async () => {
    const users = [newId(), newId()] as const
    const drive = async (userId: string) => {
      const id = await rewards.approveReading({ userId, distanceM: 100_000 })
      return until(() => rewardOf(id))
    }
    for (const userId of [users[0], users[0], users[1]]) await drive(userId)
    const before = await sql<{
      n: string
    }>`SELECT (SELECT count(*) FROM campaign_allowance) + (SELECT count(*) FROM reward) AS n`.execute(rewards.db)
    const tried = (await run({ campaign: addTerms })).data?.rewardDryRun
    const after = await sql<{
      n: string
    }>`SELECT (SELECT count(*) FROM campaign_allowance) + (SELECT count(*) FROM reward) AS n`.execute(rewards.db)
    expect(after.rows).toEqual(before.rows)
    expect(tried).toMatchObject({
      rewards: 3,
      users: 2,
      amount: token(55),
      bonus: token(25),
      earnedThen: token(30),
      top: [{ amount: token(40) }, { amount: token(15) }],
    })
    expect(tried?.budgetUsedUpAt).not.toBeNull()
    expect(JSON.stringify(tried)).not.toContain(users[0])
    expect((await run({ campaign: addTerms })).data?.rewardDryRun.top[0]?.pseudonym).not.toBe(tried?.top[0]?.pseudonym)
    const id = await running({ rule: 'ODOMETER_DISTANCE', ...addTerms })
    for (const userId of [users[0], users[0], users[1]]) await drive(userId)
    const { rows } = await sql<{ sum: string }>`SELECT sum(amount) AS sum FROM reward WHERE campaign_id = ${id}`.execute(rewards.db)
    expect(rows[0]?.sum).toBe(tried?.amount)
  })

  test('of other terms gives what they would have given', async () => {
    const userId = newId()
    const id = await rewards.approveDeed({ userId, task: 'TREE_PLANTING' })
    await until(() => rewardOf(id))
    const answer = await run({ rule: 'TREE_PLANTING', terms: { per: 1, amount: token(3), maximum: token(3) } })
    expect(answer.data?.rewardDryRun).toMatchObject({
      rewards: 1,
      amount: token(3),
      bonus: '0',
      earnedThen: token(10),
      budgetUsedUpAt: null,
    })
  })

  test("of a draft keeps to the rule's budget of each period, and tells what would have been held", async () => {
    const days = [...Array(3).keys()].map((n) => new Date(Date.UTC(2026, 2, 1 + n, 12)))
    const userId = newId()
    for (const at of days)
      for (let i = 0; i < 2; i++) {
        const reward = await until(async () => rewardOf(await rewards.approveDeed({ userId, task: 'CYCLING' })))
        await rewards.db.updateTable('reward').set({ earned_at: at }).where('id', '=', reward.id).execute()
      }
    const tried = async (over: object) => {
      const draft = ruleDraft({ name: 'CYCLING', per: 1, amount: token(3), maximum: token(3), ...over })
      const { data } = await rewards.ask<{ draftRewardRule: { id: string } }>(maker, DRAFT_RULE, { input: draft })
      return run({ rule: 'CYCLING', ruleId: data?.draftRewardRule.id, from: days[0], until: new Date(Date.UTC(2026, 2, 4)) })
    }
    const of = async (over: object) => (await tried(over)).data?.rewardDryRun
    // 1 March 2026 is a Sunday.
    expect(await of({ budget: token(5), period: 'DAY' })).toMatchObject({
      amount: token(9),
      held: token(9),
      ruleBudgetUsedUpAt: days[0]?.toISOString(),
    })
    expect(await of({ budget: token(9), period: 'WEEK' })).toMatchObject({
      amount: token(15),
      held: token(3),
      ruleBudgetUsedUpAt: days[2]?.toISOString(),
    })
    expect(await of({ budget: token(9), period: 'MONTH' })).toMatchObject({ amount: token(9), held: token(9) })
    expect(await of({ budget: token(18), period: 'MONTH' })).toMatchObject({ held: '0', ruleBudgetUsedUpAt: null })
    expect(fault(await run({ ruleId: newId() }))).toEqual({ code: 'NOT_FOUND', path: ['input', 'ruleId'] })
    const terms = { per: 1, amount: token(3), maximum: token(3) }
    expect(fault(await run({ ruleId: newId(), terms }))).toEqual({ code: 'BAD_USER_INPUT', path: ['input', 'ruleId'] })
  })

  test('is bounded, and for admins and treasurers alone', async () => {
    const from = new Date(Date.now() - 93 * 24 * HOUR)
    expect(fault(await run({ from }))).toEqual({ code: 'BAD_USER_INPUT', path: ['input', 'until'] })
    expect(fault(await run({ until: new Date(0) }))).toEqual({ code: 'BAD_USER_INPUT', path: ['input', 'until'] })
    expect(fault(await run({}, userCaller(['DRIVER']))).code).toBe('FORBIDDEN')
  })
})
