import { errors as undici } from 'undici'
import { CALLER_HEADER } from '#lib/auth.ts'
import { requestId, type Log } from '#lib/log.ts'
import { CLIENT_ADDRESS_HEADER, CLIENT_AGENT_HEADER, REQUEST_ID_HEADER } from '#lib/graphql/subgraph.ts'
import { traceparent } from '#lib/tracing/trace.ts'
import type { Principal } from '../caller.ts'
import { failure } from '../errors.ts'
import type { Send } from '../execution/execute.ts'
import { GATEWAY_LIMITS } from '../limits.ts'
import { subgraphSeconds } from '../metrics.ts'
import { subgraphResult } from '../execution/subgraph-result.ts'
import { tracedFetch } from '../observing/tracing.ts'
import type { Forwarded } from './forwarding.ts'
import { AnswerTooLong, type Transport } from './transport.ts'

/** What every operation carries through its plan. */
export interface OperationContext {
  principal: Principal
  /** Aborts when the client has gone. */
  signal: AbortSignal | undefined
  traceparent: string | undefined
  /** The client's network address, for limits that count by it. */
  clientAddress: string | undefined
  /** What the client says of itself. */
  clientAgent?: string | undefined
  /** Headers of the client that the configuration allows on to subgraphs. */
  forwarded?: Forwarded | undefined
  /** Subgraphs measure their fields, and say so to us. */
  measured?: boolean
}

/**
 * Sends the fetches of a plan to one subgraph, with the signed caller. The time limit ends a fetch, and so does the client when it leaves.
 * A query that broke before its answer began is sent a second time. A mutation never is.
 */
export function createDataSource(options: {
  name: string
  transport: Transport
  timeoutMs: number
  log: Log
}): Send<OperationContext> {
  const { name, transport, timeoutMs, log } = options
  const seconds = subgraphSeconds.labels({ subgraph: name })
  return tracedFetch(name, async ({ body, repeatable }, operation) => {
    const start = performance.now()
    const limit = deadline(timeoutMs, operation.signal)
    try {
      const caller = operation.principal.header(name)
      const headers = headersFor(operation, caller instanceof Promise ? await caller : caller, 'application/json')
      const { text, status } = await sendTwice(() => transport.request(body, headers, limit.signal), repeatable)
      return subgraphResult(text, name, log, status)
    } catch (error) {
      if (limit.timedOut()) return { errors: [failure('SUBGRAPH_TIMEOUT', `The ${name} service did not answer in time.`)] }
      if (error instanceof AnswerTooLong) {
        log.error({ err: error, subgraph: name }, 'a subgraph answered too much')
        return {
          errors: [failure('SUBGRAPH_INVALID_RESPONSE', `The ${name} service gave an answer that is too long. Ask for less.`)],
        }
      }
      if (!operation.signal?.aborted) log.warn({ err: error, subgraph: name }, 'a subgraph did not answer')
      return { errors: [failure('SUBGRAPH_UNAVAILABLE', `The ${name} service cannot be reached at the moment.`)] }
    } finally {
      limit.clear()
      seconds.observe((performance.now() - start) / 1000)
    }
  })
}

/** Headers of one request to a subgraph. */
export function headersFor(
  { traceparent: given, clientAddress, clientAgent, forwarded, measured }: OperationContext,
  caller: string,
  accept: string,
): Record<string, string> {
  // What the client sent comes first: it cannot replace what we say.
  const headers: Record<string, string> = {
    ...forwarded,
    'content-type': 'application/json',
    accept,
    [CALLER_HEADER]: caller,
  }
  const id = requestId()
  if (id) headers[REQUEST_ID_HEADER] = id
  if (clientAddress) headers[CLIENT_ADDRESS_HEADER] = clientAddress
  if (clientAgent) headers[CLIENT_AGENT_HEADER] = clientAgent.slice(0, GATEWAY_LIMITS.clientAgent)
  // Without tracing of our own the client's trace goes on all the same.
  const cause = traceparent() ?? given
  if (cause) headers['traceparent'] = cause
  if (measured) headers['apollo-federation-include-trace'] = 'ftv1'
  return headers
}

async function sendTwice<T>(send: () => Promise<T>, repeatable: boolean): Promise<T> {
  try {
    return await send()
  } catch (error) {
    if (!repeatable || !brokeBeforeAnswer(error)) throw error
    return send()
  }
}

const NETWORK_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT'])

/** True also for the race with a server that closes a kept-alive connection as we write on it ("other side closed"). */
function brokeBeforeAnswer(error: unknown): boolean {
  if (error instanceof undici.SocketError) return true
  return error instanceof Error && 'code' in error && NETWORK_CODES.has(String(error.code))
}

/** A signal that aborts after `ms` or with `parent`. `AbortSignal.any` and `timeout` cost several times as much. */
function deadline(ms: number, parent: AbortSignal | undefined) {
  const controller = new AbortController()
  let late = false
  const timer = setTimeout(() => {
    late = true
    controller.abort(new DOMException('too late', 'TimeoutError'))
  }, ms)
  const leave = () => controller.abort(parent?.reason)
  if (parent?.aborted) leave()
  else parent?.addEventListener('abort', leave, { once: true })
  return {
    signal: controller.signal,
    timedOut: () => late,
    clear: () => {
      clearTimeout(timer)
      parent?.removeEventListener('abort', leave)
    },
  }
}
