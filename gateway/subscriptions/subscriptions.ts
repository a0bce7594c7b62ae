import { AsyncLocalStorage } from 'node:async_hooks'
import { GraphQLError, type ExecutionResult } from 'graphql'
import type { Log } from '#lib/log.ts'
import { hasExpired } from '../caller.ts'
import type { GatewayConfig } from '../config.ts'
import type { OperationContext } from '../subgraphs/data-source.ts'
import { publicError, refusal } from '../errors.ts'
import type { Graph, PlannedOperation } from '../execution/graph.ts'
import { GATEWAY_LIMITS } from '../limits.ts'
import type { Data } from '../execution/merge.ts'
import { subscriptions } from '../metrics.ts'
import { shareOfAddress, shareOfCaller, type Held } from '../limiting/held.ts'
import type { Transport } from '../subgraphs/transport.ts'
import type { Hub } from './hub.ts'
import type { Shows } from './shown.ts'
import { sharingOf } from './states.ts'

export interface SubscriptionDeps {
  graph: Graph
  hub: Hub
  shows: Shows
  transports: Readonly<Record<string, Transport>>
  log: Log
  config: Pick<GatewayConfig, 'subgraphTimeoutMs'>
  /** Counts the subscriptions of each address and caller. */
  held: Held
  /** Aborts when the gateway stops. */
  stopping: AbortSignal
}

/**
 * Runs a subscription, which @apollo/gateway plans but does not execute. It streams the owning subgraph's part, together with others who
 * watch the same (`hub.ts`). For every event it runs the rest of the plan, so that fields of other subgraphs are fresh each time. Events are
 * pulled one at a time: a client that reads slowly slows its own stream down, back to the subgraph, or is given the newest state of a shared
 * one. So nothing piles up here. The last result has a code if the subgraph fails, the caller's token expires or the gateway stops.
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
    // A generator that waits for its next event answers `return` only after it. So its reader must leave first. Otherwise every client
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
  const { transports, log, config, graph } = deps
  const source = operation.source
  const transport = source && transports[source.subgraph]
  if (!transport) throw new Error('the plan of a subscription names no stream that is there')
  const { perAddress, perCaller } = GATEWAY_LIMITS.subscriptions
  const ofAddress = shareOfAddress('subscriptions', context.clientAddress, perAddress)
  const leave = await deps.held.take([ofAddress, shareOfCaller('subscriptions', context.principal.caller, perCaller)])
  if (typeof leave !== 'function') {
    const most = leave === ofAddress ? `An address has at most ${perAddress}` : `A user or API key has at most ${perCaller}`
    yield { errors: [refusal('TOO_MANY_SUBSCRIPTIONS', `${most} subscriptions at once. End some first.`)] }
    return
  }
  subscriptions.inc()
  try {
    const { subgraph } = source
    const asked = { subgraph, transport, body: source.bodyOf(variables), context, timeoutMs: config.subgraphTimeoutMs, log }
    const reader = deps.hub.join({ ...asked, sharing: sharingOf(source.node, graph.schema) }, ends.over)
    const show = deps.shows(operation, variables, context)
    for (let told = await reader.next(); told !== null; told = await reader.next()) yield await show(told)
    const reason = ends.reason()
    if (reason instanceof GraphQLError) yield { errors: [reason] }
  } catch (error) {
    yield { errors: [publicError(error, log)] }
  } finally {
    ends.leave()
    leave()
    subscriptions.dec()
  }
}

type Ends = ReturnType<typeof endsOf>

/** What ends a subscription from this side. Its reader leaves the stream, and the client is told why. */
function endsOf({ stopping }: SubscriptionDeps, { principal, signal }: OperationContext) {
  const over = new AbortController()
  let reason: GraphQLError | 'left' | null = null
  let expiry: NodeJS.Timeout | undefined
  const end = (why: GraphQLError | 'left') => {
    reason ??= why
    clearTimeout(expiry)
    forget()
    signal?.removeEventListener('abort', leave)
    stopping.removeEventListener('abort', stop)
    over.abort()
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
  return { over: over.signal, reason: () => reason, leave }
}
