export const BILL_LIMITS = {
  /** Overdue bills that one round works on. */
  dunnedAtOnce: 100,
  /** How often its user may try to pay one bill in a day. Who tries stolen cards is told by each whether it is good. */
  triesDaily: 8,
  /** Steps in which a bill is settled; more than there can be. */
  steps: 10,
  /** So many bills of a user are given up in a month because no provider takes so little; more are dunned. Else charging in slices is free. */
  givenUpMonthly: 3,
  /** Characters of a reason that a person gives. */
  reason: 500,
  /** What a payer reads on their account; at most 22 characters of ASCII. */
  statement: 'EVERGRAPH CHARGING',
} as const
