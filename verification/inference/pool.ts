import { LIMITS } from '#lib/limits.ts'
import type { Log } from '#lib/log.ts'
import { Piscina } from 'piscina'
import type { CheckedModel } from './manifest.ts'
import type { Answer, Task } from './tasks.ts'

export interface Pool {
  run<T extends Task>(task: T): Promise<Answer<T>>
  /** Finishes what was begun, then ends the workers. */
  close(): Promise<void>
}

export interface PoolOptions {
  workers: number
  /** Tasks that may wait for a worker; more are refused. */
  waiting: number
  log: Log
}

/** Worker threads with the models open and warm. Throws what a worker says when it cannot open one. */
export async function openPool(models: readonly CheckedModel[], options: PoolOptions): Promise<Pool> {
  const pool = new Piscina({
    filename: new URL('./inference.worker.ts', import.meta.url).href,
    minThreads: options.workers,
    maxThreads: options.workers,
    maxQueue: options.waiting,
    concurrentTasksPerWorker: 1,
    // A worker that waits for messages instead of blocking can be ended at once.
    atomics: 'disabled',
    workerData: { models },
  })
  pool.on('error', (error: Error) => options.log.error({ error }, 'A worker of the models ended.'))
  return {
    run: (task) => pool.run(task, { signal: AbortSignal.timeout(LIMITS.photos.inferenceMs) }),
    close: () => pool.close(),
  }
}
