import { Piscina } from 'piscina'
import type { Log } from '#lib/log.ts'
import { VERIFICATION_LIMITS } from '../limits.ts'
import { threadsOf } from '../threads.ts'
import type { Compare, CompareTask } from './compare.ts'

/** Worker threads that lay photos over each other. */
export interface Comparer extends AsyncDisposable {
  /** Rejects if the thread dies, and if it takes longer than `VERIFICATION_LIMITS.compareMs`: the thread is ended then. */
  compare: Compare
}

interface ComparerOptions {
  threads: number
  log: Log
  /** Milliseconds that a comparison may take, the start of its thread included. */
  limitMs?: number
}

/** Threads start when they are first wanted: many photos are like no other. */
export function openComparer({ threads, log, limitMs = VERIFICATION_LIMITS.compareMs }: ComparerOptions): Comparer {
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
  const { run, close } = threadsOf(pool, limitMs)
  return { compare: run, [Symbol.asyncDispose]: close }
}
