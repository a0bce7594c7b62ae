import { setTimeout as wait } from 'node:timers/promises'
import { sql, type Kysely, type Transaction } from 'kysely'
import { GROUPS, type Bus } from '#lib/bus.ts'
import type { EventEnvelope, EventName } from '#lib/events.ts'
import { LIMITS } from '#lib/limits.ts'
import { newId } from '#lib/id.ts'
import { withRequestId, type Log } from '#lib/log.ts'
import { counter, observed } from '#lib/metrics.ts'
import { startRepeat } from '#lib/work/repeat.ts'
import { createTurns } from '#lib/work/turns.ts'
import { isPassing } from './faults.ts'
import { learning, learnOn, noteNames, noteTold, observeLearning } from './learn.ts'
import { shared, type MessagingTables } from './outbox.ts'
import { limitLockWait, tellPage, type Past } from './past.ts'
import { prune } from './prune.ts'
import { startRelay } from './relay.ts'
import { ago } from './time.ts'

/** What a box does when it hears an event. All of it is in the given transaction, which also notes that the event is handled. */
export type Handlers<Context, DB> = {
  readonly [Name in EventName]?: (trx: Transaction<DB>, event: EventEnvelope<Name>, ctx: Context) => Promise<void>
}

const handledEvents = counter('evergraph_events_handled_total', 'Events handled, by consuming box and outcome.', ['box', 'outcome'])

/** Running messaging. It says in a sentence what it still has to learn, null if nothing. */
export interface Messaging extends AsyncDisposable {
  /** Without this a new box would answer wrongly. */
  unready(): Promise<string | null>
  /** What a box still learns although it was at work before. */
  unlearnt(): Promise<string | null>
}

/** Facts of the past get this many turns. The others are left to live events. */
const PAST_AT_ONCE = LIMITS.events.handledAtOnce / 2
/** How soon a box looks for its next page when it has handled something of the last one, and how often otherwise. */
const LEARN_MS = 25
const LOOK_MS = 1_000

/**
 * A box's part in the traffic of events. Its outbox is published. The events that it has handlers for are handled, each with effect once. A
 * handler that fails is tried again with growing pauses. After `LIMITS.events.tries` the event is kept in `dead_letter` with the error, and
 * the next one of its aggregate has its turn.
 */
export async function startMessaging<Context, DB extends MessagingTables>(options: {
  db: Kysely<DB>
  /** The box's database URL, for the connection that holds the relay's lock. */
  url: string
  /** The box's schema: it names the producer and the group of consumers. */
  box: string
  bus: Bus
  handlers: Handlers<Context, DB>
  /** What the box can say again, to others that come late. */
  past?: Past<DB> | undefined
  ctx: Context
  log: Log
}): Promise<Messaging> {
  const { db, url, box, bus, past = {}, ctx, log } = options
  const stop = new AbortController()
  const plain = db as unknown as Kysely<MessagingTables>
  const names = Object.keys(options.handlers) as EventName[]
  const handlers: Handlers<Context, DB> = {
    ...options.handlers,
    'past.page.wanted': (trx, event) => tellPage(trx, past, event),
    'past.page.told': (trx, event) => noteTold(shared(trx), event),
  }
  if (!GROUPS.some((group) => group === box)) throw new Error(`${box} consumes events; name it among GROUPS in lib/bus.ts`)
  const inTurn = createTurns(LIMITS.events.handledAtOnce)
  const handleWithRetries = async (event: EventEnvelope): Promise<void> => {
    for (let tries = 0, attempts = 1; ; attempts++) {
      // Otherwise a later event of the aggregate would overtake one that the stop has interrupted.
      stop.signal.throwIfAborted()
      try {
        const first = await withRequestId(event.requestId ?? newId(), () =>
          event.page === undefined
            ? inTurn('now', LIMITS.events.handledAtOnce, () => handleOnce(event))
            : inTurn('past', PAST_AT_ONCE, () => handleOnce(event)),
        )
        if (event.page !== undefined || event.name === 'past.page.told') lookAt = 0
        handledEvents.inc({ box, outcome: first ? 'done' : 'repeated' })
        return
      } catch (error) {
        if (stop.signal.aborted) throw error
        // If the database is away, the relay logs it.
        const passing = isPassing(error)
        log[passing ? 'debug' : 'warn']({ err: error, event: event.name, eventId: event.id, attempts }, 'handling an event failed')
        if (!passing) tries++
        if (tries >= LIMITS.events.tries && (await buried(event, error, tries))) return
        await wait(LIMITS.events.retryMs * 2 ** Math.min(attempts - 1, 6), undefined, { signal: stop.signal })
      }
    }
  }

  const handleOnce = (event: EventEnvelope): Promise<boolean> =>
    db.transaction().execute(async (trx) => {
      const noted = await shared(trx)
        .insertInto('inbox')
        .values({ event_id: event.id, page: event.page ?? null })
        .onConflict((c) => c.doNothing())
        .executeTakeFirst()
      if (noted.numInsertedOrUpdatedRows === 0n) return false
      await handlerOf(event)(trx, event, ctx)
      return true
    })

  /**
   * Facts of the past, in one transaction: each by itself would take three times as long. Where one of them cannot be handled, or somebody
   * holds what they need, each is handled by itself; and no deadlock comes of their many locks.
   */
  const handleTogether = async (events: readonly EventEnvelope[]): Promise<void> => {
    stop.signal.throwIfAborted()
    try {
      const done = await inTurn('past', PAST_AT_ONCE, () =>
        db.transaction().execute(async (trx) => {
          await limitLockWait(trx)
          const noted = await shared(trx)
            .insertInto('inbox')
            .values(events.map(({ id, page = null }) => ({ event_id: id, page })))
            .onConflict((c) => c.doNothing())
            .returning('event_id')
            .execute()
          const first = new Set(noted.map(({ event_id }) => event_id))
          for (const event of events) if (first.has(event.id)) await handlerOf(event)(trx, event, ctx)
          return first.size
        }),
      )
      handledEvents.inc({ box, outcome: 'done' }, done)
      handledEvents.inc({ box, outcome: 'repeated' }, events.length - done)
      lookAt = 0
    } catch {
      for (const event of events) await handleWithRetries(event)
    }
  }

  // `names` came from `handlers`, and the catalogue ties each name to its data.
  const handlerOf = ({ name }: EventEnvelope) =>
    handlers[name] as (trx: Transaction<DB>, event: EventEnvelope, ctx: Context) => Promise<void>

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

  /** Handles the dead letters that an operator has marked (`db/replay.ts`); one that fails again is dead again. */
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
      const error = await handleOnce(event).then(
        () => null,
        (reason: unknown) => reason,
      )
      if (error === null) await plain.deleteFrom('dead_letter').where('event_id', '=', event.id).execute()
      else if (!isPassing(error)) await buried(event, error, LIMITS.events.tries)
    }
  }

  let lookAt = 0
  const learn = async () => {
    if (performance.now() < lookAt) return
    lookAt = performance.now() + LOOK_MS
    await learnOn(plain, box)
  }

  await noteNames(plain, box, names)
  const consumer = await bus.consume(box, Object.keys(handlers) as EventName[], (event, ...others) =>
    others.length === 0 ? handleWithRetries(event) : handleTogether([event, ...others]),
  )
  const relay = startRelay({ db: plain, url, producer: box, bus, log })
  const observations = [...observeMessaging(plain, box), ...observeLearning(plain, box, names)]
  const chores = [
    { what: 'pruning events', everyMs: LIMITS.database.pruneMs, task: unlessPassing(() => prune(plain, box, SPENT)) },
    { what: 'handling dead letters again', everyMs: LIMITS.events.replayMs, task: unlessPassing(replayDead) },
    { what: 'learning the past', everyMs: LEARN_MS, task: unlessPassing(learn) },
  ].map((repeat) => startRepeat(repeat, log))
  return {
    unready: () => learning(plain, { needed: true }),
    unlearnt: () => learning(plain, { needed: false }),
    [Symbol.asyncDispose]: async () => {
      for (const chore of chores) await chore[Symbol.asyncDispose]()
      for (const observation of observations) observation[Symbol.dispose]()
      await relay[Symbol.asyncDispose]()
      stop.abort()
      await consumer[Symbol.asyncDispose]()
    },
  }
}

/** What waits, for those who run the platform. */
function observeMessaging(db: Kysely<MessagingTables>, box: string): Disposable[] {
  // Events for one box alone wait on purpose.
  const unpublished = db.selectFrom('outbox').where('published_at', 'is', null).where('addressee', 'is', null)
  const count = sql<string>`count(*)`.as('count')
  const oldest = sql<string>`coalesce(extract(epoch FROM now() - min(occurred_at)), 0)`.as('oldest')
  return [
    observed('evergraph_outbox_waiting', 'Events that are not published yet.', { box }, async () =>
      Number((await unpublished.select(count).executeTakeFirstOrThrow()).count),
    ),
    observed('evergraph_outbox_oldest_seconds', 'Age of the oldest event that is not published yet.', { box }, async () =>
      Number((await unpublished.select(oldest).executeTakeFirstOrThrow()).oldest),
    ),
    observed(
      'evergraph_dead_letters',
      'Events whose handling failed for good; db/replay.ts has them handled again.',
      { box },
      async () => Number((await db.selectFrom('dead_letter').select(count).executeTakeFirstOrThrow()).count),
    ),
  ]
}

/** A chore that fails because the database is away logs nothing: the relay does. */
const unlessPassing = (chore: () => Promise<void>) => () =>
  chore().catch((error: unknown) => {
    if (!isPassing(error)) throw error
  })

const SPENT = {
  // By age, not by publication: a replay publishes anew.
  outbox: sql`published_at IS NOT NULL AND occurred_at < ${ago(LIMITS.events.keepMs)}`,
  // An event must be known as handled for longer than it can be published again.
  inbox: sql`handled_at < ${ago(2 * LIMITS.events.keepMs)}`,
}
