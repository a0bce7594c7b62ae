import { AsyncLocalStorage } from 'node:async_hooks'

/** What may stand in an attribute. No secret, no variable, no text of a person. */
export type Attributes = Record<string, string | number | boolean | undefined>

/** A piece of work that a trace shows. */
export interface Piece {
  name: string
  /** The box it belongs to: several may share a process. */
  box: string
  /** Who asks whom: `server` and `consumer` are asked, `client` and `producer` ask. */
  kind: 'server' | 'client' | 'producer' | 'consumer' | 'internal'
  /** W3C traceparent of what caused it. Undefined: the piece of work it is part of. Null: nothing. */
  cause?: string | null | undefined
  /** Others that caused it too. */
  causes?: readonly (string | null | undefined)[]
  attributes?: Attributes
  /** When it began, in milliseconds since 1970; now by default. */
  since?: number
}

/** A piece of work that goes on. */
export interface Span {
  /** Its W3C traceparent, for what it causes. */
  readonly traceparent: string
  set(attributes: Attributes): void
  /** It did not work. Only a code: messages may repeat what people have written. */
  failed(code: string): void
  end(): void
}

/** What makes spans: `otel.ts`, which is loaded when an exporter is configured. */
export interface Tracing {
  /** `cause` is null where nothing caused it. */
  open(piece: Piece, cause: string | null): Span
}

let tracing: Tracing | null = null
/** The traceparent of the work at hand. */
const current = new AsyncLocalStorage<string>()

/** Turns tracing on for this process; null turns it off. */
export const useTracing = (next: Tracing | null): void => void (tracing = next)

export const isTracing = (): boolean => tracing !== null

/** W3C traceparent of the work at hand; null outside of a trace, and while tracing is off. */
export const traceparent = (): string | null => (tracing === null ? null : (current.getStore() ?? null))

/** Shows `work` in the trace. While tracing is off it runs `work` and nothing else: `piece` is not even called. */
export function traced<T>(piece: () => Piece, work: (span: Span | null) => T): T {
  const span = openSpan(piece)
  return span === null ? work(null) : ending(span, () => current.run(span.traceparent, () => work(span)))
}

/** A span that its caller ends; null while tracing is off. */
export function openSpan(piece: () => Piece): Span | null {
  if (tracing === null) return null
  const made = piece()
  return tracing.open(made, made.cause === undefined ? traceparent() : made.cause)
}

/** Runs `work` as part of what has this traceparent. */
export const within = <T>(cause: string | null | undefined, work: () => T): T =>
  tracing === null || !cause ? work() : current.run(cause, work)

/** Work that is done already: from `piece.since` until now. Gives its traceparent, for what it causes; null while tracing is off. */
export function noteDone(piece: () => Piece): string | null {
  const span = openSpan(piece)
  span?.end()
  return span?.traceparent ?? null
}

/** Ends the span when the work has ended. */
function ending<T>(span: Span, work: () => T): T {
  let result: T
  try {
    result = work()
  } catch (error) {
    failedBy(span, error)
    throw error
  }
  if (!(result instanceof Promise)) {
    span.end()
    return result
  }
  // The same promise: a second one would be another that nobody listens to.
  result.then(
    () => span.end(),
    (error: unknown) => failedBy(span, error),
  )
  return result
}

function failedBy(span: Span, error: unknown): void {
  const code = error instanceof Error ? ('code' in error && typeof error.code === 'string' ? error.code : error.name) : 'unknown'
  span.failed(code)
  span.end()
}

/** A traceparent of the form that W3C Trace Context gives it. Text of another form must not become a header or a row. */
export const isTraceparent = (text: unknown): text is string =>
  typeof text === 'string' && /^(?!ff)[\da-f]{2}-(?!0{32})[\da-f]{32}-(?!0{16})[\da-f]{16}-[\da-f]{2}$/.test(text)
