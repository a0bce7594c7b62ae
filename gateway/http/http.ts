import { GraphQLError, type ExecutionArgs, type ExecutionResult } from 'graphql'
import { createYoga, type Plugin } from 'graphql-yoga'
import type { Log } from '#lib/log.ts'
import { hasRole } from '#lib/access.ts'
import { GRAPHQL_PATH, REQUEST_ID_HEADER } from '#lib/graphql/subgraph.ts'
import { bodies } from './bodies.ts'
import { elsewhere } from './elsewhere.ts'
import { counting, QUOTA_HEADERS } from './counting.ts'
import { clientAddress, exactAddress } from '#lib/client-address.ts'
import { DomainError } from '#lib/errors.ts'
import type { SharedReads } from '../caching/shared-reads.ts'
import { hasExpired, type Principals } from '../caller.ts'
import type { GatewayConfig } from '../config.ts'
import { tooCostly } from '../execution/cost.ts'
import type { OperationContext } from '../subgraphs/data-source.ts'
import { createDocuments, type Documents } from '../documents/documents.ts'
import { publicError, refusal } from '../errors.ts'
import { explorer } from '../explorer/explorer.ts'
import type { Send } from '../execution/execute.ts'
import { execute, type Graph, type PlannedOperation } from '../execution/graph.ts'
import type { Data } from '../execution/merge.ts'
import { GATEWAY_LIMITS } from '../limits.ts'
import { operations } from '../metrics.ts'
import type { Held } from '../limiting/held.ts'
import { requestsFor, type RequestLimits } from '../limiting/requests.ts'
import { multipartSubscriptions } from './multipart.ts'
import type { Params, Persisted } from '../persisted/persisted.ts'
import { createHub } from '../subscriptions/hub.ts'
import { createShows } from '../subscriptions/shown.ts'
import { subscribe } from '../subscriptions/subscriptions.ts'
import { forwardedOf } from '../subgraphs/forwarding.ts'
import type { Transport } from '../subgraphs/transport.ts'
import type { ServerContext } from './server-context.ts'
import type { Observing } from '../observing/observing.ts'
import type { ApolloReport } from '../observing/apollo-report.ts'
import { CLIENT_NAME_HEADER, clientName } from '../observing/names.ts'
import { tracedOperation } from '../observing/tracing.ts'
import { isFor, suggestions } from '../audience.ts'
import { compression } from './compression.ts'
import { weightOf } from './weight.ts'

const { heldBytes } = GATEWAY_LIMITS

export interface GatewayYogaDeps {
  graph: Graph
  services: Readonly<Record<string, Send<OperationContext>>>
  transports: Readonly<Record<string, Transport>>
  principals: Principals
  config: Pick<
    GatewayConfig,
    'origins' | 'explorer' | 'introspection' | 'suggestions' | 'proxies' | 'forwardHeaders' | 'subgraphTimeoutMs'
  >
  observing: Observing
  /** Only where something is reported to Apollo. */
  report: ApolloReport | undefined
  log: Log
  held: Held
  /** Null if requests are not counted. */
  requests: RequestLimits | null
  sharedReads: SharedReads
  persisted: Persisted
  stopping: AbortSignal
}

/** GraphQL over HTTP, and server-sent events for subscriptions. The WebSocket server also runs its operations through it. */
export function createGatewayYoga(deps: GatewayYogaDeps) {
  const { graph, config, log, observing } = deps
  const documents = createDocuments()
  return createYoga<ServerContext>({
    schema: graph.schema,
    graphqlEndpoint: GRAPHQL_PATH,
    graphiql: false,
    landingPage: false,
    logging: false,
    batching: false,
    multipart: false,
    healthCheckEndpoint: '/health',
    // `documents` has one that is bounded by bytes. Yoga's is bounded by 1,024 documents, however large.
    parserAndValidationCache: false,
    extraParamNames: ['documentId'],
    // `bodies` has the limit.
    maxRequestBodySize: false,
    maskedErrors: { maskError: (error) => publicError(error, log) },
    cors: {
      // Browsers send no credentials by themselves: clients add their access tokens.
      origin: config.origins,
      credentials: false,
      methods: ['GET', 'POST', 'OPTIONS'],
      allowedHeaders: [...READ_HEADERS, ...config.forwardHeaders],
      exposedHeaders: [REQUEST_ID_HEADER, ...QUOTA_HEADERS],
      maxAge: 86_400,
    },
    plugins: [
      observing.plugin,
      bodies(),
      callers(deps),
      ...(deps.requests ? [counting(deps.requests)] : []),
      multipartSubscriptions(),
      explorer(config.explorer),
      elsewhere(),
      suggestions(config.suggestions),
      persistedOperations(deps),
      documents.plugin,
      execution(deps, documents),
      compression(),
    ],
  })
}

export type GatewayYoga = ReturnType<typeof createGatewayYoga>

/** Of those who are not let in; every other code is 401. */
const STATUS: Readonly<Record<string, number>> = { FORBIDDEN: 403, RATE_LIMITED: 429, UNAVAILABLE: 503 }

/** Refuses a bad token before the body is read. All others are anonymous or known. */
function callers({ principals, requests, config }: GatewayYogaDeps): Plugin<object, ServerContext> {
  return {
    onRequest: (event) => {
      const { request, serverContext, fetchAPI } = event
      const { req } = serverContext
      serverContext.address = req && clientAddress(req, config.proxies)
      serverContext.forwarded = forwardedOf(config.forwardHeaders, (name) => request.headers.get(name))
      const refuse = (error: unknown) => {
        const { code, message } = error instanceof DomainError ? error : { code: 'UNAUTHENTICATED', message: 'Sign in again.' }
        const body = JSON.stringify({ errors: [{ message, extensions: { code } }] })
        const status = STATUS[code] ?? 401
        const headers = {
          'content-type': 'application/json; charset=utf-8',
          ...(status === 401 && { 'www-authenticate': 'Bearer error="invalid_token"' }),
        }
        event.endResponse(new fetchAPI.Response(body, { status, headers }))
        // Otherwise nothing would count against whoever tries one token after the other.
        return requests?.begin(principals.anonymous, serverContext.address)?.settle()
      }
      try {
        const principal = principals.of(request.headers.get('authorization'), () => req && exactAddress(req, config.proxies))
        if (!(principal instanceof Promise)) serverContext.principal = principal
        else return principal.then((opened) => void (serverContext.principal = opened), refuse)
      } catch (error) {
        return refuse(error)
      }
      return undefined
    },
  }
}

/** Whose value is `ftv1` where an administrator asks for a trace. */
const TRACE_HEADER = 'apollo-federation-include-trace'

/** Headers in which a client names its version, which is one of its manifest. The second is that of Apollo's clients. */
export const VERSION_HEADERS = ['x-client-version', 'apollographql-client-version']

/** Headers that the gateway reads. Browsers send a page's only when they are named here. */
export const READ_HEADERS = [
  'authorization',
  'content-type',
  REQUEST_ID_HEADER,
  'traceparent',
  CLIENT_NAME_HEADER,
  ...VERSION_HEADERS,
  TRACE_HEADER,
]

/** Puts the text in the place of its hash. */
function persistedOperations({ persisted }: GatewayYogaDeps): Plugin<ServerContext> {
  return {
    onParams: ({ params, request, context, setParams }) => {
      const { principal } = context as ServerContext
      if (!principal) return
      const named = principal.caller.kind === 'client' ? VERSION_HEADERS.map((name) => request.headers.get(name)) : []
      const resolved = persisted.resolve(params, principal, named.find((version) => version) ?? undefined)
      if (resolved instanceof Promise) return resolved.then(setParams)
      if (resolved !== params) setParams(resolved)
      return undefined
    },
  }
}

/** An operation that may run, and what it counts as. */
interface Ready {
  operation: PlannedOperation
  variables: Data
  context: OperationContext
  requests: number
  /** It is measured for the report alone: nobody has asked for its trace. */
  forReport: boolean
}
interface NotReady {
  errors: readonly GraphQLError[]
}

/** Executes queries and mutations by the plan, subscriptions by stream and plan. */
function execution(deps: GatewayYogaDeps, documents: Documents): Plugin<ServerContext & { request?: Request }> {
  const { graph, services, config, observing, report, log } = deps
  const hub = createHub(deps.principals.anonymous)
  const subscribing = { ...deps, hub, shows: createShows({ services, log }) }
  return {
    onExecute: ({ setExecuteFn }) =>
      setExecuteFn((args: ExecutionArgs) => observing.executed(args.contextValue as ServerContext, () => answered(args))),
    onSubscribe: ({ setSubscribeFn }) =>
      setSubscribeFn((args: ExecutionArgs) => observing.subscribed(args.contextValue as ServerContext, () => subscribed(args))),
  }

  function subscribed(args: ExecutionArgs) {
    const { params } = args.contextValue as { params?: unknown }
    if (weightOf(params, heldBytes) > heldBytes)
      return { errors: [refusal('QUERY_TOO_LARGE', `A subscription with its variables is of ${heldBytes} bytes at most.`)] }
    const begin = (ready: Ready | NotReady) => {
      if ('errors' in ready) return ready
      const { operation, variables, context } = ready
      return tracedOperation(operation, context.traceparent, () => subscribe(subscribing, operation, variables, context))
    }
    const ready = admitted(args)
    return ready instanceof Promise ? ready.then(begin) : begin(ready)
  }

  async function answered(args: ExecutionArgs): Promise<ExecutionResult> {
    const startedAt = performance.now()
    const admission = admitted(args)
    const ready = admission instanceof Promise ? await admission : admission
    const result =
      'errors' in ready
        ? ready
        : await tracedOperation(ready.operation, ready.context.traceparent, () => (ready.context.measured ? measured : run)(ready))
    const kind = 'errors' in ready ? 'unknown' : ready.operation.kind
    operations.inc({ kind, outcome: result.errors ? ('data' in result && result.data ? 'partial' : 'failed') : 'ok' })
    return report && !('errors' in ready) ? reported(report, ready, args, performance.now() - startedAt, result) : result
  }

  /** Notes the operation for Apollo. A trace that nobody has asked for is not answered. */
  function reported(to: ApolloReport, { operation, forReport }: Ready, args: ExecutionArgs, ms: number, result: ExecutionResult) {
    const { req, request } = args.contextValue as ServerContext & { request?: Request }
    const header = (name: string) => request?.headers.get(name) ?? req?.headers[name]
    to.note({
      operation,
      document: args.document,
      operationName: args.operationName,
      graph,
      clientName: clientName(header(CLIENT_NAME_HEADER)),
      clientVersion: clientName(VERSION_HEADERS.map(header).find((version) => version)),
      ms,
      result,
    })
    if (!forReport) return result
    const { extensions: _, ...answer } = result
    return answer
  }

  function run({ operation, variables, context }: Ready): Promise<ExecutionResult> {
    const result = deps.sharedReads(operation, variables, context, (shared) =>
      execute(operation, { services, variables, context: shared }),
    )
    return written(operation, context, result)
  }

  /** What the caller watches after a mutation has it. */
  function written({ kind }: PlannedOperation, { principal }: OperationContext, result: Promise<ExecutionResult>) {
    return kind === 'mutation' ? result.finally(() => hub.wrote(principal)) : result
  }

  /** What measures is loaded when somebody asks for the first time. Its answer is shared with nobody. */
  async function measured({ operation, variables, context }: Ready): Promise<ExecutionResult> {
    const { executeMeasured } = await import('../observing/federated-trace.ts')
    const executed = (noting: typeof services) => execute(operation, { services: noting, variables, context })
    return written(operation, context, executeMeasured(services, operation.plan(), executed))
  }

  /** The operation, counted for its client. */
  function admitted(args: ExecutionArgs): Ready | NotReady | Promise<Ready | NotReady> {
    const { counted } = args.contextValue as ServerContext
    const ready = readied(args)
    const over = 'errors' in ready ? counted?.settle() : counted?.charge(ready.requests)
    const judge = (refused: GraphQLError | null | void): Ready | NotReady => (refused ? { errors: [refused] } : ready)
    return over instanceof Promise ? over.then(judge) : judge(over)
  }

  function readied({ document, operationName, variableValues, contextValue }: ExecutionArgs): Ready | NotReady {
    const { request, req, address, forwarded, principal, traceparent, params } = contextValue as ServerContext & {
      request?: Request
      params?: Params
    }
    if (!principal) throw new Error('an operation came without a principal')
    // A body may take its time, and what it came with may have been taken back meanwhile.
    if (principal.isDenied() || hasExpired(principal)) return { errors: [noLonger()] }
    try {
      const operation = graph.plan(document, operationName, () => documents.compiled(document))
      observing.planned(contextValue as ServerContext, operation)
      if (operation.introspects && !isFor(config.introspection, principal)) return { errors: [noIntrospection()] }
      const variables = operation.coerce(variableValues ?? {}, isFor(config.suggestions, principal))
      if ('errors' in variables) return variables
      const cost = operation.cost(variables.coerced)
      const refused = tooCostly(cost)
      if (refused) return { errors: [refused] }
      deps.persisted.keep(params, principal)
      const isAsked = asksForTrace(request) && hasRole(principal.caller, 'ADMIN')
      const forReport = !isAsked && operation.kind !== 'subscription' && report?.isMeasured() === true
      const context: OperationContext = {
        principal,
        signal: request?.signal,
        traceparent: traceparent ?? request?.headers.get('traceparent') ?? undefined,
        clientAddress: address,
        clientAgent: req?.headers['user-agent'],
        forwarded,
        ...((isAsked || forReport) && { measured: true }),
      }
      return { operation, variables: variables.coerced, context, requests: requestsFor(cost), forReport }
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] }
      throw error
    }
  }
}

/** Apollo's way to ask where the time of an operation went. */
const asksForTrace = (request: Request | undefined): boolean => request?.headers.get(TRACE_HEADER) === 'ftv1'

const noLonger = () =>
  refusal('UNAUTHENTICATED', 'The access token has ended, or was taken back, while the request came. Sign in again.', 401)

const noIntrospection = () =>
  refusal(
    'INTROSPECTION_DISABLED',
    'The schema is told to administrators and partners who have signed in. It is also in the documents.',
  )
