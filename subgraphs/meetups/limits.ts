/**
 * Limits of meetups: how near one must be to check in by place, how often a code may be wrong (the database holds it too), how many a host
 * may plan.
 */
export const MEETUPS_LIMITS = {
  checkInM: 200,
  wrongCodes: 5,
  openPerHost: 20,
  aheadDays: 366,
  lastsDays: 7,
} as const
