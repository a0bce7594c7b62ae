import { AsyncLocalStorage } from 'node:async_hooks'
import { isTraceparent, traced } from './trace.ts'

/** What one result of a stream is due to. */
interface Cause {
  traceparent?: string
}

const pulled = new AsyncLocalStorage<Cause>()

/** Reads a state again because of an event, as part of the event's trace. The stream's next result says what it is due to. */
export function readAgain<T>(what: string | undefined, cause: string | undefined, read: () => Promise<T>): Promise<T> {
  if (cause === undefined) return read()
  return traced(
    () => ({ name: `show ${what ?? 'state'}`, box: what?.split('.')[0] ?? 'unknown', kind: 'internal', cause }),
    (span) => {
      const result = pulled.getStore()
      if (span && result) result.traceparent = span.traceparent
      return read()
    },
  )
}

/** A stream of GraphQL results, each with its cause in `extensions.traceparent`: the gateway goes on with the trace. */
export function withCauses<Result extends { extensions?: object }>(results: AsyncIterable<Result>): AsyncIterableIterator<Result> {
  const inner = results[Symbol.asyncIterator]()
  return {
    next: async () => {
      const cause: Cause = {}
      const next = await pulled.run(cause, () => inner.next())
      if (next.done === true || cause.traceparent === undefined) return next
      return { value: { ...next.value, extensions: { ...next.value.extensions, traceparent: cause.traceparent } } }
    },
    return: async () => (await inner.return?.()) ?? { done: true, value: undefined },
    throw: async (error) => (await inner.throw?.(error)) ?? { done: true, value: undefined },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

/** The cause that a subgraph told with a result. */
export const causeOf = ({ extensions }: { extensions?: Readonly<Record<string, unknown>> | undefined }): string | undefined =>
  isTraceparent(extensions?.['traceparent']) ? extensions['traceparent'] : undefined
