const DAY_MS = 24 * 3_600_000

/**
 * What is done about a bill that is overdue, and how many days after its first failure: its user is reminded at each step. It begins with
 * step 0, when the money could not be had.
 */
const STEPS = [
  { days: 0, does: 'REMIND' },
  { days: 1, does: 'TRY' },
  { days: 3, does: 'TRY' },
  { days: 7, does: 'TRY' },
  { days: 14, does: 'BLOCK' },
] as const

export type DunningStep = (typeof STEPS)[number]['does']

/** What a step does; null after the last one. */
export const doesStep = (step: number): DunningStep | null => STEPS[step]?.does ?? null

/** The step that blocks. */
export const BLOCK_STEP = STEPS.findIndex(({ does }) => does === 'BLOCK')

/** When a step is due of a bill that is overdue since then; null after the last one. */
export function stepAt(overdueAt: Date, step: number): Date | null {
  const found = STEPS[step]
  return found ? new Date(overdueAt.getTime() + found.days * DAY_MS) : null
}

/** When a user is blocked for a bill that is overdue since then. */
export const blocksAt = (overdueAt: Date): Date =>
  new Date(overdueAt.getTime() + Math.max(...STEPS.map(({ days }) => days)) * DAY_MS)
