import type { RequestListener } from 'node:http'
import type { GraphQLSchema } from 'graphql'
import type { Kysely } from 'kysely'
import type { Handlers } from '#db/messaging.ts'
import type { MessagingTables } from '#db/outbox.ts'
import type { Past } from '#db/past.ts'
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
  /** The graph over node:http; absent in a box that serves none. */
  readonly listener?: RequestListener
  /** Reads again what may change while it runs; a process does so on SIGHUP. */
  reload?(): Promise<void>
}

/** Work that is kept in the database until it is done. */
export interface Job<Services extends AnyServices> {
  work: (services: Services, data: never) => Promise<void>
  /** So many at a time in one process; 1 where it is left out. */
  atOnce?: (config: Services['config']) => number
  /** It is due at these times too (cron, UTC). */
  cron?: string
}

type Shared = 'db' | 'bus' | 'log' | 'config' | 'jobs'
type TablesOf<Services extends AnyServices> = Services['db'] extends Kysely<infer Tables> ? Tables : never
/** What a box makes for itself, beside what every box has. */
export type Own<Services> = Omit<Services, Shared>
export type AnyServices = Omit<BoxServices<MessagingTables>, 'db'> & { db: object }

/** A box on one page. What is left out, it does not have. */
export interface BoxDefinition<Services extends AnyServices, Loaders, Extras extends object> {
  name: BoxName
  /** Reads its configuration; see `boxConfig`. */
  config: (variables: Env) => Services['config']
  /** Makes what it has of its own. `overrides` take the place of what they name; what is opened is given to `stack`. */
  services?: (
    given: Pick<Services, Shared & keyof Services>,
    overrides: Partial<Own<Services>>,
    stack: AsyncDisposableStack,
  ) => Promise<Own<Services>> | Own<Services>
  /** Its part of the graph: the builder that its `*.schema.ts` have added to. */
  builder?: { toSubGraphSchema(options: { linkUrl: string }): GraphQLSchema }
  /** The batched look-ups of one request. */
  loaders?: (services: Services, caller: RequestContext<Services>['caller']) => Loaders
  /** What it does on hearing an event. */
  consumers?: Handlers<Services, TablesOf<Services>>
  /** What it can say again to a box that comes late. */
  past?: Past<TablesOf<Services>>
  jobs?: Readonly<Record<string, Job<Services>>>
  repeats?: (services: Services) => readonly Repeat[]
  /** Removes what has done its service; called once an hour. */
  prune?: (services: Services) => Promise<unknown>
  /** What it shows in the metrics. */
  gauges?: (services: Services) => readonly Disposable[]
  /** What it stands on beside its database and the bus: each rejects when it is out of order. */
  ready?: (services: Services) => Readonly<Record<string, () => Promise<unknown>>>
  /** What somebody should look at while it works on: null, or a sentence. */
  degraded?: (services: Services) => Promise<Readonly<Record<string, string | null>>>
  reload?: (services: Services) => Promise<void>
  /** Opens what else it serves, when all the rest works. What it returns is the app's too. */
  open?: (services: Services, stack: AsyncDisposableStack, app: BoxApp) => Promise<Extras> | Extras
  /** A statement of its database may take so long; the usual limit where it is left out. */
  statementMs?: number
  /** A request may take so long to arrive; the usual limit where it is left out. */
  requestTimeoutMs?: number
}

/** What a box is given when it starts. */
export interface Start<Config, Overrides> {
  config: Config
  bus: Bus
  log: Log
  /** In place of services that it would make; they are not closed with it. The whole seam for tests. */
  overrides?: Overrides
}

/** A box: how its configuration is read, how it is opened in a process that has others too, and how it runs as one of its own. */
export interface Box<Config extends BoxConfig = BoxConfig, Overrides extends object = object, Extras extends object = object> {
  readonly name: BoxName
  /** Absent where it serves no part of the graph. */
  readonly schema: GraphQLSchema | undefined
  /** The events that it handles. */
  readonly hears: readonly string[]
  /** Throws a ConfigError that names every fault. */
  config(variables: Env): Config
  open(start: Start<Config, Overrides>): Promise<BoxApp & Extras>
  /** The process: until SIGINT or SIGTERM. */
  run(): Promise<void>
}
