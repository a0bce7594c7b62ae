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

/** Refuses terms that contradict themselves, and names what was given of them: the rest is of before. */
export function checkTerms(terms: Terms, given: Partial<Record<keyof Terms, unknown>>): void {
  const named = (...fields: (keyof Terms)[]) => ['input', fields.find((field) => given[field] != null) ?? fields[0] ?? '']
  if (terms.maxMinutes < terms.minMinutes)
    throw badInput(
      named('maxMinutes', 'minMinutes'),
      `The longest slot, ${terms.maxMinutes} minutes, is not shorter than the shortest one, ${terms.minMinutes}.`,
    )
  // Whoever may still move a slot when cancelling it costs moves it far away first, and then cancels it for nothing.
  if (terms.fees && terms.changeUntilMinutes < terms.cancelUntilMinutes)
    throw badInput(
      named('changeUntilMinutes', 'cancelUntilMinutes', 'fees'),
      'With fees, a slot can be changed no longer than it can be cancelled for nothing.',
    )
}
