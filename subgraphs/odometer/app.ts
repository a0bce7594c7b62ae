import type { RequestListener } from 'node:http'
import { sql } from 'kysely'
import { connect } from '#db/connect.ts'
import { startMessaging } from '#db/messaging.ts'
import { probe, type App } from '#lib/app.ts'
import { publicKey } from '#lib/auth.ts'
import type { Bus } from '#lib/bus.ts'
import { LIMITS } from '#lib/limits.ts'
import type { Log } from '#lib/log.ts'
import { createSubgraphYoga } from '#lib/subgraph.ts'
import type { OdometerConfig } from './config.ts'
import { consumers } from './consumers.ts'
import { createContext } from './context.ts'
import { schema } from './schema.ts'
import type { OdometerTables } from './tables.ts'
import { createTotals } from './totals.service.ts'

export type OdometerApp = Required<App> & { readonly listener: RequestListener }

/** The odometer subgraph: readings from photos, the kilometres they add up to, leaderboards. */
export async function createOdometerApp({
  config,
  bus,
  log,
}: {
  config: OdometerConfig
  bus: Bus
  log: Log
}): Promise<OdometerApp> {
  await using stack = new AsyncDisposableStack()
  const url = config.databaseUrl
  const db = stack.adopt(connect<OdometerTables>({ url, schema: 'odometer', max: config.databasePoolSize, log }), (opened) =>
    opened.destroy(),
  )
  const services = { db, bus, log, totals: createTotals(db, LIMITS.odometer.totalsMs) }
  stack.use(await startMessaging({ db, url, box: 'odometer', bus, handlers: consumers, ctx: services, log }))
  const { fetch, listener, dispose } = createSubgraphYoga({
    name: 'odometer',
    schema,
    callerPublicKey: publicKey(config.callerPublicKey),
    context: (caller) => createContext(services, caller),
    log,
  })
  stack.defer(dispose)

  const opened = stack.move()
  return {
    name: 'odometer',
    fetch,
    listener,
    ready: async () => ({
      database: await probe(() => sql`SELECT 1`.execute(db)),
      bus: await probe(() => bus.ready()),
    }),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
