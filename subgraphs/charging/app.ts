import type { RequestListener } from 'node:http'
import { sql } from 'kysely'
import { connect } from '#db/connect.ts'
import { startMessaging } from '#db/messaging.ts'
import { probe, type App } from '#lib/app.ts'
import { publicKey } from '#lib/auth.ts'
import type { Bus } from '#lib/bus.ts'
import { LIMITS } from '#lib/limits.ts'
import type { Log } from '#lib/log.ts'
import { observed } from '#lib/metrics.ts'
import { startRepeat } from '#lib/repeat.ts'
import { createSubgraphYoga } from '#lib/subgraph.ts'
import { expireStarts } from './command.handler.ts'
import type { ChargingConfig } from './config.ts'
import { consumers } from './consumers.ts'
import { createContext } from './context.ts'
import { mendSessions } from './projection.handler.ts'
import { pruneCharging } from './retention.ts'
import { schema } from './schema.ts'
import type { ChargingTables } from './tables.ts'

export type ChargingApp = Required<App> & { readonly listener: RequestListener }

/** The charging subgraph: sessions, meter values, charge detail records, and the commands to chargers. */
export async function createChargingApp({
  config,
  bus,
  log,
}: {
  config: ChargingConfig
  bus: Bus
  log: Log
}): Promise<ChargingApp> {
  await using stack = new AsyncDisposableStack()
  const url = config.databaseUrl
  const db = stack.adopt(connect<ChargingTables>({ url, schema: 'charging', max: config.databasePoolSize, log }), (opened) =>
    opened.destroy(),
  )
  const services = { db, bus, log, rules: config }
  stack.use(await startMessaging({ db, url, box: 'charging', bus, handlers: consumers, ctx: services, log }))
  const { fetch, listener, dispose } = createSubgraphYoga({
    name: 'charging',
    schema,
    callerPublicKey: publicKey(config.callerPublicKey),
    context: (caller) => createContext(services, caller),
    log,
  })
  stack.defer(dispose)
  stack.use(
    observed('evergraph_charging_sessions_active', 'Sessions that charge now.', {}, async () => {
      const active = db.selectFrom('session').where('status', '=', 'ACTIVE')
      return Number((await active.select(sql<string>`count(*)`.as('count')).executeTakeFirstOrThrow()).count)
    }),
  )
  stack.use(
    observed('evergraph_charging_sessions_held', 'Ended sessions that wait for a person before they are billed.', {}, async () => {
      const held = db.selectFrom('session').where('held', '=', true).where('status', '=', 'COMPLETED')
      return Number((await held.select(sql<string>`count(*)`.as('count')).executeTakeFirstOrThrow()).count)
    }),
  )
  const sweep = () => Promise.all([expireStarts(services), mendSessions(services)])
  stack.use(startRepeat({ what: 'sweeping', everyMs: config.sweepMs, task: sweep }, log))
  stack.use(startRepeat({ what: 'pruning', everyMs: LIMITS.database.pruneMs, task: () => pruneCharging(db) }, log))

  const opened = stack.move()
  return {
    name: 'charging',
    fetch,
    listener,
    ready: async () => ({ database: await probe(() => sql`SELECT 1`.execute(db)), bus: await probe(() => bus.ready()) }),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
