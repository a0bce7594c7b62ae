import { audit } from '#db/audit.ts'
import { requireRole } from '#lib/access.ts'
import { badInput } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import type { Context } from '../context.ts'
import { findRuleByKey, insertRule, listRules, lockRule } from './rule.queries.ts'
import type { RewardRule, RuleData, RuleName } from '../tables.ts'

export interface RuleInput {
  name: RuleName
  per: number
  amount: string
  maximum: string
  validFrom?: Date | null | undefined
  idempotencyKey: string
}

/** Clients' clocks may be a little behind ours. */
const PAST_ALLOWED_MS = 60_000

/** What earns rewards, and how much: for everybody to read. */
export const allRules = ({ db }: Context): Promise<RewardRule[]> => listRules(db)

/**
 * A new version of a rule, by an admin. It cannot begin in the past, so what was earned stays as it is. The same idempotency key again
 * gives the same version.
 */
export async function addRuleVersion({ db, caller }: Context, input: RuleInput): Promise<RewardRule> {
  const { userId } = requireRole(caller, 'ADMIN')
  const now = new Date()
  const validFrom = input.validFrom ?? now
  if (validFrom.getTime() < now.getTime() - PAST_ALLOWED_MS)
    throw badInput(['input', 'validFrom'], 'A version cannot begin in the past.')
  if (BigInt(input.maximum) < BigInt(input.amount))
    throw badInput(['input', 'maximum'], 'The most for one reward cannot be less than the amount for one unit.')
  const { name, per, amount, maximum } = input
  const data: RuleData = { per, amount, maximum }
  return db.transaction().execute(async (trx) => {
    await lockRule(trx, name)
    const before = await findRuleByKey(trx, name, input.idempotencyKey)
    if (before) return before
    const rule = await insertRule(trx, {
      id: newId(),
      name,
      valid_from: validFrom,
      data: JSON.stringify(data),
      created_by: userId,
      idempotency_key: input.idempotencyKey,
    })
    await audit(trx, userId, 'rule.version-added', rule.id, { name, version: rule.version, validFrom, ...data })
    return rule
  })
}
