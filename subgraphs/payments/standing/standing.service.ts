import { audit } from '#db/audit.ts'
import { hasRole, isSelf, requireRole } from '#lib/access.ts'
import { refuse } from '#lib/errors.ts'
import type { Standing } from '#lib/events.ts'
import type { Context } from '../context.ts'
import { tellStanding } from './standing.ts'
import { changeStanding, lockStanding } from './standing.queries.ts'

export interface StandingInput {
  userId: string
  standing: 'STANDARD' | 'POST_PAID'
  reason: string
}

/** Lets a user charge without a hold, or no more: for admins. Who is blocked for an overdue bill stays so until it is paid. */
export async function setStanding(ctx: Context, { userId, standing, reason }: StandingInput): Promise<{ id: string }> {
  const caller = requireRole(ctx.caller, 'ADMIN')
  if (isSelf(caller, userId)) throw refuse('FORBIDDEN', 'This is your own standing: somebody else sets it.', ['input', 'userId'])
  return ctx.db.transaction().execute(async (trx) => {
    const before = await lockStanding(trx, userId)
    const blocked = before.standing === 'BLOCKED'
    const change = blocked ? { otherwise: standing } : { otherwise: standing, standing, reason }
    const after = await changeStanding(trx, userId, change)
    await audit(trx, caller.userId, 'standing.set', userId, { standing, reason })
    await tellStanding(trx, after)
    return { id: userId }
  })
}

/** How a user may charge: for themselves and admins; null for everybody else. */
export async function standingOf(ctx: Context, userId: string): Promise<Standing | null> {
  if (!isSelf(ctx.caller, userId) && !hasRole(ctx.caller, 'ADMIN')) return null
  return (await ctx.loaders.standing.load(userId))?.standing ?? 'STANDARD'
}
