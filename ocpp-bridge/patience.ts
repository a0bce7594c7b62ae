import { setTimeout as wait } from 'node:timers/promises'
import { isPassing } from '#db/faults.ts'

/** Does it again while its fault is one that passes, and as long as `goesOn`. */
export async function patiently<T>(
  work: () => Promise<T>,
  goesOn: () => boolean,
  failed: (error: unknown) => void = () => undefined,
): Promise<T> {
  for (let pauseMs = 50; ; pauseMs = Math.min(2 * pauseMs, 1_000)) {
    try {
      return await work()
    } catch (error) {
      if (!isPassing(error) || !goesOn()) throw error
      failed(error)
      // With a random pause. What failed together would otherwise be tried again together, and fail again.
      await wait(pauseMs * (0.5 + Math.random()))
    }
  }
}
