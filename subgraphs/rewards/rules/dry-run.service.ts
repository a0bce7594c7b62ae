import { createHash, randomBytes } from 'node:crypto'
import { requireRole } from '#lib/access.ts'
import { badInput, notFound } from '#lib/errors.ts'
import type { Context } from '../context.ts'
import { REWARDS_LIMITS } from '../limits.ts'
import type { BudgetPeriod, CampaignWindow, RuleData, RuleName, Trx } from '../tables.ts'
import { bonusFor, least } from './bonus.ts'
import { factsBetween, type PastFact } from './campaign.queries.ts'
import { findRule, findRuleAt } from './rule.queries.ts'
import { amountFor } from './worth.ts'

export interface DryRunInput {
  rule: RuleName
  from: Date
  until: Date
  terms?: (RuleData & { budget?: string | null | undefined; period?: BudgetPeriod | null | undefined }) | null | undefined
  ruleId?: string | null | undefined
  campaign?:
    | {
        factorPermille: number
        timeZone: string
        windows: readonly CampaignWindow[]
        budget: string
        perUser: string
        perUserDay: string
      }
    | null
    | undefined
}

export interface DryRun {
  rewards: number
  users: number
  amount: string
  bonus: string
  earnedThen: string
  budgetUsedUpAt: Date | null
  held: string
  ruleBudgetUsedUpAt: Date | null
  days: { day: string; rewards: number; users: number; amount: string }[]
  top: { pseudonym: string; rewards: number; amount: string }[]
}

/** What was done in a span of the past would have earned, by a rule or a campaign that does not hold yet. It reads, and writes nothing. */
export async function dryRun({ db, caller }: Context, input: DryRunInput): Promise<DryRun> {
  requireRole(caller, 'ADMIN', 'TREASURER')
  const { rule, from, until, campaign } = input
  const { dryRunDays, dryRunFacts } = REWARDS_LIMITS
  if (input.terms && input.ruleId) throw badInput(['input', 'ruleId'], 'Terms or a version, not both.')
  if (until <= from) throw badInput(['input', 'until'], 'After `from`.')
  if (until.getTime() - from.getTime() > dryRunDays * 86_400_000)
    throw badInput(['input', 'until'], `At most ${dryRunDays} days after \`from\`.`)
  const { facts, terms } = await db
    .transaction()
    .setAccessMode('read only')
    .execute(async (trx) => ({
      facts: await factsBetween(trx, {
        rule,
        from,
        until,
        most: dryRunFacts + 1,
        windows: campaign?.windows ?? [],
        timeZone: campaign?.timeZone ?? 'UTC',
      }),
      terms: await termsOf(trx, input),
    }))
  if (facts.length > dryRunFacts) throw badInput(['input', 'until'], `More than ${dryRunFacts} rewards: take a shorter time.`)
  if (!terms) throw badInput(['input', 'rule'], 'There is no version of this rule: give terms.')
  return sumUp(facts, terms, campaign ?? null)
}

/** What is tried: the terms that are given, else of the version that is named, else of the one that holds. */
async function termsOf(trx: Trx, { rule, terms, ruleId }: DryRunInput): Promise<Terms | undefined> {
  if (terms) return { ...terms, budget: terms.budget ?? null, period: terms.period ?? 'DAY' }
  const version = ruleId ? await findRule(trx, ruleId) : await findRuleAt(trx, rule, new Date())
  if (ruleId && version?.name !== rule) throw notFound('version of this rule', ['input', 'ruleId'])
  return version && { ...version.data, budget: version.budget, period: version.period }
}

type Terms = RuleData & { budget: string | null; period: BudgetPeriod }

/** The first day of the period that a day is in. */
function periodOf(day: string, period: BudgetPeriod): string {
  if (period === 'MONTH') return day.slice(0, 7)
  const date = new Date(`${day}T00:00:00Z`)
  if (period === 'WEEK') date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
  return date.toISOString().slice(0, 10)
}

/** The same arithmetic as of what is earned, in the order in which it was. */
function sumUp(facts: readonly PastFact[], terms: Terms, campaign: NonNullable<DryRunInput['campaign']> | null): DryRun {
  const salt = randomBytes(16)
  const used = new Map<string, bigint>()
  const left = (key: string, maximum: string) => BigInt(maximum) - (used.get(key) ?? 0n)
  const days = new Map<string, { rewards: number; users: Set<string>; amount: bigint }>()
  const users = new Map<string, { rewards: number; amount: bigint }>()
  let [total, bonuses, earnedThen, budgetUsedUpAt] = [0n, 0n, 0n, null as Date | null]
  let [held, ruleBudgetUsedUpAt] = [0n, null as Date | null]
  for (const { user_id: userId, quantity, amount, earned_at: at, open } of facts) {
    earnedThen += BigInt(amount)
    const day = at.toISOString().slice(0, 10)
    const earned = amountFor(quantity, terms)
    let bonus = 0n
    if (campaign && open) {
      const keys = [
        ['all', campaign.budget],
        [userId, campaign.perUser],
        [`${userId} ${day}`, campaign.perUserDay],
      ] as const
      bonus = least(bonusFor(earned, campaign.factorPermille), ...keys.map(([key, maximum]) => left(key, maximum)))
      for (const [key] of keys) used.set(key, (used.get(key) ?? 0n) + bonus)
      if (left('all', campaign.budget) === 0n) budgetUsedUpAt ??= at
    }
    const worth = earned + bonus
    if (worth === 0n) continue
    if (terms.budget !== null) {
      const period = `rule ${periodOf(day, terms.period)}`
      if (left(period, terms.budget) < worth) {
        held += worth
        ruleBudgetUsedUpAt ??= at
        continue
      }
      used.set(period, (used.get(period) ?? 0n) + worth)
    }
    total += worth
    bonuses += bonus
    const ofDay = days.get(day) ?? { rewards: 0, users: new Set(), amount: 0n }
    days.set(day, { rewards: ofDay.rewards + 1, users: ofDay.users.add(userId), amount: ofDay.amount + worth })
    const ofUser = users.get(userId) ?? { rewards: 0, amount: 0n }
    users.set(userId, { rewards: ofUser.rewards + 1, amount: ofUser.amount + worth })
  }
  const top = [...users].toSorted(([, a], [, b]) => (a.amount < b.amount ? 1 : -1)).slice(0, REWARDS_LIMITS.dryRunTop)
  return {
    rewards: [...users.values()].reduce((sum, { rewards }) => sum + rewards, 0),
    users: users.size,
    amount: total.toString(),
    bonus: bonuses.toString(),
    earnedThen: earnedThen.toString(),
    budgetUsedUpAt,
    held: held.toString(),
    ruleBudgetUsedUpAt,
    days: [...days].map(([day, of]) => ({ day, rewards: of.rewards, users: of.users.size, amount: of.amount.toString() })),
    // Another name each time: nobody is followed from one run to the next.
    top: top.map(([userId, of]) => ({
      pseudonym: createHash('sha256').update(salt).update(userId).digest('hex').slice(0, 8),
      rewards: of.rewards,
      amount: of.amount.toString(),
    })),
  }
}
