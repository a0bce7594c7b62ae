import { setTimeout as wait } from 'node:timers/promises'
import { sql, type Kysely, type Transaction } from 'kysely'
import { TOGETHER, type Bus } from '#lib/bus.ts'
import type { EventCatalogue, EventEnvelope, EventName } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { LIMITS } from '#lib/limits.ts'
import { withRequestId, type Log } from '#lib/log.ts'
import { counter } from '#lib/metrics.ts'
import { createTogether } from '#lib/work/together.ts'
import { createTurns } from '#lib/work/turns.ts'
import { isPassing } from './faults.ts'
import { withoutForgotten } from './forgotten.ts'
import { shared, type MessagingTables } from './outbox.ts'
import { briefLockWait } from './past.ts'
import { handledInTrace, handledTogetherInTrace } from './traced.ts'

/**
 * What a box does when it hears an event. All of it is in the given transaction, which also notes that the event is handled, and perhaps
 * handles events of other aggregates. Live views are told what it returns, after the commit and without an outbox: only what another event
 * will soon say again may go this way.
 */
export type Handlers<Context, DB> = {
  readonly [Name in EventName]?: Handler<Context, DB, Name> | Together<Context, DB, Name> | News<Context, DB, Name>
}
export type Handler<Context, DB, Name extends EventName> = (
  trx: Transaction<DB>,
  event: EventEnvelope<Name>,
  ctx: Context,
) => Promise<void | Notice>
/** Handles events of different aggregates with the same statements. It is for what comes so often that each by itself would cost too much. */
export interface Together<Context, DB, Name extends EventName> {
  together: (trx: Transaction<DB>, events: readonly EventEnvelope<Name>[], ctx: Context) => Promise<readonly Notice[]>
}
/** For what is worth something only as long as it is new: a box that comes late does not learn it, so a long past costs it nothing. */
export interface News<Context, DB, Name extends EventName> {
  news: Handler<Context, DB, Name>
}
/** An event for live views alone. */
export type Notice = {
  [Name in EventName]: { name: Name; aggregateId: string; data: EventCatalogue[Name]; traceparent?: string }
}[EventName]

const handledEvents = counter('evergraph_events_handled_total', 'Events handled, by consuming box and outcome.', ['box', 'outcome'])

/** Facts of the past get this many turns. The others are left to live events. */
const PAST_AT_ONCE = LIMITS.events.handledAtOnce / 2
/** So many transactions begin with live events at once. What comes meanwhile is handled together. */
const LIVE_AT_ONCE = LIMITS.events.handledAtOnce / 2

export interface Handling {
  /** Handles a live event, with others that wait at the same time. The bus gives one of an aggregate at a time. */
  live(event: EventEnvelope): Promise<void>
  /** Handles facts of the past, in their order. */
  past(events: readonly EventEnvelope[]): Promise<void>
  /** Handles the dead letters that an operator has marked (`db/replay.ts`); one that fails again is dead again. */
  replayDead(): Promise<void>
}

/**
 * Handles events, each with effect once. One that fails is tried again with growing pauses. After `LIMITS.events.tries` it is kept in
 * `dead_letter` with the error, and the next one of its aggregate has its turn.
 */
export function createHandling<Context, DB extends MessagingTables>(options: {
  db: Kysely<DB>
  box: string
  bus: Bus
  handlers: Handlers<Context, DB>
  ctx: Context
  log: Log
  stop: AbortSignal
  /** Called when something of the past was handled, or a page of it told. */
  learnt: () => void
}): Handling {
  const { db, box, bus, handlers, ctx, log, stop, learnt } = options
  const plain = db as unknown as Kysely<MessagingTables>
  const inTurn = createTurns(LIMITS.events.handledAtOnce)
  /** Tries until it works, or the event is set aside. `failed` is why it did not work before. */
  const handleWithRetries = async (event: EventEnvelope, failed?: { error: unknown }): Promise<void> => {
    for (let tries = 0, attempts = 1; ; attempts++) {
      // Otherwise a later event of the aggregate would overtake one that the stop has interrupted.
      stop.throwIfAborted()
      try {
        if (failed && attempts === 1) throw failed.error
        await (event.page === undefined
          ? inTurn('now', LIMITS.events.handledAtOnce, () => handleEach([event]))
          : inTurn('past', PAST_AT_ONCE, () => handleEach([event])))
        return
      } catch (error) {
        if (stop.aborted) throw error
        // If the database is away, the relay logs it.
        const passing = isPassing(error)
        log[passing ? 'debug' : 'warn']({ err: error, event: event.name, eventId: event.id, attempts }, 'handling an event failed')
        if (!passing) tries++
        if (tries >= LIMITS.events.tries && (await buried(event, error, tries))) return
        await wait(LIMITS.events.retryMs * 2 ** Math.min(attempts - 1, 6), undefined, { signal: stop })
      }
    }
  }

  /**
   * Handles events in one transaction: several, each by itself, would take three times as long. Those that have had their effect are passed
   * over. With `briefly` it fails where somebody holds what they need: no deadlock may come of the many locks of many events.
   */
  const handleEach = async (events: readonly EventEnvelope[], { briefly = false, inOrder = false } = {}): Promise<void> => {
    const notices: Notice[] = []
    const done = await db.transaction().execute(async (trx) => {
      const noted = await shared(trx)
        .insertInto('inbox')
        .columns(['event_id', 'page'])
        .expression(
          sql`SELECT * FROM unnest(${events.map(({ id }) => id)}::uuid[], ${events.map(({ page = null }) => page)}::uuid[])`,
        )
        .onConflict((c) => c.doNothing())
        .returning(briefly ? ['event_id', briefLockWait] : ['event_id'])
        .execute()
      const first = new Set(noted.map(({ event_id }) => event_id))
      const fresh = await withoutForgotten(
        shared(trx),
        events.filter(({ id }) => first.has(id)),
      )
      const parts = inOrder ? fresh.map((event) => [event]) : Map.groupBy(fresh, ({ name }) => name).values()
      for (const part of parts) notices.push(...(await handle(trx, part)))
      return first.size
    })
    handledEvents.inc({ box, outcome: 'done' }, done)
    handledEvents.inc({ box, outcome: 'repeated' }, events.length - done)
    if (events.some(({ page, name }) => page !== undefined || name === 'past.page.told')) learnt()
    tell(notices)
  }

  /** Events of one name. */
  const handle = async (trx: Transaction<DB>, events: readonly EventEnvelope[]): Promise<readonly Notice[]> => {
    const found = handlerOf(events)
    const handler = 'news' in found ? found.news : found
    if ('together' in handler) return handledTogetherInTrace(box, events, (each) => handler.together(trx, each, ctx))
    const notices: Notice[] = []
    for (const event of events) {
      const run = () => withRequestId(event.requestId ?? newId(), () => handler(trx, event, ctx))
      const notice = await handledInTrace(box, event, run)
      if (notice) notices.push(notice)
    }
    return notices
  }

  const past = async (events: readonly EventEnvelope[]): Promise<void> => {
    stop.throwIfAborted()
    try {
      await inTurn('past', PAST_AT_ONCE, () => handleEach(events, { briefly: true, inOrder: true }))
    } catch {
      for (const event of events) await handleWithRetries(event)
    }
  }

  // The bus gives one live event of an aggregate at a time, so these are of different ones, and none waits for another.
  const live = createTogether<EventEnvelope, true>({
    most: TOGETHER,
    atOnce: LIVE_AT_ONCE,
    together: async (events) => {
      stop.throwIfAborted()
      await handleEach(events, { briefly: true })
      return events.map(() => true)
    },
    alone: (event, failed) => handleWithRetries(event, failed).then(() => true),
  })

  const tell = (notices: readonly Notice[]): void => {
    if (notices.length === 0) return
    const envelopes = notices.map((notice) => ({ ...notice, id: newId(), occurredAt: new Date().toISOString(), requestId: null }))
    bus.tell(envelopes).catch((error: unknown) => log.debug({ err: error }, 'live views were not told'))
  }

  // `names` came from `handlers`, and the catalogue ties each name to its data.
  const handlerOf = ([event]: readonly EventEnvelope[]) =>
    handlers[event?.name as EventName] as
      | Handler<Context, DB, EventName>
      | Together<Context, DB, EventName>
      | News<Context, DB, EventName>

  /** False if the database cannot take it; then handling is tried again. */
  const buried = async (event: EventEnvelope, error: unknown, tries: number): Promise<boolean> => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    try {
      await plain
        .insertInto('dead_letter')
        .values({ event_id: event.id, event: JSON.stringify(event), error: text, tries })
        .onConflict((c) => c.column('event_id').doUpdateSet({ error: text, tries, replay: false }))
        .execute()
    } catch {
      return false
    }
    handledEvents.inc({ box, outcome: 'dead' })
    log.error({ err: error, event: event.name, eventId: event.id }, 'an event was set aside as a dead letter')
    return true
  }

  const replayDead = async () => {
    const letters = await plain
      .selectFrom('dead_letter')
      .select('event')
      .where('replay', '=', true)
      .orderBy('died_at')
      .limit(100)
      .execute()
    for (const letter of letters) {
      // `buried` wrote the whole event.
      const event = letter.event as unknown as EventEnvelope
      const error = await handleEach([event]).then(
        () => null,
        (reason: unknown) => reason,
      )
      if (error === null) await plain.deleteFrom('dead_letter').where('event_id', '=', event.id).execute()
      else if (!isPassing(error)) await buried(event, error, LIMITS.events.tries)
    }
  }

  return { live: async (event) => void (await live(event)), past, replayDead }
}
