import type { Caller, Role, UserCaller } from './auth.ts'
import { DomainError } from './errors.ts'

/** The signed-in user, or UNAUTHENTICATED. */
export function requireUser(caller: Caller): UserCaller {
  if (caller.kind !== 'user') throw new DomainError('UNAUTHENTICATED', 'Sign in first.')
  return caller
}

/** The signed-in user if one of the roles is theirs, else FORBIDDEN. Call it before anything is read. */
export function requireRole(caller: Caller, ...roles: readonly Role[]): UserCaller {
  const user = requireUser(caller)
  if (!hasRole(user, ...roles))
    throw new DomainError(
      'FORBIDDEN',
      `This is for ${roles.join(', ')}. A role granted since you signed in holds from your next sign-in.`,
    )
  return user
}

/** True when the caller is signed in and has one of the roles. */
export const hasRole = (caller: Caller, ...roles: readonly Role[]): boolean =>
  caller.kind === 'user' && roles.some((role) => caller.roles.includes(role))

/** True when the caller is this user. What belongs to nobody (null) belongs to no caller. */
export const isSelf = (caller: Caller, userId: string | null): boolean => caller.kind === 'user' && caller.userId === userId

/** True if it belongs to the caller, or the caller has one of the roles. Answer others as if there were nothing. */
export const isSelfOr = (caller: Caller, userId: string | null, ...roles: readonly Role[]): boolean =>
  isSelf(caller, userId) || hasRole(caller, ...roles)
