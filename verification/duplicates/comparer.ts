import { Piscina } from 'piscina'
import type { Log } from '#lib/log.ts'
import { threadsOf } from '../threads.ts'
import type { Compare, CompareTask } from './compare.ts'

/** Worker threads that lay photos over each other. */
export interface Comparer extends AsyncDisposable {
  /** Rejects if the thread dies. */
  compare: Compare
}

/** Threads start when they are first wanted: many photos are like no other. */
export function openComparer({ threads, log }: { threads: number; log: Log }): Comparer {
  const pool = new Piscina<CompareTask, number[]>({
    filename: new URL('./compare.worker.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: threads,
    // It takes a second to start.
    idleTimeout: 60_000,
    concurrentTasksPerWorker: 1,
    // A thread that waits for messages instead of blocking can be ended at once.
    atomics: 'disabled',
  })
  pool.on('error', (error: Error) => log.error({ err: error }, 'a thread that compares photos ended'))
  const { run, close } = threadsOf(pool)
  return { compare: run, [Symbol.asyncDispose]: close }
}
