import type { RequestListener } from 'node:http'
import { sql } from 'kysely'
import { connect } from '#db/connect.ts'
import { startMessaging } from '#db/messaging.ts'
import { probe, type App } from '#lib/app.ts'
import { publicKey } from '#lib/auth.ts'
import type { Bus } from '#lib/bus.ts'
import type { Log } from '#lib/log.ts'
import { startRepeat } from '#lib/repeat.ts'
import { createSubgraphYoga } from '#lib/subgraph.ts'
import type { CommunityConfig } from './config.ts'
import { consumers } from './consumers.ts'
import { createContext } from './context.ts'
import { schema } from './schema.ts'
import { sweep } from './sweep.ts'
import type { CommunityTables } from './tables.ts'

export type CommunityApp = Required<App> & { readonly listener: RequestListener }

/** The community subgraph: eco-deeds, what they add up to, and the events that people meet at. */
export async function createCommunityApp({
  config,
  bus,
  log,
}: {
  config: CommunityConfig
  bus: Bus
  log: Log
}): Promise<CommunityApp> {
  await using stack = new AsyncDisposableStack()
  const url = config.databaseUrl
  const db = stack.adopt(connect<CommunityTables>({ url, schema: 'community', max: config.databasePoolSize, log }), (opened) =>
    opened.destroy(),
  )
  const services = { db, bus, log }
  stack.use(await startMessaging({ db, url, box: 'community', bus, handlers: consumers, ctx: services, log }))
  const { fetch, listener, dispose } = createSubgraphYoga({
    name: 'community',
    schema,
    callerPublicKey: publicKey(config.callerPublicKey),
    context: (caller) => createContext(services, caller),
    log,
  })
  stack.defer(dispose)
  stack.use(startRepeat({ what: 'sweeping', everyMs: config.sweepMs, task: () => sweep(services) }, log))

  const opened = stack.move()
  return {
    name: 'community',
    fetch,
    listener,
    ready: async () => ({
      database: await probe(() => sql`SELECT 1`.execute(db)),
      bus: await probe(() => bus.ready()),
    }),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
