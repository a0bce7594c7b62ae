import { sql } from 'kysely'
import { connect } from '#db/connect.ts'
import { startMessaging } from '#db/messaging.ts'
import { probe, type App, type Degradable } from '#lib/app.ts'
import type { Bus } from '#lib/bus.ts'
import { newId } from '#lib/id.ts'
import { listen } from '#lib/listen.ts'
import { LIMITS } from '#lib/limits.ts'
import type { Log } from '#lib/log.ts'
import { startRepeat, type Repeat } from '#lib/repeat.ts'
import { serve } from '#lib/server.ts'
import { createTurns } from '#lib/turns.ts'
import type { ChargePointConnection } from './charge-point.ts'
import { sendCommands } from './commands.ts'
import type { OcppConfig } from './config.ts'
import { consumers } from './consumers.ts'
import type { BridgeContext } from './context.ts'
import { OCPP_LIMITS } from './limits.ts'
import { keptSentence, replayKeptMessages } from './kept-message.service.ts'
import { createPasswords } from './passwords.ts'
import { createRegistry } from './registry.ts'
import { pruneBridge } from './retention.ts'
import { acceptChargePoints } from './sockets.ts'
import { sweep } from './sweep.ts'
import type { OcppTables } from './tables.ts'

export interface OcppBridgeApp extends App, Required<Degradable> {
  readonly port: number
  /** Chargers connect to `<url>/<identity>`. */
  readonly url: string
}

/** The bridge between chargers and the platform: its own port, its own schema `ocpp`; as many processes of it as one likes. */
export async function createOcppBridgeApp(deps: { config: OcppConfig; bus: Bus; log: Log }): Promise<OcppBridgeApp> {
  const { config, bus, log } = deps
  const stack = new AsyncDisposableStack()
  try {
    const db = connect<OcppTables>({
      url: config.databaseUrl,
      schema: 'ocpp',
      max: config.databasePoolSize,
      statementMs: OCPP_LIMITS.statementMs,
      log,
    })
    stack.defer(() => db.destroy())
    const ctx: BridgeContext = { db, config, log, inTurn: createLanes(config.databasePoolSize) }
    const work = new Set<Promise<unknown>>()
    stack.defer(() => settled(work))

    // One after the other, so that commands reach a charger in the order they were given.
    const turns = new WeakMap<ChargePointConnection, Promise<unknown>>()
    const send = (connection: ChargePointConnection | undefined): void => {
      if (connection === undefined) return
      const sending: Promise<unknown> = (turns.get(connection) ?? Promise.resolve())
        .then(() => sendCommands(ctx, connection))
        .catch((error: unknown) => log.error({ err: error, identity: connection.identity }, 'commands could not be sent'))
        .finally(() => work.delete(sending))
      turns.set(connection, sending)
      work.add(sending)
    }
    const registry = createRegistry(ctx, newId(), (connection) => {
      log.info({ identity: connection.identity }, 'a charger that waited is registered')
      // Many boot again only when their interval is over; what they answer to this changes nothing.
      void connection.call('TriggerMessage', { requestedMessage: 'BootNotification' }).catch(() => undefined)
      send(connection)
    })
    const sendAll = (): void => registry.all().forEach(send)

    stack.use(await startMessaging({ db, url: config.databaseUrl, box: 'ocpp', bus, handlers: consumers, ctx, log }))
    const heard = {
      ocpp_command: (stationId: string) => send(registry.ofStation(stationId)),
      ocpp_connection: (payload: string) => {
        const { identity, epoch } = JSON.parse(payload) as { identity: string; epoch: number }
        registry.superseded(identity, epoch)
      },
      ocpp_charge_point: (identity: string) => {
        void registry
          .recheck(identity)
          .catch((error: unknown) => log.warn({ err: error, identity }, 'a registration could not be checked'))
      },
    }
    stack.use(await listen({ url: config.databaseUrl, name: 'evergraph-ocpp-listen', channels: heard, missed: sendAll, log }))

    await registry.renew()
    const repeats: Repeat[] = [
      { what: 'renewing the node', everyMs: OCPP_LIMITS.nodeRenewMs, task: () => registry.renew() },
      { what: 'sweeping', everyMs: config.sweepMs, task: () => sweep(ctx) },
      { what: 'working kept messages', everyMs: config.sweepMs, task: () => replayKeptMessages(ctx) },
      { what: 'pruning', everyMs: LIMITS.database.pruneMs, task: () => pruneBridge(ctx) },
      { what: 'pinging', everyMs: config.pingMs, task: () => registry.all().forEach((connection) => connection.checkAlive()) },
    ]
    for (const repeat of repeats) stack.use(startRepeat(repeat, log))

    const app = {
      name: 'ocpp-bridge',
      ready: async () => ({ database: await probe(() => sql`SELECT 1`.execute(db)), bus: await probe(() => bus.ready()) }),
      degraded: async () => ({ keptMessages: await keptSentence(ctx) }),
    }
    const server = await serve({ host: config.host, port: config.port, tls: config.tls, log })
    acceptChargePoints(server.http, ctx, { registry, passwords: createPasswords(), taken: send, work })
    stack.defer(async () => {
      await registry.closeAll('goingAway')
      await server[Symbol.asyncDispose]()
      await settled(work)
    })
    return {
      ...app,
      port: server.port,
      url: `${server.url.replace(/^http/, 'ws')}/ocpp`,
      [Symbol.asyncDispose]: () => stack.disposeAsync(),
    }
  } catch (error) {
    await stack.disposeAsync()
    throw error
  }
}

/** Sessions may have every turn, each other lane a quarter of them, so that some are always left; the sweeps, the commands' outcomes and the events find a connection too. */
function createLanes(poolSize: number): BridgeContext['inTurn'] {
  const atOnce = Math.max(1, poolSize - OCPP_LIMITS.connectionsForOwnWork)
  const inTurn = createTurns(atOnce)
  return (lane, task) => inTurn(lane, lane === 'sessions' ? atOnce : Math.ceil(atOnce / 4), task)
}

async function settled(work: Set<Promise<unknown>>): Promise<void> {
  while (work.size > 0) await Promise.allSettled(work)
}
