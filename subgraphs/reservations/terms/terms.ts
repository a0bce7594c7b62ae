import { badInput } from '#lib/errors.ts'
import type { Terms } from '../tables.ts'

/** What holds where an operator has said nothing: nobody books. The rest is what the first `open: true` begins with. */
export const DEFAULT_TERMS: Terms = {
  open: false,
  minMinutes: 15,
  maxMinutes: 240,
  aheadDays: 14,
  changeUntilMinutes: 60,
  cancelUntilMinutes: 60,
  earlyStartMinutes: 0,
  noShowAfterMinutes: 15,
  lateStopMinutes: 10,
  keptFree: 0,
  fees: false,
}

/** The least and the most of each number of the terms. */
export const BOUNDS = {
  minMinutes: [5, 1_440],
  maxMinutes: [5, 1_440],
  aheadDays: [1, 365],
  changeUntilMinutes: [0, 20_160],
  cancelUntilMinutes: [0, 20_160],
  earlyStartMinutes: [0, 60],
  noShowAfterMinutes: [5, 240],
  lateStopMinutes: [0, 120],
  keptFree: [0, 100],
} as const satisfies Partial<Record<keyof Terms, readonly [least: number, most: number]>>

/** Refuses terms that contradict themselves. */
export function checkTerms(terms: Terms): void {
  if (terms.maxMinutes < terms.minMinutes) throw badInput(['input', 'maxMinutes'], 'Not shorter than the shortest slot.')
  // Whoever may still move a slot when cancelling it costs moves it far away first, and then cancels it for nothing.
  if (terms.fees && terms.changeUntilMinutes < terms.cancelUntilMinutes)
    throw badInput(
      ['input', 'changeUntilMinutes'],
      'With fees, a slot can be changed no longer than it can be cancelled for nothing.',
    )
}
