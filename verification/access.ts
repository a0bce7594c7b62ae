import { hasRole, requireRole } from '#lib/access.ts'
import type { Caller } from '#lib/auth.ts'

/** Who looks: nobody is offered their own photos, and cases that two did not agree on are for admins. */
export interface Reviewer {
  userId: string
  admin: boolean
}

export function requireReviewer({ caller }: { caller: Caller }): Reviewer {
  const { userId, roles } = requireRole(caller, 'REVIEWER', 'ADMIN')
  return { userId, admin: roles.includes('ADMIN') }
}

/** What lies behind a verdict (checks, scores, details) is for reviewers and admins. */
export const mayReview = (caller: Caller): boolean => hasRole(caller, 'REVIEWER', 'ADMIN')
