import { DomainError } from '#lib/errors.ts'
import type { Log } from '#lib/log.ts'
import { Piscina } from 'piscina'
import type { InvoiceData } from './invoice-data.ts'
import type { Format } from './render.ts'
import type { RenderTask } from './render.worker.ts'

/** So many invoices may wait to be written. */
const WAITING = 200

/** A thread that writes invoices, one at a time, so that they hold up nothing else. */
export interface Renderer extends AsyncDisposable {
  /** Rejects with UNAVAILABLE if `WAITING` wait already. */
  render(data: InvoiceData, format: Format): Promise<Uint8Array>
}

export function openRenderer({ log }: { log: Log }): Renderer {
  const pool = new Piscina<RenderTask, Uint8Array>({
    filename: new URL('./render.worker.ts', import.meta.url).href,
    // Begun by the first invoice: many a process writes none. It stays, because it takes a second to start and to read the fonts.
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: Infinity,
    maxQueue: WAITING,
    concurrentTasksPerWorker: 1,
    // A thread that waits for messages instead of blocking can be ended at once.
    atomics: 'disabled',
  })
  pool.on('error', (error: Error) => log.error({ err: error }, 'the thread that writes invoices ended'))
  const write = (task: RenderTask) =>
    pool.run(task).catch((error: Error) => {
      if (error.message !== 'Task queue is at limit') throw error
      throw new DomainError('UNAVAILABLE', 'Too many invoices are being written. Try again in a moment.')
    })
  const underWay = new Map<string, Promise<Uint8Array>>()
  return {
    render(data, format) {
      const key = format + JSON.stringify(data)
      // One link that is opened a hundred times at once would fill the queue for everybody.
      const running = underWay.get(key) ?? write({ data, format }).finally(() => underWay.delete(key))
      underWay.set(key, running)
      return running
    },
    [Symbol.asyncDispose]: () => pool.close(),
  }
}
