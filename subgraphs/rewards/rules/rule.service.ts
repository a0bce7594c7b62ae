import { audit } from '#db/audit.ts'
import { emit } from '#db/outbox.ts'
import { hasRole, requireRole } from '#lib/access.ts'
import { badInput, notFound, refuse } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import type { Context } from '../context.ts'
import {
  findRule,
  findRuleByKey,
  insertRule,
  isSuperseded,
  listRules,
  lockRule,
  publishVersion,
  type Rule,
} from './rule.queries.ts'
import { published } from '../told.ts'
import type { BudgetPeriod, RuleData, RuleName, Trx } from '../tables.ts'

export interface RuleInput {
  name: RuleName
  per: number
  amount: string
  maximum: string
  budget: string
  period: BudgetPeriod
  validFrom?: Date | null | undefined
  idempotencyKey: string
}

/** Clients' clocks may be a little behind ours. */
const PAST_ALLOWED_MS = 60_000

/** What earns rewards, and how much. Versions that are not published are for admins and treasurers; the others for everybody. */
export const allRules = ({ db, caller }: Context): Promise<Rule[]> => listRules(db, hasRole(caller, 'ADMIN', 'TREASURER'))

/**
 * A new version of a rule, which holds when another person has published it. It cannot begin in the past, so what was earned stays as it is.
 * The same idempotency key again gives the same version.
 */
export async function draftRule({ db, caller }: Context, input: RuleInput): Promise<Rule> {
  const { userId } = requireRole(caller, 'ADMIN', 'TREASURER')
  const now = new Date()
  const validFrom = input.validFrom ?? now
  if (validFrom.getTime() < now.getTime() - PAST_ALLOWED_MS)
    throw badInput(['input', 'validFrom'], 'A version cannot begin in the past.')
  if (BigInt(input.maximum) < BigInt(input.amount))
    throw badInput(['input', 'maximum'], 'The most for one reward cannot be less than the amount for one unit.')
  if (BigInt(input.budget) < BigInt(input.maximum))
    throw badInput(['input', 'budget'], 'The budget cannot be less than the most for one reward.')
  const { name, per, amount, maximum, budget, period } = input
  const data: RuleData = { per, amount, maximum }
  return db.transaction().execute(async (trx) => {
    await lockRule(trx, name)
    const before = await findRuleByKey(trx, name, input.idempotencyKey)
    if (before) return before
    const { id, version } = await insertRule(trx, {
      id: newId(),
      name,
      valid_from: validFrom,
      data: JSON.stringify(data),
      budget,
      period,
      created_by: userId,
      idempotency_key: input.idempotencyKey,
    })
    await audit(trx, userId, 'reward-rule.drafted', id, { name, version, validFrom, ...data, budget, period })
    return existing(trx, id)
  })
}

/** It holds from now on, or from its beginning: by another person than the one who made it. Publishing again changes nothing. */
export function publishRule({ db, caller }: Context, { ruleId }: { ruleId: string }): Promise<Rule> {
  const { userId } = requireRole(caller, 'ADMIN', 'TREASURER')
  return db.transaction().execute(async (trx) => {
    const path = ['input', 'ruleId']
    const found = await findRule(trx, ruleId)
    if (!found) throw notFound('reward rule', path)
    await lockRule(trx, found.name)
    const rule = await existing(trx, ruleId)
    if (rule.published_at) return rule
    if (rule.created_by === userId) throw refuse('CONFLICT', 'Another person than the one who made it publishes a rule.', path)
    if (await isSuperseded(trx, rule)) throw refuse('CONFLICT', 'A newer version is published. Draft it again.', path)
    await publishVersion(trx, ruleId, userId)
    await audit(trx, userId, 'reward-rule.published', ruleId, { name: rule.name, version: rule.version })
    const now = await existing(trx, ruleId)
    await emit(trx, 'rewards.rule.published', ruleId, published(now))
    return now
  })
}

const existing = async (trx: Trx, id: string): Promise<Rule> =>
  (await findRule(trx, id)) ?? Promise.reject(new Error(`The rule ${id} is gone.`))
