import type { Piscina } from 'piscina'
import { DomainError } from '#lib/errors.ts'

/** Threads that take tasks, one at a time each. */
export interface Threads<Task, Answer> {
  /**
   * Rejects if the task's thread dies, and if it takes longer than the limit: then its thread is ended. With UNAVAILABLE if no thread has taken
   * it: none is left, they are being ended, or more tasks wait than the pool allows.
   */
  run(task: Task): Promise<Answer>
  /** Finishes what was begun, then ends the threads. */
  close(): Promise<void>
}

/**
 * A pool by its tasks alone. Two things of Piscina's (5.3) do not happen here. Once a thread has died before it was ready, none is started
 * for the tasks that wait, and they wait for ever. And its `close` ends all threads as soon as one has finished.
 *
 * `limitMs`: how long a task may take, waiting included. A thread that is at foreign code must not be ended from outside: have none there.
 */
export function threadsOf<Task, Answer>(pool: Piscina<Task, Answer>, limitMs?: number): Threads<Task, Answer> {
  const begun = new Set<Promise<unknown>>()
  let isClosing = false
  const giveBack = () => {
    // Rejects what waits. The next task starts a thread.
    if (pool.threads.length === 0 && pool.queueSize > 0) void pool.destroy()
  }
  // Until the event is over, it counts as one of the pool's, and another may be started for it.
  pool.on('workerDestroy', () => queueMicrotask(giveBack))
  return {
    async run(task) {
      if (isClosing) throw new DomainError('UNAVAILABLE', 'What judges photos is being ended. Try again later.')
      const answer = pool.run(task, limitMs === undefined ? {} : { signal: AbortSignal.timeout(limitMs) })
      begun.add(answer)
      try {
        return await answer
      } catch (error) {
        if ((error as Error).name === 'AbortError') throw new Error(`A thread was given up after ${limitMs} ms.`, { cause: error })
        if (NOT_TAKEN.includes((error as Error).message))
          throw new DomainError('UNAVAILABLE', 'Too many photos wait. Try again later.')
        throw error
      } finally {
        begun.delete(answer)
      }
    },
    async close() {
      isClosing = true
      await Promise.allSettled(begun)
      await pool.destroy()
    },
  }
}

/** Piscina's own words. */
const NOT_TAKEN = ['Task queue is at limit', 'Terminating worker thread']
