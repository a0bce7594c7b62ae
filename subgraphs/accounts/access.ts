import { hasRole, type Caller } from '#lib/auth.ts'

/** What is a user's own is seen by themself and by admins; others get null for it. */
export const mayRead = (caller: Caller, userId: string): boolean =>
  hasRole(caller, 'ADMIN') || (caller.kind === 'user' && caller.userId === userId)
