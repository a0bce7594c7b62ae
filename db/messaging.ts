import { sql, type Kysely } from 'kysely'
import { GROUPS, type Bus } from '#lib/bus.ts'
import type { EventName } from '#lib/events.ts'
import { LIMITS } from '#lib/limits.ts'
import type { Log } from '#lib/log.ts'
import { startRepeat } from '#lib/work/repeat.ts'
import { isPassing } from './faults.ts'
import { createHandling, type Handlers } from './handling.ts'
import { learning, learnOn, noteNames, noteTold, observeLearning } from './learn.ts'
import { shared, type MessagingTables } from './outbox.ts'
import { tellPage, type Past } from './past.ts'
import { isAboutPersons, personHandlers, type Person } from './person.ts'
import { prune } from './prune.ts'
import { startRelay } from './relay.ts'
import { ago } from './time.ts'
import { observeMessaging } from './waiting.ts'

/** Running messaging. It says in a sentence what it still has to learn, null if nothing. */
export interface Messaging extends AsyncDisposable {
  /** Without this a new box would answer wrongly. */
  unready(): Promise<string | null>
  /** What a box still learns although it was at work before. */
  unlearnt(): Promise<string | null>
}

/** How soon a box looks for its next page when it has handled something of the last one, and how often otherwise. */
const LEARN_MS = 25
const LOOK_MS = 1_000

/** A box's part in the traffic of events. Its outbox is published. The events that it has handlers for are handled, each with effect once. */
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
  /** What it has of people, and how it forgets them. */
  person?: Person<Context, DB> | undefined
  ctx: Context
  log: Log
}): Promise<Messaging> {
  const { db, url, box, bus, past = {}, ctx, log } = options
  const stop = new AbortController()
  const plain = db as unknown as Kysely<MessagingTables>
  const isNews = (name: EventName): boolean => 'news' in (options.handlers[name] ?? {})
  const names = (Object.keys(options.handlers) as EventName[]).filter((name) => !isAboutPersons(name) && !isNews(name))
  const handlers: Handlers<Context, DB> = {
    ...options.handlers,
    ...personHandlers(box, options.person),
    'past.page.wanted': (trx, event) => tellPage(trx, past, event),
    'past.page.told': (trx, event) => noteTold(shared(trx), event),
  }
  if (!GROUPS.some((group) => group === box)) throw new Error(`${box} consumes events; name it among GROUPS in lib/bus.ts`)
  const handling = createHandling({ db, box, bus, handlers, ctx, log, stop: stop.signal, learnt: () => (lookAt = 0) })

  let lookAt = 0
  const learn = async () => {
    if (performance.now() < lookAt) return
    lookAt = performance.now() + LOOK_MS
    await learnOn(plain, box)
  }

  // Who hears accounts learns who has left, so that `db/relearn.ts` takes them from a schema that was restored from an older backup.
  const hearsAccounts = box !== 'accounts' && names.some((name) => name.startsWith('accounts.'))
  await noteNames(plain, box, hearsAccounts ? [...names, 'accounts.user.deleted'] : names)
  const consumer = await bus.consume(box, Object.keys(handlers) as EventName[], (event, ...others) =>
    event.page === undefined ? handling.live(event) : handling.past([event, ...others]),
  )
  const relay = startRelay({ db: plain, url, producer: box, bus, log })
  const observations = [...observeMessaging(plain, box), ...observeLearning(plain, box, names)]
  const chores = [
    { what: 'pruning events', everyMs: LIMITS.database.pruneMs, task: unlessPassing(() => prune(plain, box, SPENT)) },
    { what: 'handling dead letters again', everyMs: LIMITS.events.replayMs, task: unlessPassing(handling.replayDead) },
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
