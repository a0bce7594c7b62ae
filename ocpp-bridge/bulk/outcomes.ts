import type { BulkCommandRow, Tally } from './bulk.queries.ts'

/** Commands that are not over. Chargers that were not asked may count under the same name. */
export const openOf = ({ rest }: BulkCommandRow, { counts, waiting }: Tally): number =>
  (counts.PENDING ?? 0) + (counts.SENT ?? 0) - (rest === 'PENDING' ? waiting : 0)

const FAILED = ['REJECTED', 'UNSUPPORTED', 'FAILED', 'UNANSWERED', 'EXPIRED'] as const

/** Chargers at which the command came to nothing, and those at which it is over, of those that were asked. */
export function outcomesOf({ counts }: Tally): { failed: number; settled: number } {
  const failed = FAILED.reduce((sum, state) => sum + (counts[state] ?? 0), 0)
  return { failed, settled: failed + (counts.ACCEPTED ?? 0) }
}
