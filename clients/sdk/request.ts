import { EvergraphError, errorOf, hasCode, isPassing, type GraphQLErrorJson } from './errors.ts'
import type { Operation } from './document.ts'
import { pause, type Backoff } from './pause.ts'
import type { Login } from './login.ts'

export interface RequestOptions {
  url: string
  fetch: typeof fetch
  timeoutMs: number
  /** How often a query is sent before its failure is told. */
  tries: number
  backoff: Backoff
}

/**
 * Sends one operation and returns its data. A query goes out again after a failure that may pass; a mutation never does, unless
 * `repeatable` says that it does no harm.
 */
export async function send(
  options: RequestOptions,
  request: { operation: Operation; variables: unknown; token: string | null; signal: AbortSignal; repeatable?: boolean },
): Promise<unknown> {
  const { operation, signal } = request
  const repeatable = operation.isQuery || request.repeatable
  for (let tries = 1; ; tries++) {
    try {
      return await sendOnce(options, request)
    } catch (error) {
      signal.throwIfAborted()
      if (!repeatable || !isPassing(error) || tries >= options.tries) throw error
      await pause(tries, options.backoff, signal)
    }
  }
}

/**
 * The same on behalf of the login's user. A token that the platform refuses is renewed, and the operation sent once more: the
 * gateway refuses before it does anything, so that this holds for mutations too.
 */
export async function sendAs(
  login: Login,
  options: RequestOptions,
  request: { operation: Operation; variables: unknown; signal: AbortSignal },
): Promise<unknown> {
  const token = await login.accessToken()
  try {
    return await send(options, { ...request, token })
  } catch (error) {
    if (token === null || !hasCode(error, 'UNAUTHENTICATED') || !(request.operation.isQuery || wasRefusedWhole(error))) throw error
    login.refused(token)
    return send(options, { ...request, token: await login.accessToken() })
  }
}

const wasRefusedWhole = (error: unknown): boolean =>
  error instanceof EvergraphError && error.errors.every(({ path }) => path === undefined)

async function sendOnce(
  { url, fetch, timeoutMs }: RequestOptions,
  { operation, variables, token, signal }: { operation: Operation; variables: unknown; token: string | null; signal: AbortSignal },
): Promise<unknown> {
  const { status, text } = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json;q=0.9',
      ...(token !== null && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(
      operation.documentId === undefined
        ? { query: operation.text, variables, operationName: operation.name }
        : { documentId: operation.documentId, variables },
    ),
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  })
    .then(async (response) => ({ status: response.status, text: await response.text() }))
    .catch((cause: unknown) => {
      signal.throwIfAborted()
      throw new EvergraphError('NETWORK', 'The platform could not be reached.', { cause })
    })
  const result = readResult(text)
  if (!result && status >= 500) throw new EvergraphError('NETWORK', `The platform is not at work (HTTP ${status}).`)
  if (!result) throw new EvergraphError('BAD_RESPONSE', `The answer is no GraphQL (HTTP ${status}).`)
  if (result.errors?.length) throw errorOf(result.errors, result.data)
  return result.data
}

function readResult(text: string): { data?: unknown; errors?: GraphQLErrorJson[] } | null {
  try {
    const result: unknown = JSON.parse(text)
    if (typeof result !== 'object' || result === null || !('data' in result || 'errors' in result)) return null
    return result as { data?: unknown; errors?: GraphQLErrorJson[] }
  } catch {
    return null
  }
}
