import type { IncomingMessage, RequestListener } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Bus } from '#lib/bus.ts'
import { probe, type App, type Degradable } from '#lib/process/app.ts'
import { privateKey, publicKey } from '#lib/auth.ts'
import { acceptRequestId, withRequestId, type Log } from '#lib/log.ts'
import { REQUEST_ID_HEADER } from '#lib/graphql/subgraph.ts'
import { connectOptionalRedis } from '#lib/redis.ts'
import { startRepeat } from '#lib/work/repeat.ts'
import { createCaching } from './caching/caching.ts'
import { clientPrincipal, createPrincipals, gatewayPrincipal } from './caller.ts'
import { askingForDenials, checkingKeys } from './checking.ts'
import type { GatewayConfig } from './config.ts'
import { createDenied } from './denied.ts'
import { ask } from './subgraphs/asking.ts'
import { createDataSource } from './subgraphs/data-source.ts'
import { hear } from './hearing.ts'
import type { Graph } from './execution/graph.ts'
import { createLiveGraph } from './live-graph.ts'
import { createReaching } from './subgraphs/reaching.ts'
import { createGatewayYoga } from './http/http.ts'
import { withId } from './http/listener.ts'
import { GATEWAY_LIMITS } from './limits.ts'
import { createRequestLimits } from './limiting/requests.ts'
import { daily, lasting } from './limiting/counts.ts'
import { countsOf } from './limiting/shared-counts.ts'
import { heldOf } from './limiting/shared-held.ts'
import { createObserving } from './observing/observing.ts'
import { createKeys, type AskPartners, type OpenClient } from './partners/keys.ts'
import { createManifestOperations } from './partners/operations.ts'
import { noteCalls } from './partners/noting.ts'
import { createUsage } from './partners/usage.ts'
import { createPersisted } from './persisted/persisted.ts'
import { createTexts } from './persisted/texts.ts'
import { createSockets } from './http/sockets.ts'
import type { Fetch } from './subgraphs/transport.ts'

export interface GatewayApp extends App, Required<Degradable> {
  readonly fetch: (request: Request) => Promise<Response>
  /** The same over node:http, which costs less than `fetch`. */
  readonly listener: RequestListener
  /** Handles a server's `upgrade` events: subscriptions over graphql-transport-ws. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  /** Ends subscriptions and sockets with their reason; queries go on. */
  readonly endStreams: () => Promise<void>
}

export interface GatewayDeps {
  config: GatewayConfig
  log: Log
  /** Subgraphs of the same process, by name; the others are reached over HTTP. */
  transports?: Readonly<Record<string, Fetch>>
  /** Tells what happens in the boxes. Without it the gateway asks for what it must know. It is not closed with the gateway. */
  bus?: Bus
  /** A supergraph that stays as it is; else that of the configured file, whose changes are taken up. */
  supergraphSdl?: string
}

const { windowMs, clientsKept } = GATEWAY_LIMITS.requests

/** The public graph over all subgraphs. */
export async function createGatewayApp({ config, log, transports = {}, bus, supergraphSdl }: GatewayDeps): Promise<GatewayApp> {
  const denied = createDenied()
  const callers = privateKey(config.callerPrivateKey)
  const itself = gatewayPrincipal(callers)
  const askPartners: AskPartners = async (query, variables) => {
    const { partners } = live.current().services
    // Where nobody knows of keys, none is good.
    return partners ? ask(partners, itself, query, variables) : { gatewayClient: null }
  }
  const open: OpenClient = (caller, expiresAt, quota, deniable) => clientPrincipal(callers, caller, expiresAt, deniable, quota)
  const apiKeys = createKeys({ ask: askPartners, open, counted: (...calls) => requests?.learn(...calls), log })
  const operations = createManifestOperations(askPartners)
  const principals = createPrincipals({ accessTokens: publicKey(config.accessPublicKey), callers, denied, apiKeys })
  const redis = config.redisUrl === undefined ? undefined : connectOptionalRedis(config.redisUrl, log)
  // Without a bus nobody hears when what is kept in Redis ends.
  const caching = createCaching({ bytes: config.cacheBytes, redis: bus && redis, log, nobody: principals.anonymous })
  const persisted = createPersisted({ texts: createTexts(redis, log), operations, log })
  const held = heldOf(redis, log)
  const hearing = new AsyncDisposableStack()
  if (bus) hearing.use(hear(bus, [...denied.ears, ...caching.ears, ...apiKeys.ears, ...operations.ears]))
  const requests =
    config.requestsPerHour &&
    createRequestLimits({
      hours: countsOf('requests', lasting(windowMs, clientsKept), redis, log),
      days: countsOf('requests-of-day', daily(clientsKept), redis, log),
      quotas: config.requestsPerHour,
    })
  const usage = createUsage({ ask: askPartners, log })
  const observing = createObserving({ log, accessLog: config.accessLog, called: noteCalls(usage, config.proxies) })
  // Loaded where it is wanted alone.
  const report = config.apollo ? (await import('./observing/apollo-report.ts')).createApolloReport(config.apollo, log) : undefined
  const reaching = createReaching(config, transports)
  const serve = (graph: Graph, stopping: AbortSignal) => {
    const reached = reaching.transportsOf(graph)
    const services = mapValues(reached, (transport, name) =>
      caching.kept(createDataSource({ name, transport, timeoutMs: config.subgraphTimeoutMs, log }), name, graph),
    )
    const yoga = createGatewayYoga({
      observing,
      report,
      graph,
      services,
      transports: reached,
      principals,
      config,
      log,
      held,
      requests,
      sharedReads: caching.sharedReads,
      persisted,
      stopping,
    })
    return { graph, services, yoga }
  }
  const live = await createLiveGraph({ config, supergraphSdl, serve, changed: caching.forget, log })
  // From here on subgraphs can be asked.
  const { graph, services } = live.current()
  caching.warm(graph, services).catch((error: unknown) => log.warn({ err: error }, 'the cache begins empty'))
  hearing.use(caching)
  if (report) hearing.use(report)
  hearing.use(startRepeat({ what: 'reporting usage', everyMs: GATEWAY_LIMITS.usage.everyMs, task: usage.send }, log))
  hearing.use(startRepeat(checkingKeys(apiKeys, bus !== undefined), log))
  hearing.use(
    startRepeat(
      askingForDenials(() => live.current().services['accounts'], itself, denied, bus !== undefined),
      log,
    ),
  )
  const sockets = createSockets({ yoga: () => live.current().yoga, observing, principals, requests, held, persisted, config, log })
  let ended: Promise<void> | undefined
  const endStreams = (): Promise<void> => {
    live.endStreams()
    return (ended ??= Promise.resolve(sockets[Symbol.asyncDispose]()))
  }
  return {
    name: 'gateway',
    fetch: async (request) => {
      const id = acceptRequestId(request.headers.get(REQUEST_ID_HEADER))
      const response = await withRequestId(id, async () => live.current().yoga.fetch(request))
      response.headers.set(REQUEST_ID_HEADER, id)
      return response
    },
    listener: withId((request, response) => void live.current().yoga(request, response)),
    upgrade: sockets.upgrade,
    ready: async () => {
      const faults = Object.entries(live.current().services).map(
        async ([name, send]) => [name, await probe(() => ask(send, itself, '{ __typename }'))] as const,
      )
      return Object.fromEntries(await Promise.all(faults))
    },
    degraded: () => Promise.resolve({ supergraph: live.fault() }),
    endStreams,
    [Symbol.asyncDispose]: async () => {
      await endStreams()
      await hearing.disposeAsync()
      await usage.end()
      await live[Symbol.asyncDispose]()
      await live.current().yoga.dispose()
      await held[Symbol.asyncDispose]()
      redis?.disconnect()
      await reaching[Symbol.asyncDispose]()
    },
  }
}

const mapValues = <A, B>(record: Readonly<Record<string, A>>, map: (value: A, key: string) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]))
