import { setTimeout as wait } from 'node:timers/promises'
import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import { PgBoss, fromKysely } from 'pg-boss'
import { traced, traceparent } from '../tracing/trace.ts'
import { listen } from './listen.ts'
import type { Log } from '../log.ts'
import { backoffMs, createOutage, sentenceOf } from './outage.ts'

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
  /**
   * Does the jobs of a queue, `parallel` at a time in this process (1 by default). A job whose `work` throws is tried again later, with
   * growing pauses. A job whose process dies is tried again within a minute.
   */
  work<T extends object>(queue: string, work: (data: T) => Promise<void>, parallel?: number): Promise<void>
  /** Adds a job at each time of a cron line (UTC): one, even if many processes say so. */
  schedule(queue: string, cron: string): Promise<void>
}

/** Tries before a job counts as failed. It stays in the table, where an operator can retry it. */
const TRIES = 12
/** A process that has not said for this time that it works on a job counts as dead. */
const HEARTBEAT_SECONDS = 10
/** Times that the start is tried: on a busy machine the database may take longer for a connection than pg-boss waits, which is ten seconds. */
const STARTS = 4
/** Workers look every two seconds, the supervisor every ten. Without an error for this time, the queue works. */
const WELL_MS = 15_000

/**
 * pg-boss over the box's own `<schema>_jobs`. A commit wakes the workers by NOTIFY, so that a job starts within milliseconds instead of at
 * the next look.
 */
export async function createJobs(options: { url: string; schema: string; queues: readonly string[]; log: Log }): Promise<Jobs> {
  const { url, schema, queues, log } = options
  const boss = new PgBoss({
    connectionString: url,
    schema,
    createSchema: false,
    max: 3,
    application_name: `evergraph-${schema}`,
    superviseIntervalSeconds: HEARTBEAT_SECONDS,
    monitorIntervalSeconds: HEARTBEAT_SECONDS,
  })
  // pg-boss has no event for "works again", so a while without an error counts as that.
  const outage = createOutage(log, 'the job queue')
  let well: NodeJS.Timeout | undefined
  boss.on('error', (error) => {
    outage.failed(error)
    clearTimeout(well)
    well = setTimeout(outage.over, WELL_MS).unref()
  })
  await begin(boss, schema)
  for (const queue of queues)
    await boss.createQueue(queue, {
      policy: 'short',
      retryLimit: TRIES,
      retryBackoff: true,
      retryDelay: 1,
      heartbeatSeconds: HEARTBEAT_SECONDS,
      deleteAfterSeconds: 86_400,
    })
  const workers = new Map<string, string[]>()
  const channel = `jobs_${schema}`
  const wake = (queue: string) => workers.get(queue)?.forEach((worker) => boss.notifyWorker(worker))
  // Without it workers still look every two seconds.
  const ears = await listen({ url, name: `evergraph-${schema}-ears`, channels: { [channel]: wake }, log })

  return {
    async enqueue(trx, queue, data, { runAt, key } = {}) {
      const db = fromKysely(trx)
      const cause = traceparent()
      await boss.send(
        queue,
        { ...data, ...(cause !== null && { traceparent: cause }) },
        { db, ...(runAt && { startAfter: runAt }), singletonKey: key ?? crypto.randomUUID() },
      )
      await sql`SELECT pg_notify(${channel}, ${queue})`.execute(trx)
    },
    async work<T extends object>(queue: string, work: (data: T) => Promise<void>, parallel = 1) {
      const done = async (data: T) => {
        try {
          await work(data)
        } catch (error) {
          log.warn({ err: error, queue, data }, 'a job failed and will be tried again')
          throw error
        }
      }
      // What a timer has begun is in no trace, as everywhere.
      const inTrace = ({ traceparent: cause, ...data }: T & { traceparent?: string }) =>
        cause === undefined
          ? done(data as T)
          : traced(
              () => ({ name: `job ${queue}`, box: boxOf(schema), kind: 'consumer', cause }),
              () => done(data as T),
            )
      const one = () => boss.work<T & { traceparent?: string }>(queue, { batchSize: 1 }, async ([job]) => job && inTrace(job.data))
      workers.set(queue, await Promise.all(Array.from({ length: parallel }, one)))
    },
    schedule: (queue, cron) => boss.schedule(queue, cron),
    [Symbol.asyncDispose]: async () => {
      clearTimeout(well)
      await ears[Symbol.asyncDispose]()
      await boss.stop({ graceful: true, timeout: 10_000 })
    },
  }
}

async function begin(boss: PgBoss, schema: string): Promise<void> {
  for (let tried = 1; ; tried++)
    try {
      await boss.start()
      return
    } catch (error) {
      if (tried === STARTS)
        throw new Error(
          `The job queue of ${boxOf(schema)} did not start: ${sentenceOf(error)}. See that its database answers, and that the machine is not too busy; then start again.`,
          { cause: error },
        )
      await wait(backoffMs(tried))
    }
}

/** The box whose jobs a schema has. */
const boxOf = (schema: string): string => schema.replace(/_jobs$/, '')
