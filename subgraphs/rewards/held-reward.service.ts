import { audit } from '#db/audit.ts'
import { requireRole } from '#lib/access.ts'
import { notFound, refuse } from '#lib/errors.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from './context.ts'
import { bookEarned, touch } from './earning/grant.ts'
import { changeReward, findReward, listHeld, lockReward, lockUser } from './reward.queries.ts'
import type { Reward } from './tables.ts'

/** Rewards that would have passed a limit and wait for an admin, the oldest first. */
export function heldRewards({ db, caller }: Context, args: PageArgs): Promise<Page<Reward>> {
  requireRole(caller, 'ADMIN')
  return idPage(args, (page) => listHeld(db, page))
}

export interface Decision {
  rewardId: string
  reason: string
}

/** Lets a held reward of somebody else be earned, above the limits of the day. Releasing it again changes nothing. */
export const releaseReward = (ctx: Context, decision: Decision): Promise<Reward> => decide(ctx, decision, 'EARNED')

/** Refuses a held reward for good. Refusing it again changes nothing. */
export const refuseReward = (ctx: Context, decision: Decision): Promise<Reward> => decide(ctx, decision, 'REFUSED')

function decide({ db, caller }: Context, { rewardId, reason }: Decision, to: 'EARNED' | 'REFUSED'): Promise<Reward> {
  const { userId } = requireRole(caller, 'ADMIN')
  return db.transaction().execute(async (trx) => {
    const path = ['input', 'rewardId']
    const found = await findReward(trx, rewardId)
    if (!found) throw notFound('reward', path)
    if (found.user_id === userId)
      throw refuse('FORBIDDEN', 'Nobody decides about a reward of their own. Another admin does it.', path)
    await lockUser(trx, found.user_id)
    const reward = await lockReward(trx, rewardId)
    if (reward.status !== 'HELD') {
      if (to === 'REFUSED' ? reward.status === 'REFUSED' : reward.released_at !== null) return reward
      throw refuse('CONFLICT', `The reward is not held: it is ${reward.status.toLowerCase()}.`, path)
    }
    const decided = await changeReward(trx, rewardId, { status: to, ...(to === 'EARNED' && { released_at: new Date() }) })
    const detail = { reason, limit: reward.held_reason, amount: reward.amount }
    const action = to === 'EARNED' ? 'reward.released' : 'reward.refused'
    await audit(trx, userId, action, rewardId, detail)
    if (to === 'EARNED') await bookEarned(trx, decided)
    await touch(trx, decided)
    // Read again: all of it may have paid off what is owed.
    return lockReward(trx, rewardId)
  })
}
