import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANONYMOUS, type Caller } from '#lib/auth.ts'
import type { DeedTask } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { userCaller } from '../../../test/caller.ts'
import { until } from '../../../test/until.ts'
import { fault } from '../../../test/subgraph.ts'
import { expectToldAgain } from '../../../test/told-again.ts'
import { past } from '../past.ts'
import { rewardDeed } from '../earning/earn.handler.ts'
import { PUBLISH_RULE, publishedRule, ruleDraft, testRewards, token, type TestRewards } from '../rewards.fixture.ts'
import type { RuleName } from '../tables.ts'
import { amountFor } from './worth.ts'

let rewards: TestRewards
beforeAll(async () => {
  rewards = await testRewards()
})
afterAll(() => rewards[Symbol.asyncDispose]())

const DRAFT =
  'mutation ($input: DraftRewardRuleInput!) { draftRewardRule(input: $input) { id name version validFrom per amount maximum budget period publishedAt } }'
interface Rule {
  id: string
  name: string
  version: number
  validFrom: string
  amount: string
  publishedAt: string | null
}
const admin = userCaller(['ADMIN'])
const draft = async (over: object = {}, caller: Caller = admin) => {
  const { data, errors } = await rewards.ask<{ draftRewardRule: Rule }>(caller, DRAFT, { input: ruleDraft(over) })
  const { code, issues } = errors?.[0]?.extensions ?? {}
  return { rule: data?.draftRewardRule, code, paths: issues?.map(({ path }) => path.join('.')) }
}
const publish = (ruleId: string | undefined, caller: Caller = userCaller(['TREASURER'])) =>
  rewards.ask<{ publishRewardRule: { publishedAt: string } }>(caller, PUBLISH_RULE, { input: { ruleId } })
const audits = () => rewards.db.selectFrom('audit').selectAll().execute()

describe('a rule version', () => {
  test('drafted by an admin has the next number, is shown to those who make rules, and leaves an audit row', async () => {
    const { rule } = await draft({ amount: token(2), validFrom: new Date(Date.now() + 3_600_000) })
    expect(rule).toMatchObject({ version: 2, amount: token(2), budget: token(1_000_000), period: 'DAY', publishedAt: null })
    const entry = (await audits()).find(({ subject_id }) => subject_id === rule?.id)
    expect(entry).toMatchObject({
      actor_id: admin.userId,
      action: 'reward-rule.drafted',
      detail: { version: 2, amount: token(2), per: 1000 },
    })
    const seen = async (caller: Caller) => {
      const { data } = await rewards.ask<{ rewardRules: Rule[] }>(caller, '{ rewardRules { id name version } }')
      return data?.rewardRules.filter(({ name }) => name === 'CHARGING_ENERGY').map(({ version }) => version)
    }
    expect([await seen(ANONYMOUS), await seen(admin)]).toEqual([[1], [2, 1]])
    await publish(rule?.id)
    expect(await seen(ANONYMOUS)).toEqual([2, 1])
  })

  test('holds when another person has published it, and what was earned before stays as it was', async () => {
    const name = 'PUBLIC_TRANSPORT'
    const terms = { name, per: 1, amount: token(3), maximum: token(3) }
    const earn = async () => {
      const id = await rewards.approveDeed({ task: name })
      const find = rewards.db.selectFrom('reward').select(['amount', 'rule_id']).where('source_id', '=', id)
      return until(() => find.executeTakeFirst())
    }
    const { rule } = await draft(terms)
    const before = await earn()
    expect(before.amount).toBe(token(2))
    expect(fault(await publish(rule?.id, admin))).toEqual({ code: 'CONFLICT', path: ['input', 'ruleId'] })
    const [first, again] = [await publish(rule?.id), await publish(rule?.id, admin)]
    expect(first.data?.publishRewardRule.publishedAt).not.toBeNull()
    expect(again).toEqual(first)
    expect(await earn()).toEqual({ amount: token(3), rule_id: rule?.id })
    expect(await rewards.db.selectFrom('reward_rule').select('data').where('id', '=', before.rule_id).executeTakeFirst()).toEqual({
      data: { per: 1, amount: token(2), maximum: token(2) },
    })
    const told = (await rewards.said('rewards.rule.published')).at(-1)
    const holdsFrom = first.data?.publishRewardRule.publishedAt
    expect(told).toEqual({
      ruleId: rule?.id,
      rule: 'community.public-transport',
      version: 2,
      per: 1,
      amount: token(3),
      maximum: token(3),
      holdsFrom,
    })
    await expectToldAgain(rewards.db, past, 'rewards.rule.published')
    const actions = (await audits()).filter(({ subject_id }) => subject_id === rule?.id).map(({ action }) => action)
    expect(actions).toEqual(['reward-rule.drafted', 'reward-rule.published'])
    expect(fault(await publish(newId()))).toEqual({ code: 'NOT_FOUND', path: ['input', 'ruleId'] })
    expect(fault(await publish(rule?.id, userCaller(['OPERATOR']))).code).toBe('FORBIDDEN')
  })

  test('is published once by many at once, and never behind a newer one', async () => {
    const [older, newer] = [await draft({ name: 'RECYCLING' }), await draft({ name: 'RECYCLING' })]
    const answers = await Promise.all(Array.from({ length: 4 }, () => publish(newer.rule?.id)))
    expect(new Set(answers.map(({ data }) => data?.publishRewardRule.publishedAt)).size).toBe(1)
    expect(
      (await audits()).filter(({ action, subject_id }) => action.endsWith('published') && subject_id === newer.rule?.id),
    ).toHaveLength(1)
    expect(fault(await publish(older.rule?.id))).toEqual({ code: 'CONFLICT', path: ['input', 'ruleId'] })
  })

  test('of one person, behind a newer one, or that is a draft earns nothing: the database forbids it', async () => {
    const { rule } = await draft({ name: 'EV_CHARGING' })
    const rule_id = rule?.id ?? ''
    const insert = (actor_id: string | null, rule = rule_id) =>
      rewards.db.insertInto('reward_rule_publication').values({ rule_id: rule, actor_id }).execute()
    await expect(insert(admin.userId)).rejects.toThrow('another person')
    await expect(insert(null)).rejects.toThrow('another person')
    const { user_id } = await until(async () => {
      await rewards.approveDeed({ task: 'EV_CHARGING' })
      return rewards.db.selectFrom('reward').select('user_id').where('rule_name', '=', 'community.ev-charging').executeTakeFirst()
    })
    await expect(rewards.db.updateTable('reward').set({ rule_id }).where('user_id', '=', user_id).execute()).rejects.toThrow(
      'reward_rule_published',
    )
    await publishedRule(rewards, { name: 'EV_CHARGING' })
    await expect(insert(newId())).rejects.toThrow('newer version')
    await expect(rewards.db.deleteFrom('reward_rule_publication').execute()).rejects.toThrow('permission denied')
  })

  test('sent twice with one key is added once', async () => {
    const idempotencyKey = newId()
    const validFrom = new Date(Date.now() + 3_600_000)
    const answers = await Promise.all([1, 2, 3].map(() => draft({ idempotencyKey, validFrom })))
    expect(new Set(answers.map(({ rule }) => rule?.id)).size).toBe(1)
    expect((await audits()).filter(({ subject_id }) => subject_id === answers[0]?.rule?.id)).toHaveLength(1)
  })

  test('drafted by several admins at once gets a number of its own', async () => {
    const validFrom = new Date(Date.now() + 3_600_000)
    const answers = await Promise.all(Array.from({ length: 6 }, () => draft({ validFrom })))
    expect(new Set(answers.map(({ rule }) => rule?.version)).size).toBe(6)
  })

  test('is for admins and treasurers: others are refused, and nothing is added', async () => {
    const before = (await audits()).length
    for (const roles of [['DRIVER'], ['OPERATOR'], ['PARTNER'], []] as const)
      expect((await draft({}, userCaller(roles))).code).toBe('FORBIDDEN')
    expect((await draft({}, ANONYMOUS)).code).toBe('UNAUTHENTICATED')
    expect(await audits()).toHaveLength(before)
  })

  test('is never changed in the database', async () => {
    await expect(rewards.db.updateTable('reward_rule').set({ version: 99 }).execute()).rejects.toThrow('permission denied')
    await expect(rewards.db.deleteFrom('reward_rule').execute()).rejects.toThrow('permission denied')
    await expect(rewards.db.deleteFrom('audit').execute()).rejects.toThrow('permission denied')
  })

  test.each([
    ['per', { per: 0 }],
    ['per', { per: -1 }],
    ['per', { per: 1_000_001 }],
    ['per', { per: 1.5 }],
    ['amount', { amount: '0' }],
    ['amount', { amount: '-1' }],
    ['amount', { amount: '1.5' }],
    ['amount', { amount: '0x10' }],
    ['amount', { amount: 1 }],
    ['amount', { amount: (2n ** 96n).toString(), maximum: (2n ** 96n).toString() }],
    ['maximum', { maximum: '0' }],
    ['maximum', { maximum: (2n ** 96n).toString() }],
    ['maximum', { amount: token(2), maximum: token(1) }],
    ['budget', { budget: '0' }],
    ['budget', { maximum: token(2), budget: token(1) }],
    ['period', { period: 'YEAR' }],
    ['validFrom', { validFrom: '2020-01-01T00:00:00Z' }],
    ['validFrom', { validFrom: 'yesterday' }],
    ['name', { name: 'ANYTHING' }],
    ['idempotencyKey', { idempotencyKey: 'again' }],
    ['idempotencyKey', { idempotencyKey: null }],
  ])('with a bad %s is refused, and the field is named: %j', async (field, bad) => {
    const { code, paths } = await draft(bad)
    expect(code).toBe('BAD_USER_INPUT')
    expect(paths).toContain(`input.${field}`)
  })
})

describe("a rule's budget", () => {
  const given = (rule: RuleName) =>
    rewards.db.selectFrom('reward').select(['status', 'held_reason', 'amount']).where('rule_name', '=', rule).execute()
  const deed = (task: DeedTask) =>
    rewards.db.transaction().execute((trx) => {
      const at = new Date().toISOString()
      const data = { submissionId: newId(), photoId: newId(), userId: newId(), task, takenAt: at, approvedAt: at }
      return rewardDeed(trx, {
        id: newId(),
        name: 'deeds.deed.approved',
        aggregateId: data.submissionId,
        occurredAt: at,
        requestId: null,
        data,
      })
    })

  test('is never passed, however many earn at once: what is above it waits for a person', async () => {
    await publishedRule(rewards, { name: 'LITTER_CLEAN_UP', per: 1, amount: token(20), maximum: token(20), budget: token(50) })
    await Promise.all(Array.from({ length: 12 }, () => deed('LITTER_CLEAN_UP')))
    const all = await given('community.litter-clean-up')
    expect(all.filter(({ status }) => status !== 'HELD')).toHaveLength(2)
    expect(all.filter(({ status }) => status === 'HELD').map(({ held_reason }) => held_reason)).toEqual(Array(10).fill('RULE'))
    const [held] = await rewards.db.selectFrom('reward').select('id').where('held_reason', '=', 'RULE').limit(1).execute()
    const free = rewards.db.updateTable('reward').set({ status: 'EARNED', granted: token(20) })
    await expect(free.where('id', '=', held?.id ?? '').execute()).rejects.toThrow('reward_allowance_maximum')
  })

  test('counts what earlier versions gave in its period; another period, and another rule, have counts of their own', async () => {
    const give = async (budget: number, period: string) => {
      const terms = { name: 'TREE_PLANTING', per: 1, amount: token(10), maximum: token(10) }
      await publishedRule(rewards, { ...terms, budget: token(budget), period })
      await deed('TREE_PLANTING')
      return (await given('community.tree-planting')).at(-1)?.held_reason
    }
    expect(await give(30, 'WEEK')).toBeNull()
    expect(await give(25, 'WEEK')).toBeNull()
    expect(await give(25, 'WEEK')).toBe('RULE')
    expect(await give(30, 'WEEK')).toBeNull()
    // Less than what is given by now.
    expect(await give(20, 'WEEK')).toBe('RULE')
    expect(await give(20, 'MONTH')).toBeNull()
    const { data } = await rewards.ask<{ rewardRules: { name: string; granted: string; period: string }[] }>(
      ANONYMOUS,
      '{ rewardRules { name granted period } }',
    )
    const of = (rule: string) => data?.rewardRules.find(({ name }) => name === rule)
    expect(of('TREE_PLANTING')).toMatchObject({ period: 'MONTH', granted: token(10) })
    expect(of('CYCLING')).toMatchObject({ period: 'DAY', granted: '0' })
  })
})

describe('an amount', () => {
  const rule = { per: 1000, amount: token(1), maximum: token(500) }

  test('is in proportion to the energy, to the base unit, and never above the maximum', () => {
    expect(amountFor(1, rule)).toBe(10n ** 15n)
    expect(amountFor(12_345, rule)).toBe(12_345n * 10n ** 15n)
    expect(amountFor(500_000, rule)).toBe(500n * 10n ** 18n)
    expect(amountFor(500_001, rule)).toBe(500n * 10n ** 18n)
    expect(amountFor(2, { ...rule, per: 3, amount: '1' })).toBe(0n)
  })

  test('follows the version that held when the session ended', async () => {
    const future = await publishedRule(rewards, { amount: token(7), validFrom: new Date(Date.now() + 50_000) })
    const caller = await rewards.register()
    const sessions = [
      await rewards.complete({ userId: caller.userId, energyWh: 1000 }),
      await rewards.complete({ userId: caller.userId, energyWh: 1000, endedAt: new Date(Date.now() + 55_000).toISOString() }),
    ]
    const rows = await until(async () => {
      const found = await rewards.db
        .selectFrom('reward')
        .select(['source_id', 'amount', 'rule_id'])
        .where('user_id', '=', caller.userId)
        .execute()
      return found.length === 2 && found
    })
    const of = (session: string | undefined) => rows.find(({ source_id }) => source_id === session)
    expect(of(sessions[0])?.amount).toBe(token(1))
    expect(of(sessions[1])).toMatchObject({ amount: token(7), rule_id: future })
  })
})
