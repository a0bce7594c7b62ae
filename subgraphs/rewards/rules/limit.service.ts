import { audit } from '#db/audit.ts'
import { requireRole } from '#lib/access.ts'
import { newId } from '#lib/id.ts'
import type { Context } from '../context.ts'
import { findLimitByKey, insertLimit, listLimits, lockLimits } from './limit.queries.ts'
import type { RewardLimit } from '../tables.ts'

export interface LimitInput {
  perUser: string
  perStation: string
  budget: string
  settlingSeconds: number
  idempotencyKey: string
}

/** How much may be earned in a day, version by version: for everybody to read. */
export const allLimits = ({ db }: Context): Promise<RewardLimit[]> => listLimits(db)

/** New limits, by an admin. They hold for what is earned from now on. The same idempotency key again gives the same version. */
export async function setLimits({ db, caller }: Context, input: LimitInput): Promise<RewardLimit> {
  const { userId } = requireRole(caller, 'ADMIN')
  const { perUser, perStation, budget, settlingSeconds, idempotencyKey } = input
  return db.transaction().execute(async (trx) => {
    await lockLimits(trx)
    const before = await findLimitByKey(trx, idempotencyKey)
    if (before) return before
    const limit = await insertLimit(trx, {
      id: newId(),
      per_user: perUser,
      per_station: perStation,
      budget,
      settling_seconds: settlingSeconds,
      created_by: userId,
      idempotency_key: idempotencyKey,
    })
    await audit(trx, userId, 'reward-limits.set', limit.id, {
      version: limit.version,
      perUser,
      perStation,
      budget,
      settlingSeconds,
    })
    return limit
  })
}
