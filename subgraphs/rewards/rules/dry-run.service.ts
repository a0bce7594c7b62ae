import { createHash, randomBytes } from 'node:crypto'
import { requireRole } from '#lib/access.ts'
import { badInput } from '#lib/errors.ts'
import type { Context } from '../context.ts'
import { REWARDS_LIMITS } from '../limits.ts'
import type { CampaignWindow, RuleData, RuleName } from '../tables.ts'
import { bonusFor, least } from './bonus.ts'
import { factsBetween, type PastFact } from './campaign.queries.ts'
import { findRuleAt } from './rule.queries.ts'
import { amountFor } from './worth.ts'

export interface DryRunInput {
  rule: RuleName
  from: Date
  until: Date
  terms?: RuleData | null | undefined
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
  days: { day: string; rewards: number; users: number; amount: string }[]
  top: { pseudonym: string; rewards: number; amount: string }[]
}

/** What was done in a span of the past would have earned, by a rule or a campaign that does not hold yet. It reads, and writes nothing. */
export async function dryRun({ db, caller }: Context, input: DryRunInput): Promise<DryRun> {
  requireRole(caller, 'ADMIN', 'TREASURER')
  const { rule, from, until, campaign } = input
  const { dryRunDays, dryRunFacts } = REWARDS_LIMITS
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
      terms: input.terms ?? (await findRuleAt(trx, rule, new Date()))?.data,
    }))
  if (facts.length > dryRunFacts) throw badInput(['input', 'until'], `More than ${dryRunFacts} rewards: take a shorter time.`)
  if (!terms) throw badInput(['input', 'rule'], 'There is no version of this rule: give terms.')
  return sumUp(facts, terms, campaign ?? null)
}

/** The same arithmetic as of what is earned, in the order in which it was. */
function sumUp(facts: readonly PastFact[], terms: RuleData, campaign: NonNullable<DryRunInput['campaign']> | null): DryRun {
  const salt = randomBytes(16)
  const used = new Map<string, bigint>()
  const left = (key: string, maximum: string) => BigInt(maximum) - (used.get(key) ?? 0n)
  const days = new Map<string, { rewards: number; users: Set<string>; amount: bigint }>()
  const users = new Map<string, { rewards: number; amount: bigint }>()
  let [total, bonuses, earnedThen, budgetUsedUpAt] = [0n, 0n, 0n, null as Date | null]
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
    days: [...days].map(([day, of]) => ({ day, rewards: of.rewards, users: of.users.size, amount: of.amount.toString() })),
    // Another name each time: nobody is followed from one run to the next.
    top: top.map(([userId, of]) => ({
      pseudonym: createHash('sha256').update(salt).update(userId).digest('hex').slice(0, 8),
      rewards: of.rewards,
      amount: of.amount.toString(),
    })),
  }
}
