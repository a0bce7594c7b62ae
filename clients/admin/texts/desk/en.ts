import type { Role } from '../../generated/graphql.ts'

export const places = {
  overview: 'Overview',
  models: 'Models',
  rewards: 'Rewards',
  settlement: 'Settlement',
  payments: 'Payments',
  users: 'Users',
  audit: 'Audit',
  messages: 'Messages',
}

export const texts = {
  desk: {
    onlyFor: (roles: string) => `This page is for: ${roles}.`,
    askForRole: 'Ask an administrator for the role, then sign in anew.',
    more: 'Show more',
    back: 'Back',
    reason: 'Why? It is kept in the audit.',
    all: 'All',
    never: 'Never',
    apply: 'Show',
  },
  role: {
    DRIVER: 'Driver',
    OPERATOR: 'Operator',
    ADMIN: 'Administrator',
    PARTNER: 'Partner',
    REVIEWER: 'Reviewer',
    CORPORATE: 'Company',
    TREASURER: 'Treasurer',
    COMPLIANCE: 'Compliance',
  } satisfies Record<Role, string>,
}
