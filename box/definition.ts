import type { RequestListener } from 'node:http'
import type { GraphQLSchema } from 'graphql'
import type { Kysely } from 'kysely'
import type { Handlers } from '#db/handling.ts'
import type { MessagingTables } from '#db/outbox.ts'
import type { Past } from '#db/past.ts'
import type { Person } from '#db/person.ts'
import type { App, Degradable } from '#lib/process/app.ts'
import type { Bus } from '#lib/bus.ts'
import type { BoxName } from '#lib/boxes.ts'
import type { Env } from '#lib/config.ts'
import type { Log } from '#lib/log.ts'
import type { Repeat } from '#lib/work/repeat.ts'
import type { BoxConfig } from './config.ts'
import type { BoxServices, RequestContext } from './context.ts'

/** A box that runs. */
export interface BoxApp extends App, Degradable {
  /** The graph over node:http; absent in a box without one. */
  readonly listener?: RequestListener
  /** Reads again what may change while it runs. A process calls it on SIGHUP. */
  reload?(): Promise<void>
}

/** Work that is kept in the database until it is done. */
export interface Job<Services extends AnyServices> {
  work: (services: Services, data: never) => Promise<void>
  /** How many run at a time in one process; 1 by default. */
  atOnce?: (config: Services['config']) => number
  /** Times at which it is due without being asked for (cron, UTC). */
  cron?: string
}

type Shared = 'db' | 'bus' | 'log' | 'config' | 'jobs'
type TablesOf<Services extends AnyServices> = Services['db'] extends Kysely<infer Tables> ? Tables : never
/** What a box makes for itself, in addition to what every box has. */
export type Own<Services> = Omit<Services, Shared>
export type AnyServices = Omit<BoxServices<MessagingTables>, 'db'> & { db: object }

/** A box on one page. A box does not have what is left out here. */
export interface BoxDefinition<Services extends AnyServices, Loaders, Extras extends object> {
  name: BoxName
  /** Reads its configuration; see `boxConfig`. */
  config: (variables: Env) => Services['config']
  /** Makes what it has of its own. `overrides` replace what they name. `stack` closes what is opened here. */
  services?: (
    given: Pick<Services, Exclude<Shared, 'jobs'> & keyof Services>,
    overrides: Partial<Own<Services>>,
    stack: AsyncDisposableStack,
  ) => Promise<Own<Services>> | Own<Services>
  /**
   * What keys of the sandbox may ask of it, by the names of root fields, or all: it shows them nothing of the real world. Boxes that do not say
   * so refuse them.
   */
  sandbox?: true | readonly string[]
  /** Its part of the graph: the builder that its `*.schema.ts` have added to. */
  builder?: { toSubGraphSchema(options: { linkUrl: string }): GraphQLSchema }
  /** The batched look-ups of one request. */
  loaders?: (services: Services, caller: RequestContext<Services>['caller']) => Loaders
  /** What it does when it hears an event. */
  consumers?: Handlers<Services, TablesOf<Services>>
  /** What it can say again to a box that came late. */
  past?: Past<TablesOf<Services>>
  /** What it has of a person, and how it forgets them. */
  person?: Person<Services, TablesOf<Services>>
  jobs?: Readonly<Record<string, Job<Services>>>
  repeats?: (services: Services) => readonly Repeat[]
  /** Removes rows that nobody needs any more; called once an hour. */
  prune?: (services: Services) => Promise<unknown>
  /** What it shows in the metrics. */
  gauges?: (services: Services) => readonly Disposable[]
  /** What it needs beside its database and the bus. Each check rejects when the thing does not work. */
  ready?: (services: Services) => Readonly<Record<string, () => Promise<unknown>>>
  /** What somebody should look at although the box works on: null, or a sentence. */
  degraded?: (services: Services) => Promise<Readonly<Record<string, string | null>>>
  reload?: (services: Services) => Promise<void>
  /** Opens what else it serves, when everything above works. The app has what it returns. */
  open?: (services: Services, stack: AsyncDisposableStack, app: BoxApp) => Promise<Extras> | Extras
  /** How long a statement of its database may take; the usual limit by default. */
  statementMs?: number
  /** How long a transaction of it may do nothing before its locks go to others; the usual limit by default. */
  idleInTransactionMs?: number
  /**
   * Connections that what people ask of the graph has for itself. Without this it shares those of the rest, and one person's questions could
   * keep everything else waiting.
   */
  graphConnections?: number
  /** How long a request may take to arrive; the usual limit by default. */
  requestTimeoutMs?: number
}

/** What a box is given when it starts. */
export interface Start<Config, Overrides> {
  config: Config
  bus: Bus
  log: Log
  /** Used instead of services that the box would make, and not closed with it. Tests need nothing else. */
  overrides?: Overrides
}

/** A box: how to read its configuration, how to open it in a process with others, and how to run it in a process of its own. */
export interface Box<Config extends BoxConfig = BoxConfig, Overrides extends object = object, Extras extends object = object> {
  readonly name: BoxName
  /** Absent in a box without a graph. */
  readonly schema: GraphQLSchema | undefined
  /** The events that it handles. */
  readonly hears: readonly string[]
  /** What becomes of each of its tables that has something of a person: see `Person`. */
  readonly tablesOfPersons: Readonly<Record<string, string>> | undefined
  /** Throws a ConfigError that names every fault. */
  config(variables: Env): Config
  open(start: Start<Config, Overrides>): Promise<BoxApp & Extras>
  /** Runs it as a process, until SIGINT or SIGTERM. */
  run(): Promise<void>
}
