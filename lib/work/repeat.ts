import type { Log } from '../log.ts'
import { createOutage } from './outage.ts'

/** Work that a box does again and again, as long as it runs. */
export interface Repeat {
  /** What the log calls it when it fails: "pruning". */
  what: string
  everyMs: number
  task: () => unknown
}

/**
 * Does the task at once, and then every `everyMs`. Rounds never overlap: if one is still under way when the next is due, the next is left
 * out. A round that fails is logged, and the next one tries again. Disposal waits for the round under way.
 */
export function startRepeat({ what, everyMs, task }: Repeat, log: Log): AsyncDisposable {
  const outage = createOutage(log, what)
  let running: Promise<unknown> | null = null
  const round = () => {
    running ??= (async () => task())()
      .then(outage.over, outage.failed)
      .finally(() => (running = null))
  }
  round()
  const timer = setInterval(round, everyMs).unref()
  return {
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer)
      await running
    },
  }
}
