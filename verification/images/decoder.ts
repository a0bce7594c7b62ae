import { Piscina } from 'piscina'
import type { Log } from '#lib/log.ts'
import { VERIFICATION_LIMITS } from '../limits.ts'
import { threadsOf } from '../threads.ts'
import type { Decoded, DecodeTask, Refused } from './decode.ts'

/** Worker threads that decode photos, each one at a time. */
export interface Decoder extends AsyncDisposable {
  /** Rejects if the thread dies, and with UNAVAILABLE if `VERIFICATION_LIMITS.inFlight` photos wait already. */
  decode(task: DecodeTask): Promise<Decoded | Refused>
}

export function openDecoder({ threads, log }: { threads: number; log: Log }): Decoder {
  const pool = new Piscina<DecodeTask, Decoded | Refused>({
    filename: new URL('./decode.worker.ts', import.meta.url).href,
    // A thread needs a second to start, so none is ended for being idle.
    minThreads: threads,
    maxThreads: threads,
    maxQueue: VERIFICATION_LIMITS.inFlight,
    concurrentTasksPerWorker: 1,
    // A thread that waits for messages instead of blocking can be ended at once.
    atomics: 'disabled',
  })
  pool.on('error', (error: Error) => log.error({ err: error }, 'a thread that decodes photos ended'))
  const { run, close } = threadsOf(pool)
  return { decode: run, [Symbol.asyncDispose]: close }
}
