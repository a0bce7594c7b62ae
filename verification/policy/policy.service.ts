import { isDeepStrictEqual } from 'node:util'
import { audit } from '#db/audit.ts'
import { requireRole } from '#lib/access.ts'
import { newId } from '#lib/id.ts'
import { isInt32Part, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import { requireReviewer } from '../access.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import type { Policy } from '../tables.ts'
import { currentPolicy, insertPolicy, listPolicies } from './policy.queries.ts'

export interface PolicyInput {
  /** The version that the admin has read. */
  version: number
  reason: string
  auditPermille: number
  unboundPermille: number
  newDriverPermille: number
  newDriverPhotos: number
  unboundPerDay: number
  dayWorth: string
}

/** The policy that holds. */
export function policyNow(ctx: Context): Promise<Policy> {
  requireReviewer(ctx)
  return currentPolicy(ctx.db)
}

/** Every version of the policy, the newest first. */
export function allPolicies(ctx: Context, args: PageArgs): Promise<Page<Policy>> {
  requireReviewer(ctx)
  return keysetPage({
    args,
    fetch: (page) => listPolicies(ctx.db, page),
    key: ({ version }) => [version],
    parts: [isInt32Part],
  })
}

/**
 * A new version of the policy, by an admin who has read the one before: if another has come between, it is refused. It holds for verdicts
 * from now on. The same again changes nothing.
 */
export function setPolicy({ db, caller }: Context, input: PolicyInput): Promise<Policy> {
  const { userId } = requireRole(caller, 'ADMIN')
  const numbers = {
    reason: input.reason.trim(),
    audit_permille: input.auditPermille,
    unbound_permille: input.unboundPermille,
    new_driver_permille: input.newDriverPermille,
    new_driver_photos: input.newDriverPhotos,
    unbound_per_day: input.unboundPerDay,
    day_worth: input.dayWorth,
  }
  return db.transaction().execute(async (trx) => {
    const now = await currentPolicy(trx)
    if (now.version === input.version + 1 && isDeepStrictEqual({ ...now, ...numbers, set_by: userId }, now)) return now
    // Of two at once the primary key lets one in.
    const set =
      now.version === input.version &&
      (await insertPolicy(trx, { id: newId(), version: input.version + 1, set_by: userId, ...numbers }))
    if (!set) throw refuse('CONFLICT', 'The policy was changed meanwhile. Read it again, and change that.', ['input', 'version'])
    await audit(trx, userId, 'verification-policy.set', set.id, { version: set.version, ...numbers })
    return set
  })
}
