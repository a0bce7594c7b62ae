import type { Caller, Role, Scope, UserCaller } from './auth.ts'
import { DomainError, refuse } from './errors.ts'
import { LIMITS } from './limits.ts'

/** The signed-in user, or UNAUTHENTICATED. A partner's key is refused with FORBIDDEN: what it may do says so by `requireUserOrScope`. */
export function requireUser(caller: Caller): UserCaller {
  if (caller.kind === 'client') throw new DomainError('FORBIDDEN', 'This is for people who have signed in. No key opens it.')
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

/**
 * The signed-in user, for what a stolen access token must not do: they signed in a short while ago, in whichever way. SIGN_IN_AGAIN otherwise.
 */
export function requireFreshSignIn(caller: Caller): UserCaller {
  const user = requireUser(caller)
  if (Date.now() / 1_000 - (user.signedInAt ?? 0) > LIMITS.token.freshSeconds)
    throw refuse('SIGN_IN_AGAIN', 'This needs a sign-in of the last minutes. Sign in again.')
  return user
}

/** The id of the user who acts: the signed-in user, or the partner whose key has the scope. FORBIDDEN if the key has it not. */
export function requireUserOrScope(caller: Caller, scope: Scope): { userId: string } {
  if (caller.kind !== 'client') return requireUser(caller)
  if (!caller.scopes.includes(scope))
    throw new DomainError('FORBIDDEN', `This key has not the scope ${scope}. Make a key that has it, or add it to this one.`)
  return { userId: caller.partnerId }
}

/**
 * Who runs stations and chargers: an operator, a partner or an admin who has signed in, or the partner whose key has the scope. Gives who
 * acts. Of a partner's key that is the partner, without any role that is not needed to run what is theirs.
 */
export function requireOperator(caller: Caller, scope: Scope): UserCaller {
  if (caller.kind !== 'client') return requireRole(caller, 'OPERATOR', 'PARTNER', 'ADMIN')
  return { kind: 'user', roles: ['PARTNER'], ...requireUserOrScope(caller, scope) }
}

/** Who has customers of their own: a partner who has signed in, or the partner whose key has the scope. Gives that partner's id. */
export const requirePartner = (caller: Caller, scope: Scope): { userId: string } =>
  caller.kind === 'client' ? requireUserOrScope(caller, scope) : requireRole(caller, 'PARTNER')

/** The partner whose customers the caller may see by this scope; null for everybody else. */
export const callersPartner = (caller: Caller, scope: Scope): string | null => {
  if (caller.kind === 'client') return caller.scopes.includes(scope) ? caller.partnerId : null
  return caller.kind === 'user' && hasRole(caller, 'PARTNER') ? caller.userId : null
}

/** True for people, who have no scopes, and for keys that have this one. */
export const mayUse = (caller: Caller, scope: Scope): boolean =>
  caller.kind === 'user' || (caller.kind === 'client' && caller.scopes.includes(scope))

/** True if this operator's things are the caller's to run: their own, those of the partner whose key it is, anybody's for admins. */
export const operates = (caller: Caller, operatorId: string | null): boolean =>
  caller.kind === 'client'
    ? caller.partnerId === operatorId
    : hasRole(caller, 'ADMIN') || (hasRole(caller, 'OPERATOR', 'PARTNER') && isSelf(caller, operatorId))

/** Throws unless the gateway itself asks. */
export function requireGateway(caller: Caller): void {
  if (caller.kind !== 'gateway') throw new DomainError('FORBIDDEN', 'This is for the gateway alone.')
}

/** True when the caller is signed in and has one of the roles. */
export const hasRole = (caller: Caller, ...roles: readonly Role[]): boolean =>
  caller.kind === 'user' && roles.some((role) => caller.roles.includes(role))

/** True when the caller is this user. What belongs to nobody (null) belongs to no caller. */
export const isSelf = (caller: Caller, userId: string | null): boolean => caller.kind === 'user' && caller.userId === userId

/** True if it belongs to the caller, or the caller has one of the roles. Answer others as if there were nothing. */
export const isSelfOr = (caller: Caller, userId: string | null, ...roles: readonly Role[]): boolean =>
  isSelf(caller, userId) || hasRole(caller, ...roles)
