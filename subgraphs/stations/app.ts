import type { RequestListener } from 'node:http'
import { sql } from 'kysely'
import { connect } from '#db/connect.ts'
import { startMessaging } from '#db/messaging.ts'
import { probe, type App } from '#lib/app.ts'
import { publicKey } from '#lib/auth.ts'
import type { Bus } from '#lib/bus.ts'
import type { Log } from '#lib/log.ts'
import { createSubgraphYoga } from '#lib/subgraph.ts'
import type { StationsConfig } from './config.ts'
import { consumers } from './consumers.ts'
import { createContext } from './context.ts'
import { schema } from './schema.ts'
import type { StationsTables } from './tables.ts'

export type StationsApp = Required<App> & { readonly listener: RequestListener }

/** The stations subgraph: stations, their EVSEs and connectors, tariffs, availability. */
export async function createStationsApp({
  config,
  bus,
  log,
}: {
  config: StationsConfig
  bus: Bus
  log: Log
}): Promise<StationsApp> {
  await using stack = new AsyncDisposableStack()
  const url = config.databaseUrl
  const db = stack.adopt(connect<StationsTables>({ url, schema: 'stations', max: config.databasePoolSize, log }), (opened) =>
    opened.destroy(),
  )
  const services = { db, bus, log }
  stack.use(await startMessaging({ db, url, box: 'stations', bus, handlers: consumers, ctx: services, log }))
  const { fetch, listener, dispose } = createSubgraphYoga({
    name: 'stations',
    schema,
    callerPublicKey: publicKey(config.callerPublicKey),
    context: (caller) => createContext(services, caller),
    log,
  })
  stack.defer(dispose)

  const opened = stack.move()
  return {
    name: 'stations',
    fetch,
    listener,
    ready: async () => ({ database: await probe(() => sql`SELECT 1`.execute(db)), bus: await probe(() => bus.ready()) }),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
