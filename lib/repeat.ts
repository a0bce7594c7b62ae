import type { Log } from './log.ts'
import { createOutage } from './outage.ts'

/**
 * Does something every so often, in milliseconds; a round that is still under way when the next is due is left to end, and the next
 * one waits for its own turn. Disposal waits for the round under way. A round that fails is logged, and the next one tries again.
 */
export function startSweeper(everyMs: number, sweep: () => Promise<unknown>, log: Log): AsyncDisposable {
  const outage = createOutage(log, 'the sweep')
  let running: Promise<unknown> | null = null
  const round = () => {
    running ??= sweep()
      .then(outage.over, outage.failed)
      .finally(() => {
        running = null
      })
  }
  const timer = setInterval(round, everyMs).unref()
  return {
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer)
      await running
    },
  }
}
