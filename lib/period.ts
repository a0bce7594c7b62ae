export const PERIODS = ['DAY', 'WEEK', 'MONTH', 'YEAR', 'ALL'] as const
export type PeriodName = (typeof PERIODS)[number]

/** When the period of a moment began, in UTC. Weeks begin on Mondays (ISO 8601), ALL at the epoch. */
export function startOf(period: PeriodName, at: Date): Date {
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()]
  switch (period) {
    case 'DAY':
      return new Date(Date.UTC(year, month, day))
    case 'WEEK':
      return new Date(Date.UTC(year, month, day - ((at.getUTCDay() + 6) % 7)))
    case 'MONTH':
      return new Date(Date.UTC(year, month, 1))
    case 'YEAR':
      return new Date(Date.UTC(year, 0, 1))
    case 'ALL':
      return new Date(0)
  }
}
