import type { Role } from './generated/graphql.ts'

/** Who may open which page. The platform holds it; pages say it, instead of asking for what would be refused. */
export const MAY = {
  points: ['OPERATOR', 'ADMIN'],
  stations: ['OPERATOR', 'ADMIN'],
  tariffs: ['OPERATOR', 'ADMIN'],
  sessions: ['OPERATOR', 'ADMIN'],
  use: ['OPERATOR', 'ADMIN'],
  review: ['REVIEWER', 'ADMIN'],
  models: ['REVIEWER', 'ADMIN'],
  rewards: ['ADMIN', 'TREASURER', 'COMPLIANCE'],
  settlement: ['ADMIN', 'TREASURER'],
  payments: ['ADMIN', 'TREASURER', 'COMPLIANCE', 'OPERATOR'],
  users: ['ADMIN', 'COMPLIANCE'],
  audit: ['ADMIN', 'COMPLIANCE'],
  messages: ['ADMIN'],
} as const satisfies Record<string, readonly Role[]>

export type Page = keyof typeof MAY

/** True for who has one of the roles. */
export const hasOne = (roles: readonly string[], wanted: readonly Role[]): boolean => wanted.some((role) => roles.includes(role))
