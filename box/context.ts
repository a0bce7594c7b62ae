import type { Kysely } from 'kysely'
import type { MessagingTables } from '#db/outbox.ts'
import type { Caller } from '#lib/auth.ts'
import type { Bus } from '#lib/bus.ts'
import type { Jobs } from '#lib/work/jobs.ts'
import type { Log } from '#lib/log.ts'
import type { BoxConfig } from './config.ts'

/** What every box has as long as its process lives. A box adds its own by extending this. */
export interface BoxServices<Tables extends MessagingTables, Config extends BoxConfig = BoxConfig> {
  db: Kysely<Tables>
  bus: Bus
  log: Log
  config: Config
}

/** The same for a box with jobs. */
export interface WithJobs {
  jobs: Jobs
}

/** What a resolver sees: the services, and what belongs to one request. */
export type RequestContext<Services, Loaders = object> = Services & {
  caller: Caller
  /** The address of the gateway's client; null if the gateway does not say it. */
  clientAddress: string | null
  /** What the client says of itself (`user-agent`); null if it says nothing. It proves nothing. */
  clientAgent: string | null
  loaders: Loaders
}
