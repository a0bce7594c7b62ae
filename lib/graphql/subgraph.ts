import type { KeyObject } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { GraphQLError, type DocumentNode, type ExecutionArgs, type ExecutionResult, type GraphQLSchema } from 'graphql'
import { createYoga, isAsyncIterable, type Plugin } from 'graphql-yoga'
import { CALLER_HEADER, verifyCaller, type Caller } from '../auth.ts'
import { byteCache } from '../byte-cache.ts'
import { DomainError } from '../errors.ts'
import { publicError, requestFault } from './graphql-errors.ts'
import { LIMITS } from '../limits.ts'
import { acceptRequestId, withRequestId, type Log } from '../log.ts'
import { withCauses } from '../tracing/pushed.ts'
import { isTraceparent, isTracing, traced, type Piece } from '../tracing/trace.ts'

export const GRAPHQL_PATH = '/graphql'
export const REQUEST_ID_HEADER = 'x-request-id'
/** Address of the gateway's client, for limits that count by it. It can be believed, because it comes with the signed caller header. */
export const CLIENT_ADDRESS_HEADER = 'x-evergraph-client-address'
/** What the gateway's client says of itself. The gateway cuts it to 300 characters. */
export const CLIENT_AGENT_HEADER = 'x-evergraph-client-agent'

/**
 * A subgraph's GraphQL over HTTP: queries and mutations as JSON, subscriptions as server-sent events. Only requests with the
 * gateway's caller header, signed for this subgraph, are answered. `context` makes what resolvers see, once per request.
 */
export function createSubgraphYoga<Context extends object>(options: {
  name: string
  schema: GraphQLSchema
  callerPublicKey: KeyObject
  context: (caller: Caller, request: Request) => Context
  log: Log
  /** True for a fault that says nothing about the request: the same again may succeed. */
  passes: (error: unknown) => boolean
}) {
  const { name, schema, callerPublicKey, context, log, passes } = options
  const callers = callerCache(callerPublicKey, name)
  const yoga = createYoga<object, Context>({
    schema,
    graphqlEndpoint: GRAPHQL_PATH,
    graphiql: false,
    landingPage: false,
    logging: false,
    healthCheckEndpoint: '/health',
    cors: false,
    multipart: false,
    parserAndValidationCache: { documentCache: documentCache(), errorCache: NOTHING_KEPT },
    context: async ({ request }) => context(await callers(request.headers.get(CALLER_HEADER)), request),
    maskedErrors: { maskError: (error) => publicError(error, log, passes) },
    plugins: [gatewayAlone(callers), inputFaults(), pushes(), measuring(schema)],
  })
  const fetch = async (request: Request): Promise<Response> =>
    withRequestId(acceptRequestId(request.headers.get(REQUEST_ID_HEADER)), async () =>
      traced(
        () => asked(name, request.headers.get('traceparent')),
        async () => yoga.fetch(request),
      ),
    )
  /** The same over node:http. */
  const listener: RequestListener = (request, response) => {
    const id = request.headers[REQUEST_ID_HEADER]
    void withRequestId(acceptRequestId(typeof id === 'string' ? id : null), () =>
      traced(
        () => asked(name, request.headers['traceparent']),
        () => yoga(request, response),
      ),
    )
  }
  return { name, fetch, listener, dispose: async () => void (await yoga.dispose()) }
}

const asked = (name: string, given: unknown): Piece => ({
  name: `graph ${name}`,
  box: name,
  kind: 'server',
  cause: isTraceparent(given) ? given : null,
})

/** Measures each field where the gateway asks for it. What measures is loaded at the first such request. */
function measuring<C extends Record<string, unknown>>(schema: GraphQLSchema): Plugin<C> {
  return {
    onExecute: ({ args, executeFn, setExecuteFn }) => {
      const { request } = args.contextValue as { request?: Request }
      if (request?.headers.get('apollo-federation-include-trace') !== 'ftv1') return
      setExecuteFn(async (given: ExecutionArgs) => {
        const { executeMeasured } = await import('./federated-trace.ts')
        return executeMeasured(schema, () => executeFn(given) as ExecutionResult | Promise<ExecutionResult>)
      })
    },
  }
}

/** Lets the gateway know which trace each result of a subscription belongs to. */
function pushes<C extends Record<string, unknown>>(): Plugin<C> {
  return {
    onSubscribe: () => ({
      onSubscribeResult: ({ result, setResult }) => {
        if (isTracing() && isAsyncIterable(result)) setResult(withCauses(result as AsyncIterable<ExecutionResult>))
      },
    }),
  }
}

/** Refuses whoever is not the gateway before a document is read: reading may cost far more than the document's size tells. */
function gatewayAlone<C extends Record<string, unknown>>(callers: (header: string | null) => Promise<Caller>): Plugin<C> {
  return {
    onRequest: async ({ request, url, fetchAPI, endResponse }) => {
      if (url.pathname !== GRAPHQL_PATH) return
      try {
        await callers(request.headers.get(CALLER_HEADER))
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        const errors = [{ message: error.message, extensions: { code: error.code } }]
        endResponse(new fetchAPI.Response(JSON.stringify({ errors }), { status: 401, headers: JSON_TYPE }))
      }
    },
  }
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }

/** Gives values that validation refuses BAD_USER_INPUT and their path, as execution does. */
function inputFaults<C extends Record<string, unknown>>(): Plugin<C> {
  return {
    onValidate:
      ({ params }) =>
      ({ valid, result, setResult }) => {
        if (valid) return
        setResult(result.map((error) => (error instanceof GraphQLError ? requestFault(error, params.documentAST) : error)))
      },
  }
}

/** Parsed documents, bounded by bytes: every new text that a stranger sends to the gateway leads to new texts here. */
function documentCache() {
  const cache = byteCache<DocumentNode>(LIMITS.subgraph.documentBytes)
  return {
    get: (text: string) => cache.get(text),
    // Measured on the heap, rounded up: some 90 bytes a character.
    set: (text: string, document: DocumentNode) => cache.set(text, document, 100 * text.length),
  }
}

const NOTHING_KEPT = { get: () => undefined, set: () => undefined }

/** Callers by header value: the gateway sends the same header with many requests, and checking a signature costs more than a look-up. */
function callerCache(key: KeyObject, subgraph: string): (header: string | null) => Promise<Caller> {
  const SIZE = 1_000
  const KEEP_MS = 10_000
  const known = new Map<string, { caller: Caller; until: number }>()
  return async (header) => {
    const hit = header ? known.get(header) : undefined
    if (hit && hit.until > Date.now()) return hit.caller
    const caller = await verifyCaller(key, subgraph, header)
    if (known.size >= SIZE) known.clear()
    if (header) known.set(header, { caller, until: Date.now() + KEEP_MS })
    return caller
  }
}
