import type { RequestListener } from 'node:http'
import { sql } from 'kysely'
import { connect } from '#db/connect.ts'
import { startMessaging } from '#db/messaging.ts'
import { probe, type App } from '#lib/app.ts'
import { publicKey } from '#lib/auth.ts'
import type { Bus } from '#lib/bus.ts'
import { LIMITS } from '#lib/limits.ts'
import type { Log } from '#lib/log.ts'
import { startRepeat } from '#lib/repeat.ts'
import { CLIENT_ADDRESS_HEADER, createSubgraphYoga } from '#lib/subgraph.ts'
import { createAttempts, pruneAttempts } from './attempts.ts'
import type { AccountsConfig } from './config.ts'
import { createContext } from './context.ts'
import { ensureAdmin } from './first-admin.ts'
import { findAdmin } from './role.queries.ts'
import { prepareVerification } from './password.ts'
import { schema } from './schema.ts'
import { pruneLogins } from './login.queries.ts'
import type { AccountsTables } from './tables.ts'
import { tokenKeys } from './token.ts'

export type AccountsApp = Required<App> & { readonly listener: RequestListener }

/** The accounts subgraph: users, their logins, vehicles and identities. */
export async function createAccountsApp({
  config,
  bus,
  log,
}: {
  config: AccountsConfig
  bus: Bus
  log: Log
}): Promise<AccountsApp> {
  await using stack = new AsyncDisposableStack()
  const url = config.databaseUrl
  const db = stack.adopt(connect<AccountsTables>({ url, schema: 'accounts', max: config.databasePoolSize, log }), (opened) =>
    opened.destroy(),
  )
  if (config.firstAdmin) await ensureAdmin(db, config.firstAdmin, log)
  else if (!(await findAdmin(db)))
    log.warn('there is no administrator: stop, and start once with ACCOUNTS_ADMIN_EMAIL and ACCOUNTS_ADMIN_PASSWORD set')
  await prepareVerification()
  stack.use(await startMessaging({ db, url, box: 'accounts', bus, handlers: {}, ctx: {}, log }))

  const prune = () => Promise.all([pruneAttempts(db), pruneLogins(db)])
  stack.use(startRepeat({ what: 'pruning', everyMs: LIMITS.database.pruneMs, task: prune }, log))

  const services = { db, log, keys: tokenKeys(config.tokenPrivateKey), attempts: createAttempts(db) }
  const { fetch, listener, dispose } = createSubgraphYoga({
    name: 'accounts',
    schema,
    callerPublicKey: publicKey(config.callerPublicKey),
    context: (caller, request) => createContext(services, caller, request.headers.get(CLIENT_ADDRESS_HEADER)),
    log,
  })
  stack.defer(dispose)

  const opened = stack.move()
  return {
    name: 'accounts',
    fetch,
    listener,
    ready: async () => ({ database: await probe(() => sql`SELECT 1`.execute(db)), bus: await probe(() => bus.ready()) }),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
