import type { Role } from '../../generated/graphql.ts'

export const ROLES = [
  'DRIVER',
  'OPERATOR',
  'ADMIN',
  'PARTNER',
  'REVIEWER',
  'CORPORATE',
  'TREASURER',
  'COMPLIANCE',
] as const satisfies readonly Role[]

export interface UserSearch {
  email?: string
  role?: Role
  blocked?: boolean
}

/** Which users, as the address says it. */
export function userSearch({ email, role, blocked }: Record<string, unknown>): UserSearch {
  const known = ROLES.find((each) => each === role)
  return {
    ...(typeof email === 'string' && email !== '' && { email }),
    ...(known && { role: known }),
    ...(typeof blocked === 'boolean' && { blocked }),
  }
}
