import { LIFECYCLE_LIMITS } from './limits.ts'

/** What has failed, by what was to be done and with what: it is left out for ever longer. */
export function createPatience() {
  const failures = new Map<string, Map<string, { until: number; pauseMs: number }>>()
  const of = (work: string) => failures.get(work) ?? failures.set(work, new Map()).get(work) ?? new Map<never, never>()
  return {
    failed(work: string, id: string): void {
      const { firstPauseMs, longestPauseMs } = LIFECYCLE_LIMITS
      const pauseMs = Math.min((of(work).get(id)?.pauseMs ?? firstPauseMs / 2) * 2, longestPauseMs)
      of(work).set(id, { until: performance.now() + pauseMs, pauseMs })
    },
    over: (work: string, id: string): void => void of(work).delete(id),
    waiting: (work: string): string[] => [...of(work)].filter(([, { until }]) => until > performance.now()).map(([id]) => id),
  }
}
