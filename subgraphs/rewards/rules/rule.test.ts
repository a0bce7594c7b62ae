import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANONYMOUS, type Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { userCaller } from '../../../test/caller.ts'
import { until } from '../../../test/until.ts'
import { testRewards, type TestRewards } from '../rewards.fixture.ts'
import { amountFor } from './worth.ts'

let rewards: TestRewards
beforeAll(async () => {
  rewards = await testRewards()
})
afterAll(() => rewards[Symbol.asyncDispose]())

const ADD =
  'mutation ($input: AddRewardRuleInput!) { addRewardRule(input: $input) { id name version validFrom per amount maximum } }'
interface Rule {
  id: string
  name: string
  version: number
  validFrom: string
  amount: string
}
const admin = userCaller(['ADMIN'])
const token = (n: number) => (BigInt(n) * 10n ** 18n).toString()
const good = () => ({ name: 'CHARGING_ENERGY', per: 1000, amount: token(1), maximum: token(500), idempotencyKey: newId() })
const add = async (over: object = {}, caller: Caller = admin) => {
  const { data, errors } = await rewards.ask<{ addRewardRule: Rule }>(caller, ADD, { input: { ...good(), ...over } })
  const { code, issues } = errors?.[0]?.extensions ?? {}
  return { rule: data?.addRewardRule, code, paths: issues?.map(({ path }) => path.join('.')) }
}
const audits = () => rewards.db.selectFrom('audit').selectAll().execute()

describe('a rule version', () => {
  test('added by an admin has the next number, and leaves an audit row that says who and what', async () => {
    const { rule } = await add({ amount: token(2), validFrom: new Date(Date.now() + 3_600_000) })
    expect(rule).toMatchObject({ version: 2, amount: token(2) })
    const entry = (await audits()).find(({ subject_id }) => subject_id === rule?.id)
    expect(entry).toMatchObject({
      actor_id: admin.userId,
      action: 'rule.version-added',
      detail: { version: 2, amount: token(2), per: 1000 },
    })
    const { data } = await rewards.ask<{ rewardRules: Rule[] }>(ANONYMOUS, '{ rewardRules { id name version } }')
    const versions = data?.rewardRules.filter(({ name }) => name === 'CHARGING_ENERGY').map(({ version }) => version)
    expect(versions).toEqual([2, 1])
  })

  test('sent twice with one key is added once', async () => {
    const idempotencyKey = newId()
    const validFrom = new Date(Date.now() + 3_600_000)
    const answers = await Promise.all([1, 2, 3].map(() => add({ idempotencyKey, validFrom })))
    expect(new Set(answers.map(({ rule }) => rule?.id)).size).toBe(1)
    expect((await audits()).filter(({ subject_id }) => subject_id === answers[0]?.rule?.id)).toHaveLength(1)
  })

  test('added by several admins at once gets a number of its own', async () => {
    const validFrom = new Date(Date.now() + 3_600_000)
    const answers = await Promise.all(Array.from({ length: 6 }, () => add({ validFrom })))
    expect(new Set(answers.map(({ rule }) => rule?.version)).size).toBe(6)
  })

  test('is for admins: others are refused, and nothing is added', async () => {
    const before = (await audits()).length
    for (const roles of [['DRIVER'], ['OPERATOR'], ['PARTNER'], []] as const)
      expect((await add({}, userCaller(roles))).code).toBe('FORBIDDEN')
    expect((await add({}, ANONYMOUS)).code).toBe('UNAUTHENTICATED')
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
    ['validFrom', { validFrom: '2020-01-01T00:00:00Z' }],
    ['validFrom', { validFrom: 'yesterday' }],
    ['name', { name: 'ANYTHING' }],
    ['idempotencyKey', { idempotencyKey: 'again' }],
    ['idempotencyKey', { idempotencyKey: null }],
  ])('with a bad %s is refused, and the field is named: %j', async (field, bad) => {
    const { code, paths } = await add(bad)
    expect(code).toBe('BAD_USER_INPUT')
    expect(paths).toContain(`input.${field}`)
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
    const { rule: future } = await add({ amount: token(7), validFrom: new Date(Date.now() + 50_000) })
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
    expect(of(sessions[1])).toMatchObject({ amount: token(7), rule_id: future?.id })
  })
})
