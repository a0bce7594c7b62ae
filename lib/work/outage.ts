import { LIMITS } from '../limits.ts'
import type { Log } from '../log.ts'

/** How a loop logs a thing that fails again and again. */
export interface Outage {
  failed(error: unknown): void
  over(): void
}

/** Says once that something is away, then ever less often, then that it is back. A loop that logged each failure would fill a disk. */
export function createOutage(log: Log, what: string): Outage {
  let since: number | null = null
  let sayAt = 0
  let pauseMs = 0
  const secondsOf = (from: number): number => Math.round((performance.now() - from) / 1_000)
  return {
    failed(error) {
      const now = performance.now()
      if (since === null) {
        since = now
        pauseMs = LIMITS.outage.sayMs
        log.warn({ err: error }, `${what} is out of order; it is tried again`)
      } else {
        if (now < sayAt) return
        pauseMs = Math.min(2 * pauseMs, LIMITS.outage.saySeldomMs)
        // The first line had the stack.
        log.warn({ fault: sentenceOf(error) }, `${what} is still out of order after ${secondsOf(since)} s`)
      }
      sayAt = now + pauseMs
    },
    over() {
      if (since === null) return
      log.info(`${what} works again after ${secondsOf(since)} s`)
      since = null
    },
  }
}

/** An error in words. An AggregateError, as a host with two addresses gives, has no message of its own. */
export function sentenceOf(error: unknown): string {
  if (error instanceof AggregateError && !error.message) return error.errors.map(sentenceOf).join('; ')
  return error instanceof Error ? error.message || error.name : String(error)
}

/** How long to wait before the next try, in milliseconds. It grows, and it differs, so that not all try at the same moment. */
export function backoffMs(failures: number): number {
  const { retryMs, retrySeldomMs } = LIMITS.outage
  return Math.min(retryMs * 2 ** Math.min(failures, 16), retrySeldomMs) * (0.5 + Math.random() / 2)
}
