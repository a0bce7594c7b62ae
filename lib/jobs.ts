import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import pg from 'pg'
import { PgBoss, fromKysely } from 'pg-boss'
import type { Log } from './log.ts'

export interface JobOptions {
  /** Not before this moment. */
  runAt?: Date
  /** While a job of this key waits, another is not added. */
  key?: string
}

/** What must still be done, kept in the database until it is. */
export interface Jobs extends AsyncDisposable {
  /** Adds a job if and only if the transaction commits. */
  enqueue<DB>(trx: Transaction<DB>, queue: string, data: object, options?: JobOptions): Promise<void>
  /** Does the jobs of a queue, one at a time in this process; a job whose `work` throws is tried again later, with growing pauses. */
  work<T extends object>(queue: string, work: (data: T) => Promise<void>): Promise<void>
  /** Adds a job at each time of a cron line (UTC), once however many processes say so. */
  schedule(queue: string, cron: string): Promise<void>
}

/** Tries before a job counts as failed; it stays in the table, where an operator can retry it. */
const TRIES = 12

/**
 * pg-boss over the box's own `<schema>_jobs`. A commit wakes the workers by NOTIFY, so that a job starts within milliseconds
 * and not at the next look.
 */
export async function createJobs(options: { url: string; schema: string; queues: readonly string[]; log: Log }): Promise<Jobs> {
  const { url, schema, queues, log } = options
  const boss = new PgBoss({ connectionString: url, schema, createSchema: false, max: 3, application_name: `evergraph-${schema}` })
  boss.on('error', (error) => log.warn({ err: error }, 'the job queue reports an error'))
  await boss.start()
  for (const queue of queues)
    await boss.createQueue(queue, {
      policy: 'short',
      retryLimit: TRIES,
      retryBackoff: true,
      retryDelay: 1,
      deleteAfterSeconds: 86_400,
    })
  const workers = new Map<string, string>()
  const channel = `jobs_${schema}`
  const ears = new pg.Client({ connectionString: url, application_name: `evergraph-${schema}-ears` })
  // Without it workers still look every two seconds.
  ears.on('error', (error) => log.warn({ err: error }, 'jobs are no longer announced; workers look for them'))
  ears.on('notification', ({ payload }) => {
    const worker = payload && workers.get(payload)
    if (worker) boss.notifyWorker(worker)
  })
  await ears.connect()
  await ears.query(`LISTEN ${ears.escapeIdentifier(channel)}`)

  return {
    async enqueue(trx, queue, data, { runAt, key } = {}) {
      const db = fromKysely(trx)
      await boss.send(queue, data, { db, ...(runAt && { startAfter: runAt }), singletonKey: key ?? crypto.randomUUID() })
      await sql`SELECT pg_notify(${channel}, ${queue})`.execute(trx)
    },
    async work<T extends object>(queue: string, work: (data: T) => Promise<void>) {
      workers.set(queue, await boss.work<T>(queue, { batchSize: 1 }, async ([job]) => job && work(job.data)))
    },
    schedule: (queue, cron) => boss.schedule(queue, cron),
    [Symbol.asyncDispose]: async () => {
      await ears.end().catch(() => undefined)
      await boss.stop({ graceful: true, timeout: 10_000 })
    },
  }
}
