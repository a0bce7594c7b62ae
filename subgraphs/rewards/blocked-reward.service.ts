import { requireRole } from '#lib/access.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from './context.ts'
import { listBlocked } from './reward.queries.ts'
import type { Reward } from './tables.ts'

/** Earned rewards that wait because their users are blocked, the oldest first. */
export function blockedRewards({ db, caller }: Context, args: PageArgs): Promise<Page<Reward>> {
  requireRole(caller, 'ADMIN', 'TREASURER', 'COMPLIANCE')
  return idPage(args, (page) => listBlocked(db, page))
}
