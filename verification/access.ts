import { hasRole, requireRole } from '#lib/access.ts'
import type { Caller } from '#lib/auth.ts'

/** Who reviews. Nobody is offered their own photos, and cases on which two reviewers differ are for admins. */
export interface Reviewer {
  userId: string
  admin: boolean
}

export function requireReviewer({ caller }: { caller: Caller }): Reviewer {
  const { userId, roles } = requireRole(caller, 'REVIEWER', 'ADMIN')
  return { userId, admin: roles.includes('ADMIN') }
}

/** True for reviewers and admins, who may see what is behind a verdict: checks, scores, details. */
export const mayReview = (caller: Caller): boolean => hasRole(caller, 'REVIEWER', 'ADMIN')
