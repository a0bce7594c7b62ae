import { setTimeout as wait } from 'node:timers/promises'
import { sql, type Kysely, type Selectable } from 'kysely'
import type { Bus } from '#lib/bus.ts'
import type { EventEnvelope } from '#lib/events.ts'
import { LIMITS } from '#lib/limits.ts'
import type { Log } from '#lib/log.ts'
import { noteDone, type Piece } from '#lib/tracing/trace.ts'
import { backoffMs, createOutage } from '#lib/work/outage.ts'
import type { MessagingTables } from './outbox.ts'
import { createBell, withLock } from './relay-lock.ts'

/** How many events may be under way on a bus that settles them later. */
const UNDER_WAY = 2_000
/** Under load this much passes between two readings, so that each brings many events. */
const GATHER_MS = 4
/** So much passes between two marks, because one statement marks many. Events that a crash leaves without a mark go out again. */
const MARK_MS = 1_000
/** So many are marked at once, however soon. */
const MARK_MOST = 500

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
  /** Positions that are not to be read again: what is under way, and what waits for its mark. */
  const known = new Set<number>()
  const underWay = new Set<Promise<void>>()
  /** The last batch that the bus has taken. The table learns it with the next mark, because only what is marked can be forgotten. */
  let sequence = 0
  /** False for a bus that keeps no memory: nobody asks it for the count. */
  let counts = true
  const marks = createMarks(db, {
    sequence: () => (counts ? sequence : null),
    done: (positions, marked) => {
      const full = known.size >= UNDER_WAY
      positions.forEach((position) => known.delete(position))
      // Those without a mark go out again.
      if (full || !marked) bell.ring()
    },
    failed: (error) => {
      if (!stop.signal.aborted) log.warn({ err: error, producer }, 'events could not be marked as published; they go out again')
    },
  })

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
    for (let [faults, begun] = [0, false]; !stop.signal.aborted && !bell.broken;) {
      try {
        if (!begun) sequence = Math.max(sequence, await countOf(db))
        if (!begun) counts = (await bus.remembered(producer)) !== undefined
        begun = true
        const reading = wait(GATHER_MS, undefined, { signal: stop.signal }).catch(() => undefined)
        const busy = await relayOnce()
        faults = 0
        publishing.over()
        await (busy ? reading : bell.wait(LIMITS.events.relayPollMs, stop.signal).then(() => reading))
      } catch (error) {
        // Without the connection the database is away, and the other outage logs that.
        if (stop.signal.aborted || bell.broken) break
        publishing.failed(error)
        await wait(backoffMs(faults++), undefined, { signal: stop.signal }).catch(() => undefined)
      }
    }
    // Before the lock is given up: the next relay would publish these again.
    await marks.now()
  }

  /** True if more may wait. */
  const relayOnce = async (): Promise<boolean> => {
    const rows = known.size >= UNDER_WAY ? [] : await nextRows(db, [...known])
    if (rows.length === 0) {
      const remembered = await bus.remembered(producer)
      if (remembered !== undefined && (remembered ?? 0) < sequence) await replay()
      return false
    }
    const positions = rows.map((row) => row.position)
    const { accepted, settled } = bus.publish(
      { producer, sequence: sequence + 1, events: rows.map((row) => envelope(row, producer)) },
      stop.signal,
    )
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
      await replay()
      return true
    }
    sequence++
    positions.forEach((position) => known.add(position))
    const marked = settled
      .then(() => marks.add(positions))
      .catch((error: unknown) => {
        if (!stop.signal.aborted) log.warn({ err: error, producer }, 'events were not settled; they go out again')
        positions.forEach((position) => known.delete(position))
        bell.ring()
      })
      .finally(() => underWay.delete(marked))
    underWay.add(marked)
    return rows.length === LIMITS.events.relayBatch
  }

  const replay = async () => {
    log.warn({ producer }, 'the bus has lost its memory; kept events go out again')
    // If one of these marks came later, it would hide an event that the bus has forgotten.
    await Promise.allSettled(underWay)
    await marks.now()
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

/** Marks what is settled, many at once, and writes down the count of batches with it. */
function createMarks(
  db: Kysely<MessagingTables>,
  hooks: { sequence: () => number | null; done: (positions: number[], marked: boolean) => void; failed: (error: unknown) => void },
) {
  let waiting: number[] = []
  let timer: NodeJS.Timeout | undefined
  let markedAt = 0
  let marking: Promise<void> = Promise.resolve()
  const mark = async (): Promise<void> => {
    const positions = waiting
    if (positions.length === 0) return
    waiting = []
    markedAt = performance.now()
    try {
      await markPublished(db, positions, hooks.sequence())
      hooks.done(positions, true)
    } catch (error) {
      hooks.failed(error)
      hooks.done(positions, false)
    }
  }
  const now = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    return (marking = marking.then(mark))
  }
  return {
    add(positions: readonly number[]): void {
      waiting.push(...positions)
      if (waiting.length >= MARK_MOST) return void now()
      timer ??= setTimeout(() => void now(), Math.max(0, markedAt + MARK_MS - performance.now()))
    },
    now,
  }
}

const countOf = async (db: Kysely<MessagingTables>): Promise<number> =>
  (await db.selectFrom('relay').select('sequence').executeTakeFirstOrThrow()).sequence

function nextRows(db: Kysely<MessagingTables>, known: readonly number[]): Promise<Selectable<MessagingTables['outbox']>[]> {
  return db
    .selectFrom('outbox')
    .selectAll()
    .where('published_at', 'is', null)
    .where(sql<boolean>`position <> ALL (${known})`)
    .orderBy('position')
    .limit(LIMITS.events.relayBatch)
    .execute()
}

async function markPublished(db: Kysely<MessagingTables>, positions: number[], sequence: number | null): Promise<void> {
  await db
    .with('counted', (trx) =>
      trx
        .updateTable('relay')
        .set({ sequence: sequence ?? 0 })
        .where('sequence', '<', sequence ?? 0),
    )
    .updateTable('outbox')
    .set({ published_at: sql`now()` })
    .where(sql<boolean>`position = ANY (${positions})`)
    .execute()
}

function envelope(row: Selectable<MessagingTables['outbox']>, producer: string): EventEnvelope {
  const traceparent = row.traceparent && noteDone(() => publishing(row, producer))
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
    ...(traceparent && { traceparent }),
    data: row.data,
  } as EventEnvelope
}

/** How long an event has been in the outbox. */
const publishing = ({ name, traceparent, occurred_at }: Selectable<MessagingTables['outbox']>, producer: string): Piece => ({
  name: `publish ${name}`,
  box: producer,
  kind: 'producer',
  cause: traceparent,
  since: occurred_at.getTime(),
})
