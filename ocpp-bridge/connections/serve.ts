import { newId } from '#lib/id.ts'
import { listen } from '#lib/work/listen.ts'
import { startRepeat, type Repeat } from '#lib/work/repeat.ts'
import { serve } from '#lib/process/server.ts'
import type { ChargePointConnection } from './charge-point.ts'
import { sendCommands } from './send-commands.ts'
import type { Services } from '../context.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { filesListener } from '../files/files.ts'
import { createGathered } from './gathered.ts'
import { createPasswords } from './passwords.ts'
import { createRegistry } from './registry.ts'
import { acceptChargePoints } from './sockets.ts'

export interface ChargePointPort {
  readonly port: number
  /** Chargers connect to `<url>/<identity>`. */
  readonly url: string
}

/** Opens the port that chargers connect to, and sends chargers the commands of others. */
export async function serveChargePoints(ctx: Services, stack: AsyncDisposableStack): Promise<ChargePointPort> {
  const { config, log } = ctx
  const work = new Set<Promise<unknown>>()
  stack.defer(() => settled(work))

  // One after the other, so that commands reach a charger in their order.
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
  /** Most chargers that come have nothing waiting, and many come at once. */
  const look = (connection: ChargePointConnection): void => {
    if (connection.stationId === null) return
    const looking: Promise<unknown> = gathered
      .hasWork(connection.stationId)
      .then((hasWork) => hasWork && send(connection))
      .catch((error: unknown) => log.error({ err: error, identity: connection.identity }, 'commands could not be looked for'))
      .finally(() => work.delete(looking))
    work.add(looking)
  }
  const gathered = createGathered(ctx)
  const registered = (connection: ChargePointConnection): void => {
    log.info({ identity: connection.identity }, 'a charger that waited is registered')
    // Without this, many chargers boot again only when their interval is over. Their answer to this changes nothing.
    void connection.call('TriggerMessage', { requestedMessage: 'BootNotification' }).catch(() => undefined)
    send(connection)
  }
  const registry = createRegistry(ctx, gathered, newId(), { registered, again: look })

  const heard = {
    ocpp_command: (stationId: string) => send(registry.ofStation(stationId)),
    ocpp_connection: (payload: string) => {
      const { identity, epoch } = JSON.parse(payload) as { identity: string; epoch: number }
      registry.superseded(identity, epoch)
    },
    ocpp_watch: (stationId: string) => ctx.frames.watched(stationId),
    ocpp_frame: (stationId: string) => ctx.frameWatchers.written(stationId),
    ocpp_charge_point: (identity: string) => {
      void registry
        .recheck(identity)
        .catch((error: unknown) => log.warn({ err: error, identity }, 'a registration could not be checked'))
    },
  }
  const missed = () => registry.all().forEach(look)
  stack.use(await listen({ url: config.databaseUrl, name: 'evergraph-ocpp-listen', channels: heard, missed, log }))

  await registry.renew()
  const repeats: Repeat[] = [
    { what: 'renewing the node', everyMs: OCPP_LIMITS.nodeRenewMs, task: () => registry.renew() },
    // Apart: however long this takes, the process says that it lives.
    { what: 'checking connections', everyMs: OCPP_LIMITS.nodeRenewMs, task: () => registry.check() },
    { what: 'pinging', everyMs: config.pingMs, task: () => registry.all().forEach((connection) => connection.checkAlive()) },
  ]
  for (const repeat of repeats) stack.use(startRepeat(repeat, log))

  const server = await serve({
    listener: await filesListener(ctx, stack),
    host: config.host,
    port: config.port,
    tls: config.tls,
    log,
    requestTimeoutMs: OCPP_LIMITS.uploadMs,
  })
  acceptChargePoints(server.http, ctx, { registry, passwords: createPasswords(), gathered, taken: look, work })
  stack.defer(async () => {
    await registry.closeAll('goingAway')
    await server[Symbol.asyncDispose]()
    await settled(work)
  })
  return { port: server.port, url: `${server.url.replace(/^http/, 'ws')}/ocpp` }
}

async function settled(work: Set<Promise<unknown>>): Promise<void> {
  while (work.size > 0) await Promise.allSettled(work)
}
