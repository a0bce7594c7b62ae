import type { GraphQLDataSource } from '@apollo/gateway'
import type { SubgraphResponse } from './plan-types.ts'
import { errors as undici } from 'undici'
import { CALLER_HEADER } from '#lib/auth.ts'
import { LIMITS } from '#lib/limits.ts'
import { requestId, type Log } from '#lib/log.ts'
import { REQUEST_ID_HEADER } from '#lib/subgraph.ts'
import { dedupe } from './dedupe.ts'
import { failure } from './errors.ts'
import { subgraphSeconds } from './metrics.ts'
import type { Session } from './caller.ts'
import type { Transport } from './transport.ts'

/** What every operation carries through the plan. */
export interface OperationContext {
  session: Session
  /** Aborts when the client has gone. */
  signal: AbortSignal | undefined
  traceparent: string | undefined
}

export interface DataSource extends GraphQLDataSource {
  readonly name: string
  readonly transport: Transport
}

/**
 * Sends the fetches of a query plan to one subgraph: each entity once, with the signed caller, ended by the time limit or by
 * the client's leaving. A query that broke before its answer began is sent a second time; a mutation never is.
 */
export function createDataSource(options: { name: string; transport: Transport; timeoutMs: number; log: Log }): DataSource {
  const { name, transport, timeoutMs, log } = options
  const seconds = subgraphSeconds.labels({ subgraph: name })
  return {
    name,
    transport,
    process: async ({ request, context }) => {
      const operation = context as OperationContext
      const { variables, restore } = dedupe(request.variables)
      const query = request.query ?? ''
      const body = JSON.stringify({ query, variables, operationName: request.operationName })
      const end = seconds.startTimer()
      const limit = deadline(timeoutMs, operation.signal)
      try {
        const headers = await headersFor(operation, 'application/json')
        const answer = await sendTwice(() => transport.request(body, headers, limit.signal), !query.startsWith('mutation'))
        return restore(read(answer, name, log))
      } catch (error) {
        const late = limit.timedOut()
        if (!late && !operation.signal?.aborted) log.warn({ err: error, subgraph: name }, 'a subgraph did not answer')
        const fault = late
          ? failure('SUBGRAPH_TIMEOUT', `The ${name} service did not answer in time.`)
          : failure('SUBGRAPH_UNAVAILABLE', `The ${name} service cannot be reached at the moment.`)
        return { errors: [fault] }
      } finally {
        limit.clear()
        end()
      }
    },
  }
}

/** Headers of one request to a subgraph. */
export async function headersFor({ session, traceparent }: OperationContext, accept: string): Promise<Record<string, string>> {
  const id = requestId()
  return {
    'content-type': 'application/json',
    accept,
    [CALLER_HEADER]: await session.header(),
    ...(id && { [REQUEST_ID_HEADER]: id }),
    ...(traceparent && { traceparent }),
  }
}

/** The GraphQL result in an answer; anything else becomes an error of the subgraph. */
export function read({ status, text }: { status: number; text: string }, name: string, log: Log): SubgraphResponse {
  try {
    const result: unknown = JSON.parse(text)
    if (isResult(result)) return result
  } catch {
    // Falls through to the refusal.
  }
  log.error({ subgraph: name, status, answer: text.slice(0, LIMITS.gateway.loggedBytes) }, 'a subgraph gave no GraphQL result')
  return { errors: [failure('SUBGRAPH_INVALID_RESPONSE', `The ${name} service gave an answer that makes no sense.`)] }
}

function isResult(value: unknown): value is SubgraphResponse {
  return typeof value === 'object' && value !== null && ('data' in value || ('errors' in value && Array.isArray(value.errors)))
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

/** Also the race of a kept-alive connection that the server closed as we wrote on it ("other side closed"). */
function brokeBeforeAnswer(error: unknown): boolean {
  if (error instanceof undici.SocketError) return true
  return error instanceof Error && 'code' in error && NETWORK_CODES.has(String(error.code))
}

/** A signal that aborts after `ms` or with `parent`. By hand, because `AbortSignal.any` and `timeout` cost several times as much. */
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
