import { hasRole, isSelf, requireRole } from '#lib/access.ts'
import type { Caller } from '#lib/auth.ts'
import type { Context } from './context.ts'
import { isAudit } from './reasons.ts'
import type { Submission } from './tables.ts'

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

/**
 * True for reviewers and admins while a person is to decide on a photo that chance has chosen. What the software has found would lead them,
 * so it is not shown before.
 */
export async function isBlind({ caller, loaders }: Context, { id, user_id }: Pick<Submission, 'id' | 'user_id'>): Promise<boolean> {
  if (!mayReview(caller) || isSelf(caller, user_id)) return false
  const verdict = await loaders.verdict.load(id)
  if (!verdict || !isAudit(verdict)) return false
  return (await loaders.cases.load(id)).some(({ kind, state }) => kind === 'VERDICT' && state === 'OPEN')
}
