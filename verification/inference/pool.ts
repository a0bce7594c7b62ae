import type { Log } from '#lib/log.ts'
import type { Worker } from 'node:worker_threads'
import { Piscina } from 'piscina'
import { VERIFICATION_LIMITS } from '../limits.ts'
import type { CheckedModel } from '../networks/manifest.ts'
import { threadsOf } from '../threads.ts'
import type { Answer, Task, TimedTask, WorkerData } from './tasks.ts'

export interface Pool {
  /** Rejects if the worker dies, if it takes too long, and with UNAVAILABLE if too many tasks wait already. */
  run<T extends Task>(task: T): Promise<Answer<T>>
  /** Finishes what was begun, then ends the workers. */
  close(): Promise<void>
  /** The threads that run now. */
  threads(): readonly Worker[]
}

export interface PoolOptions {
  workers: number
  /** Tasks that may wait for a worker; more are refused. */
  waiting: number
  log: Log
  /** Milliseconds that a task may take, waiting included. */
  timeoutMs?: number
}

/**
 * Worker threads with the models open and warm. If a worker cannot open one, it throws the worker's error. A thread that dies is replaced.
 */
export async function openPool(models: readonly CheckedModel[], options: PoolOptions): Promise<Pool> {
  const data: WorkerData = { models, warm: new Int32Array(new SharedArrayBuffer(4)) }
  const pool = new Piscina<TimedTask, Answer<Task>>({
    filename: new URL('./inference.worker.ts', import.meta.url).href,
    minThreads: options.workers,
    maxThreads: options.workers,
    maxQueue: options.waiting,
    concurrentTasksPerWorker: 1,
    // A worker that waits for messages instead of blocking can be ended at once.
    atomics: 'disabled',
    workerData: data,
  })
  const failed = Promise.withResolvers<never>()
  let open = false
  // Listens from first to last. The thread that replaces one that could not start fails too, and an error that nobody hears ends the
  // process.
  pool.on('error', (error: Error) => {
    failed.reject(error)
    if (open) options.log.error({ err: error }, 'A worker of the models ended.')
  })
  try {
    await Promise.race([allWarm(data.warm, options.workers), failed.promise])
  } catch (error) {
    await pool.destroy()
    throw error
  }
  open = true
  failed.promise.catch(() => undefined)
  const { run, close } = threadsOf(pool)
  const timeoutMs = options.timeoutMs ?? VERIFICATION_LIMITS.inferenceMs
  return {
    run: async <T extends Task>(task: T) => (await run({ task, deadline: Date.now() + timeoutMs })) as Answer<T>,
    close,
    threads: () => pool.threads,
  }
}

async function allWarm(warm: WorkerData['warm'], workers: number): Promise<void> {
  for (;;) {
    const count = Atomics.load(warm, 0)
    if (count >= workers) return
    await Atomics.waitAsync(warm, 0, count).value
  }
}
