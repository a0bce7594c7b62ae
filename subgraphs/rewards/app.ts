import type { RequestListener } from 'node:http'
import { sql } from 'kysely'
import { connect } from '#db/connect.ts'
import { startMessaging } from '#db/messaging.ts'
import { probe, type App } from '#lib/app.ts'
import { publicKey } from '#lib/auth.ts'
import type { Bus } from '#lib/bus.ts'
import { newId } from '#lib/id.ts'
import type { Log } from '#lib/log.ts'
import { createSubgraphYoga } from '#lib/subgraph.ts'
import { createChain } from './chain.ts'
import type { RewardsConfig } from './config.ts'
import { consumers } from './consumers.ts'
import { createContext } from './context.ts'
import { schema } from './schema.ts'
import { startSettler } from './settler.ts'
import type { RewardsTables } from './tables.ts'

export type RewardsApp = Required<App> & { readonly listener: RequestListener }

/** The rewards subgraph: rules, rewards, the ledger, and the settlement on chain. */
export async function createRewardsApp({ config, bus, log }: { config: RewardsConfig; bus: Bus; log: Log }): Promise<RewardsApp> {
  await using stack = new AsyncDisposableStack()
  const url = config.databaseUrl
  const db = stack.adopt(connect<RewardsTables>({ url, schema: 'rewards', max: config.databasePoolSize, log }), (opened) =>
    opened.destroy(),
  )
  const chain = stack.use(createChain(config.chain))
  const services = { db, bus, log, custodyXpub: config.custodyXpub }
  stack.use(await startMessaging({ db, url, box: 'rewards', bus, handlers: consumers, ctx: services, log }))
  stack.use(startSettler({ db, chain, log, settings: config.settlement, holder: newId() }))

  const { fetch, listener, dispose } = createSubgraphYoga({
    name: 'rewards',
    schema,
    callerPublicKey: publicKey(config.callerPublicKey),
    context: (caller) => createContext(services, caller),
    log,
  })
  stack.defer(dispose)

  const opened = stack.move()
  return {
    name: 'rewards',
    fetch,
    listener,
    ready: async () => ({
      database: await probe(() => sql`SELECT 1`.execute(db)),
      bus: await probe(() => bus.ready()),
      chain: await probe(() => chain.check()),
    }),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
