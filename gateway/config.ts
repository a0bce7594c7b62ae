import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { addressesOf, ConfigError, env, listenShape, readConfig, type Env } from '#lib/config.ts'
import { quotasShape } from './limiting/quotas.ts'
import { forwardedShape } from './subgraphs/forwarding.ts'
import { AUDIENCES, type Audience } from './audience.ts'

/** For whom. `true` and `false` are older words for everybody and nobody. */
const audience = z
  .enum([...AUDIENCES, 'true', 'false'])
  .transform((word): Audience => (word === 'true' ? 'everybody' : word === 'false' ? 'nobody' : word))
  .optional()

const shape = {
  LOG_LEVEL: env.logLevel,
  ...listenShape,
  GATEWAY_PORT: env.port(4000),
  REDIS_URL: env.url('redis:', 'rediss:').optional(),
  /** Ed25519 key whose public half the subgraphs have as CALLER_PUBLIC_KEY. */
  GATEWAY_CALLER_PRIVATE_KEY: env.privateKey,
  /** Public half of the key that accounts signs access tokens with. */
  GATEWAY_ACCESS_PUBLIC_KEY: env.publicKey,
  /** The supergraph's file. A change of it is taken up while the gateway runs. */
  GATEWAY_SUPERGRAPH: z.string().default(fileURLToPath(new URL('supergraph.graphql', import.meta.url))),
  GATEWAY_SUBGRAPH_TIMEOUT_MS: env.milliseconds(10_000),
  /** Origins of browsers that may call, separated by commas; `*` for all. No cookies are involved. */
  GATEWAY_ORIGINS: z.string().default('*'),
  /** In production, what shows the graph from inside is for staff, unless one of these says otherwise. */
  NODE_ENV: z.string().optional(),
  GATEWAY_EXPLORER: audience,
  GATEWAY_INTROSPECTION: audience,
  GATEWAY_SUGGESTIONS: audience,
  GATEWAY_ACCESS_LOG: env.flag(false),
  /** Headers of clients that subgraphs get too, separated by commas. */
  GATEWAY_FORWARD_HEADERS: forwardedShape,
  /** Bytes of memory for answers of subgraphs; 0 for none. */
  GATEWAY_CACHE_BYTES: z.coerce
    .number()
    .int()
    .min(0)
    .default(64 * 1024 * 1024),
  /** Key of Apollo's registry. With it, and the name of the graph there, reports are sent. */
  APOLLO_KEY: z.string().min(1).optional(),
  /** As in evergraph@current. */
  APOLLO_GRAPH_REF: z
    .string()
    .regex(/^[\w-]+@[\w-]+$/, 'must be as evergraph@current')
    .optional(),
  APOLLO_REPORT_URL: env.url('http:', 'https:').default('https://usage-reporting.api.apollographql.com/api/ingress/traces'),
  /** The share of operations that are measured field by field for the reports. Their answers are read anew. */
  APOLLO_TRACE_SHARE: z.coerce.number().min(0).max(1).default(0.01),
  /** How many proxies of ours stand in front. Each adds to x-forwarded-for. */
  GATEWAY_PROXIES: z.coerce.number().int().min(0).default(0),
  /** Requests an hour of roles, users, API keys and addresses. */
  GATEWAY_REQUESTS_PER_HOUR: quotasShape,
}

/** Where a subgraph is, if it is not where the supergraph says: GATEWAY_SUBGRAPH_CHARGING_URL=http://… */
const SUBGRAPH_URL = /^GATEWAY_SUBGRAPH_([A-Z0-9_]+)_URL$/

export type GatewayConfig = ReturnType<typeof gatewayConfig>

/** Reads the gateway's configuration. Throws a ConfigError that names every fault. */
export function gatewayConfig(variables: Env) {
  const urls = Object.keys(variables).filter((name) => SUBGRAPH_URL.test(name))
  const urlShape = Object.fromEntries(urls.map((name) => [name, env.url('http:', 'https:').optional()]))
  const read = readConfig({ ...shape, ...urlShape }, variables)
  const given: Record<string, unknown> = read
  if ((read.APOLLO_KEY === undefined) !== (read.APOLLO_GRAPH_REF === undefined))
    throw new ConfigError(['APOLLO_KEY and APOLLO_GRAPH_REF are of use only together'])
  const usual: Audience = read.NODE_ENV === 'production' ? 'staff' : 'everybody'
  return {
    logLevel: read.LOG_LEVEL,
    ...addressesOf(read, read.GATEWAY_PORT),
    redisUrl: read.REDIS_URL,
    callerPrivateKey: read.GATEWAY_CALLER_PRIVATE_KEY,
    accessPublicKey: read.GATEWAY_ACCESS_PUBLIC_KEY,
    supergraph: read.GATEWAY_SUPERGRAPH,
    subgraphTimeoutMs: read.GATEWAY_SUBGRAPH_TIMEOUT_MS,
    origins: read.GATEWAY_ORIGINS.split(',').map((origin) => origin.trim()),
    explorer: read.GATEWAY_EXPLORER ?? usual,
    introspection: read.GATEWAY_INTROSPECTION ?? usual,
    suggestions: read.GATEWAY_SUGGESTIONS ?? usual,
    accessLog: read.GATEWAY_ACCESS_LOG,
    forwardHeaders: read.GATEWAY_FORWARD_HEADERS,
    cacheBytes: read.GATEWAY_CACHE_BYTES,
    proxies: read.GATEWAY_PROXIES,
    /** Null if nothing is reported to Apollo. */
    apollo:
      read.APOLLO_KEY !== undefined && read.APOLLO_GRAPH_REF !== undefined
        ? {
            key: read.APOLLO_KEY,
            graphRef: read.APOLLO_GRAPH_REF,
            url: read.APOLLO_REPORT_URL,
            traceShare: read.APOLLO_TRACE_SHARE,
          }
        : null,
    /** Null if requests are not counted. */
    requestsPerHour: read.GATEWAY_REQUESTS_PER_HOUR,
    subgraphUrls: Object.fromEntries(
      urls.flatMap((name) => {
        const url = given[name]
        return typeof url === 'string' ? [[subgraphNamed(name), url]] : []
      }),
    ),
  }
}

const subgraphNamed = (variable: string): string => (SUBGRAPH_URL.exec(variable)?.[1] ?? '').toLowerCase().replaceAll('_', '-')
