import { setTimeout as wait } from 'node:timers/promises'
import { sql, type Kysely, type Selectable } from 'kysely'
import pg from 'pg'
import type { Bus } from '#lib/bus.ts'
import type { EventEnvelope } from '#lib/events.ts'
import { LIMITS } from '#lib/limits.ts'
import type { Log } from '#lib/log.ts'
import { backoffMs, createOutage } from '#lib/work/outage.ts'
import type { MessagingTables } from './outbox.ts'

/** How many events may be under way on a bus that settles them later. */
const UNDER_WAY = 2_000

/**
 * Publishes a schema's outbox to the bus, in order. One relay of a schema works at a time: it holds an advisory lock by the connection that
 * also hears of new events. When its process dies, another takes over. When the bus has lost its memory, every kept event goes out again:
 * consumers know what they have handled.
 */
export function startRelay(options: {
  db: Kysely<MessagingTables>
  url: string
  producer: string
  bus: Bus
  log: Log
}): AsyncDisposable {
  const { db, url, producer, bus, log } = options
  const stop = new AbortController()
  const bell = createBell()
  const underWay = new Set<number>()
  const marking = new Set<Promise<void>>()

  const database = createOutage(log, 'the database')
  const publishing = createOutage(log, 'publishing events')
  let failures = 0

  const run = async () => {
    while (!stop.signal.aborted) {
      try {
        const connected = () => {
          failures = 0
          database.over()
        }
        await withLock({ url, producer, bell, signal: stop.signal, connected }, work)
      } catch (error) {
        if (!stop.signal.aborted) database.failed(error)
      }
      // It does not wait for the bell, because a connection that fails rings it.
      await wait(backoffMs(failures++), undefined, { signal: stop.signal }).catch(() => undefined)
    }
  }

  const work = async () => {
    for (let faults = 0; !stop.signal.aborted && !bell.broken;) {
      try {
        const busy = await relayOnce()
        faults = 0
        publishing.over()
        if (!busy) await bell.wait(LIMITS.events.relayPollMs, stop.signal)
      } catch (error) {
        // Without the connection the database is away, and the other outage logs that.
        if (stop.signal.aborted || bell.broken) return
        publishing.failed(error)
        await wait(backoffMs(faults++), undefined, { signal: stop.signal }).catch(() => undefined)
      }
    }
  }

  const relayOnce = async (): Promise<boolean> => {
    const { sequence } = await db.selectFrom('relay').select('sequence').executeTakeFirstOrThrow()
    const rows = underWay.size >= UNDER_WAY ? [] : await nextRows(db, [...underWay])
    if (rows.length === 0) {
      const remembered = await bus.remembered(producer)
      if (remembered !== undefined && (remembered ?? 0) < sequence) await replay(sequence)
      return false
    }
    const positions = rows.map((row) => row.position)
    const { accepted, settled } = bus.publish({ producer, sequence: sequence + 1, events: rows.map(envelope) })
    const answer = await accepted
    if (answer !== 'stored') settled.catch(() => undefined)
    if (answer === 'full') {
      log.error(
        { producer },
        'the bus is full: a box no longer reads its events. Start it, or remove its consumer group if it is gone for good',
      )
      return false
    }
    if (answer === 'forgotten') {
      await replay(sequence)
      return true
    }
    await db
      .updateTable('relay')
      .set({ sequence: sequence + 1 })
      .execute()
    positions.forEach((position) => underWay.add(position))
    const leave = () => positions.forEach((position) => underWay.delete(position))
    const marked = settled
      .then(() => markPublished(db, positions))
      .catch((error: unknown) => {
        if (!stop.signal.aborted) log.warn({ err: error, producer }, 'events were not settled; they go out again')
      })
      .finally(() => {
        leave()
        marking.delete(marked)
        bell.ring()
      })
    marking.add(marked)
    return true
  }

  const replay = async (sequence: number) => {
    log.warn({ producer }, 'the bus has lost its memory; kept events go out again')
    // If one of these marks came later, it would hide an event that the bus has forgotten.
    await Promise.allSettled(marking)
    await db.updateTable('outbox').set({ published_at: null }).where('published_at', 'is not', null).execute()
    await bus.adopt(producer, sequence)
  }

  const running = run()
  return {
    [Symbol.asyncDispose]: async () => {
      stop.abort()
      bell.ring()
      await running
    },
  }
}

function nextRows(db: Kysely<MessagingTables>, underWay: readonly number[]): Promise<Selectable<MessagingTables['outbox']>[]> {
  return db
    .selectFrom('outbox')
    .selectAll()
    .where('published_at', 'is', null)
    .where(sql<boolean>`position <> ALL (${underWay})`)
    .orderBy('position')
    .limit(LIMITS.events.relayBatch)
    .execute()
}

async function markPublished(db: Kysely<MessagingTables>, positions: number[]): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ published_at: sql`now()` })
    .where(sql<boolean>`position = ANY (${positions})`)
    .execute()
}

function envelope(row: Selectable<MessagingTables['outbox']>): EventEnvelope {
  // The row was written by `emit`, which ties name and data together.
  return {
    id: row.id,
    name: row.name,
    aggregateId: row.aggregate_id,
    occurredAt: (row.since ?? row.occurred_at).toISOString(),
    position: row.position,
    ...(row.addressee !== null && { to: row.addressee }),
    ...(row.page !== null && { page: row.page }),
    requestId: row.request_id,
    data: row.data,
  } as EventEnvelope
}

type Bell = ReturnType<typeof createBell>

/** Something to wait for that may ring before anybody waits. */
function createBell() {
  let rung = false
  let answer: (() => void) | null = null
  return {
    broken: false,
    ring: (): void => {
      rung = true
      answer?.()
    },
    wait(ms: number, signal: AbortSignal): Promise<void> {
      return new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer)
          answer = null
          rung = false
          resolve()
        }
        const timer = setTimeout(done, ms)
        answer = done
        if (rung || signal.aborted) done()
      })
    },
  }
}

/**
 * Runs `work` while a connection of its own holds the schema's relay lock and rings at each new event. Rejects when the connection breaks.
 */
async function withLock(
  options: { url: string; producer: string; bell: Bell; signal: AbortSignal; connected: () => void },
  work: () => Promise<void>,
): Promise<void> {
  const { url, producer, bell, signal, connected } = options
  const client = new pg.Client({
    connectionString: url,
    application_name: `evergraph-${producer}-relay`,
    connectionTimeoutMillis: LIMITS.database.connectMs,
    keepAlive: true,
  })
  let fault: unknown = new Error('The connection has ended.')
  const broke = (error?: Error) => {
    fault = error ?? fault
    bell.broken = true
    bell.ring()
  }
  client.on('error', broke)
  client.on('end', broke)
  client.on('notification', bell.ring)
  await client.connect()
  bell.broken = false
  connected()
  try {
    while (!signal.aborted && !bell.broken) {
      const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock(hashtext($1)) AS locked', [
        `outbox ${producer}`,
      ])
      if (rows[0]?.locked) break
      await bell.wait(LIMITS.events.relayPollMs, signal)
    }
    if (!signal.aborted && !bell.broken) {
      await client.query(`LISTEN ${client.escapeIdentifier(`outbox_${producer}`)}`)
      await work()
    }
    if (bell.broken) throw fault
  } finally {
    await client.end().catch(() => undefined)
  }
}
