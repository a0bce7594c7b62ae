import type { Client as Socket } from 'graphql-ws/client'
import type { Operation } from './document.ts'
import { EvergraphError, errorOf, hasCode, isPassing, type GraphQLErrorJson } from './errors.ts'
import { orAborted, pause, type Backoff } from './pause.ts'
import type { Login } from './login.ts'

/** Events as they come; end it by leaving the loop, `return()`, disposing it, or the signal it was opened with. */
export interface Subscription<T> extends AsyncIterableIterator<T, void, undefined>, AsyncDisposable {
  return(): Promise<IteratorResult<T, void>>
}

interface Deps {
  socket: Socket
  login: Login
  backoff: Backoff
  /** Told of each break that the subscription means to survive. */
  interrupted: (error: EvergraphError) => void
}

/**
 * Subscribes, and again after every break, with growing pauses. The platform sends the present state first on each subscription, so
 * that a break hides no state that still holds. Ends when the platform completes it; throws when another try would be of no use.
 */
export function subscribe<T>(deps: Deps, operation: Operation, variables: unknown, parent: AbortSignal): Subscription<T> {
  const stop = new AbortController()
  const signal = AbortSignal.any([stop.signal, parent])
  const events = run<T>(deps, operation, variables, signal)
  const end = async (): Promise<IteratorResult<T, void>> => {
    stop.abort(STOPPED)
    return events.return()
  }
  const next = async (): Promise<IteratorResult<T, void>> => {
    try {
      return await events.next()
    } catch (error) {
      if (error === STOPPED) return { done: true, value: undefined }
      throw error
    }
  }
  return {
    [Symbol.asyncIterator]() {
      return this
    },
    next,
    return: () => end().catch(() => ({ done: true, value: undefined })),
    [Symbol.asyncDispose]: async () => void (await end().catch(() => undefined)),
  }
}

/** Why a subscription's own signal aborts: nothing that its reader should hear as an error. */
const STOPPED = new Error('stopped')

async function* run<T>(
  deps: Deps,
  operation: Operation,
  variables: unknown,
  signal: AbortSignal,
): AsyncGenerator<T, void, undefined> {
  const { socket, login, backoff, interrupted } = deps
  const payload = { query: operation.text, operationName: operation.name, variables: (variables ?? {}) as Record<string, unknown> }
  let failures = 0
  let refusals = 0
  for (;;) {
    let token: string | null = null
    try {
      token = await orAborted(login.accessToken(), signal)
      const results = socket.iterate<T>(payload)
      try {
        for (;;) {
          const result = await orAborted(results.next(), signal)
          if (result.done) return
          const event = dataOf(result.value)
          failures = 0
          refusals = 0
          yield event
        }
      } finally {
        void results.return?.()
      }
    } catch (error) {
      signal.throwIfAborted()
      const fault = faultOf(error)
      const refused = hasCode(fault, 'UNAUTHENTICATED') && token !== null && refusals++ === 0
      if (refused && token !== null) login.refused(token)
      else if (!isPassing(fault)) throw fault
      interrupted(fault)
      // The socket was opened with the refused token.
      if (refused) socket.terminate()
      else await pause(++failures, backoff, signal)
    }
  }
}

function dataOf<T>({ data, errors }: { data?: T | null | undefined; errors?: readonly GraphQLErrorJson[] | undefined }): T {
  if (errors?.length) throw errorOf(errors, data)
  if (data === null || data === undefined) throw new EvergraphError('BAD_RESPONSE', 'An event has no data.')
  return data
}

/** Close codes that say why; any other close is a break. */
const REASONS: Record<number, string> = {
  4400: 'BAD_RESPONSE',
  4401: 'UNAUTHENTICATED',
  4403: 'FORBIDDEN',
  4406: 'BAD_RESPONSE',
}

function faultOf(error: unknown): EvergraphError {
  if (error instanceof EvergraphError) return error
  if (Array.isArray(error)) return errorOf(error as GraphQLErrorJson[])
  const code = typeof error === 'object' && error !== null && 'code' in error ? Number(error.code) : 0
  const reason = typeof error === 'object' && error !== null && 'reason' in error ? String(error.reason) : ''
  return new EvergraphError(REASONS[code] ?? 'NETWORK', reason || 'The connection broke.', { cause: error })
}
