import { isSelfOr, requireUser } from '#lib/access.ts'
import type { Caller } from '#lib/auth.ts'
import { notFound } from '#lib/errors.ts'

/** Throws unless it is the caller's own, or the caller keeps the books. */
export function requireSelf(caller: Caller, userId: string): void {
  if (!isSelfOr(requireUser(caller), userId, 'ADMIN', 'TREASURER', 'COMPLIANCE')) throw notFound('user')
}
