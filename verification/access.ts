import { hasRole, requireRole, type Caller } from '#lib/auth.ts'

/** Who looks: nobody is offered their own photos, and cases that two did not agree on are for admins. */
export interface Reviewer {
  userId: string
  admin: boolean
}

export function requireReviewer({ caller }: { caller: Caller }): Reviewer {
  const { userId, roles } = requireRole(caller, 'REVIEWER', 'ADMIN')
  return { userId, admin: roles.includes('ADMIN') }
}

export const isOwn = (caller: Caller, userId: string): boolean => caller.kind === 'user' && caller.userId === userId

/** What lies behind a verdict (checks, scores, details) is for reviewers and admins. */
export const mayReview = (caller: Caller): boolean => hasRole(caller, 'REVIEWER') || hasRole(caller, 'ADMIN')

/** Photos are for the one who took them, for reviewers and for admins. */
export const mayRead = (caller: Caller, userId: string): boolean => isOwn(caller, userId) || mayReview(caller)
