import type { Log } from './log.ts'

/**
 * Does something every so often, in milliseconds; a round that is still under way when the next is due is left to end, and the next
 * one waits for its own turn. Disposal waits for the round under way. A round that fails is logged, and the next one tries again.
 */
export function startSweeper(everyMs: number, sweep: () => Promise<unknown>, log: Log): AsyncDisposable {
  let running: Promise<unknown> | null = null
  const round = () => {
    running ??= sweep()
      .catch((error: unknown) => log.warn({ err: error }, 'could not sweep'))
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
