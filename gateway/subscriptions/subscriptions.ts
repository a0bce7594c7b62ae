import { AsyncLocalStorage } from 'node:async_hooks'
import { GraphQLError, type ExecutionResult } from 'graphql'
import type { Log } from '#lib/log.ts'
import { hasExpired } from '../caller.ts'
import type { GatewayConfig } from '../config.ts'
import { headersFor, type OperationContext } from '../subgraphs/data-source.ts'
import { refusal } from '../errors.ts'
import type { Send, SubgraphResult } from '../execution/execute.ts'
import { execute, type PlannedOperation } from '../execution/graph.ts'
import { GATEWAY_LIMITS } from '../limits.ts'
import type { Data } from '../execution/merge.ts'
import { subscriptions } from '../metrics.ts'
import type { Shares } from '../limiting/held.ts'
import { tracedPush } from '../observing/tracing.ts'
import { serverSentEvents } from './sse.ts'
import { subgraphResult } from '../execution/subgraph-result.ts'
import type { Stream, Transport } from '../subgraphs/transport.ts'

export interface SubscriptionDeps {
  services: Readonly<Record<string, Send<OperationContext>>>
  transports: Readonly<Record<string, Transport>>
  log: Log
  config: Pick<GatewayConfig, 'subgraphTimeoutMs'>
  /** Counts the subscriptions of each address and caller. */
  subscribers: Shares
  /** Aborts when the gateway stops. */
  stopping: AbortSignal
}

/**
 * Runs a subscription, which @apollo/gateway plans but does not execute. It streams the owning subgraph's part. For every event it runs the
 * rest of the plan, so that fields of other subgraphs are fresh each time. Events are pulled one at a time: a client that reads slowly
 * slows its own stream down, back to the subgraph, and nothing piles up here. The last result has a code if the subgraph fails, the
 * caller's token expires or the gateway stops.
 */
export function subscribe(
  deps: SubscriptionDeps,
  operation: PlannedOperation,
  variables: Data,
  context: OperationContext,
): AsyncGenerator<ExecutionResult, void, void> {
  const ends = endsOf(deps, context)
  const results = resultsOf(deps, operation, variables, context, ends)
  // Events are pulled outside of the request. Without this its id would reach neither the subgraphs nor the log.
  const inRequest = AsyncLocalStorage.snapshot()
  return {
    next: () => inRequest(() => results.next()),
    throw: (error) => results.throw(error),
    // A generator that waits for its next event answers `return` only after it. So the upstream must close first. Otherwise every client
    // that leaves between two events stays open.
    return: () => {
      ends.leave()
      return results.return()
    },
    [Symbol.asyncIterator]() {
      return this
    },
    [Symbol.asyncDispose]: async function () {
      await this.return()
    },
  }
}

async function* resultsOf(
  deps: SubscriptionDeps,
  operation: PlannedOperation,
  variables: Data,
  context: OperationContext,
  ends: Ends,
): AsyncGenerator<ExecutionResult, void, void> {
  const { services, transports, log } = deps
  const source = operation.source
  const transport = source && transports[source.subgraph]
  if (!transport) throw new Error('the plan of a subscription names no stream that is there')
  const leave = deps.subscribers.take(context.principal.caller, context.clientAddress)
  if (typeof leave === 'string') {
    const { perAddress, perCaller } = GATEWAY_LIMITS.subscriptions
    const most = leave === 'address' ? `An address has at most ${perAddress}` : `A user or API key has at most ${perCaller}`
    yield { errors: [refusal('TOO_MANY_SUBSCRIPTIONS', `${most} subscriptions at once. End some first.`)] }
    return
  }
  subscriptions.inc()
  try {
    const stream = await begun(deps, source.subgraph, transport, source.bodyOf(variables), context, ends)
    for await (const event of eventsOf(stream, source.subgraph, log)) {
      yield await tracedPush(operation, event, () => execute(operation, { services, variables, context, event }))
    }
  } catch (error) {
    const reason = ends.reason()
    if (reason === 'left') return
    if (!reason) log.warn({ err: error, subgraph: source.subgraph }, 'an event stream broke')
    yield {
      errors: [reason ?? refusal('SUBGRAPH_UNAVAILABLE', `The ${source.subgraph} service broke the stream off. Subscribe again.`)],
    }
  } finally {
    ends.leave()
    leave()
    subscriptions.dec()
  }
}

/** Opens the subgraph's stream. It must begin within the time in which a query must be answered. */
async function begun(
  { config }: SubscriptionDeps,
  subgraph: string,
  transport: Transport,
  body: string,
  context: OperationContext,
  ends: Ends,
): Promise<Stream> {
  const late = () => ends.end(refusal('SUBGRAPH_TIMEOUT', `The ${subgraph} service did not answer in time.`))
  const timer = setTimeout(late, config.subgraphTimeoutMs)
  try {
    const headers = headersFor(context, await context.principal.header(subgraph), 'text/event-stream')
    return await transport.stream(body, headers, ends.upstream)
  } finally {
    clearTimeout(timer)
  }
}

async function* eventsOf(stream: Stream, subgraph: string, log: Log): AsyncGenerator<SubgraphResult, void, void> {
  if (!stream.contentType.startsWith('text/event-stream'))
    throw new Error(`status ${stream.status}, ${stream.contentType} instead of a stream`)
  for await (const { event, data } of serverSentEvents(stream.chunks, GATEWAY_LIMITS.eventBytes)) {
    if (event === 'complete') return
    if (event !== 'next') continue
    yield subgraphResult(data, subgraph, log, stream.status)
  }
  throw new Error('the stream ended without its complete event')
}

type Ends = ReturnType<typeof endsOf>

/** What ends a subscription from this side. It closes the upstream, and knows what to tell the client. */
function endsOf({ stopping }: SubscriptionDeps, { principal, signal }: OperationContext) {
  const upstream = new AbortController()
  let reason: GraphQLError | 'left' | null = null
  let expiry: NodeJS.Timeout | undefined
  const end = (why: GraphQLError | 'left') => {
    reason ??= why
    clearTimeout(expiry)
    forget()
    signal?.removeEventListener('abort', leave)
    stopping.removeEventListener('abort', stop)
    upstream.abort()
  }
  const leave = () => end('left')
  const stop = () => {
    const reason: unknown = stopping.reason
    end(reason instanceof GraphQLError ? reason : refusal('SHUTTING_DOWN', 'The gateway restarts. Subscribe again.'))
  }
  const watchExpiry = () => {
    if (principal.expiresAt === null) return
    if (hasExpired(principal))
      return end(refusal('UNAUTHENTICATED', 'The access token has expired. Sign in again and subscribe again.'))
    // A timer holds at most 2^31 ms.
    expiry = setTimeout(watchExpiry, Math.min(principal.expiresAt - Date.now(), 2 ** 31 - 1))
  }
  const deny = () =>
    end(refusal('UNAUTHENTICATED', 'This login has ended, or its rights have changed. Refresh it and subscribe again.'))
  const forget = principal.whenDenied(deny)
  watchExpiry()
  signal?.addEventListener('abort', leave, { once: true })
  stopping.addEventListener('abort', stop, { once: true })
  // It may have ended while the request was read, and is told of that no more.
  if (principal.isDenied()) deny()
  if (signal?.aborted) leave()
  if (stopping.aborted) stop()
  return { upstream: upstream.signal, reason: () => reason, leave, end }
}
