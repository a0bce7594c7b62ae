import { AsyncLocalStorage } from 'node:async_hooks'
import pino from 'pino'
import { newId } from './id.ts'
import { traceparent } from './tracing/trace.ts'

export type Log = pino.Logger

const requests = new AsyncLocalStorage<string>()

/** Id of the request that the current code works for, or null outside of one. */
export const requestId = (): string | null => requests.getStore() ?? null

/** Runs `work` so that its log lines and events carry `id`. */
export const withRequestId = <T>(id: string, work: () => T): T => requests.run(id, work)

/** The caller's request id if it is harmless, else a new one. */
export const acceptRequestId = (given: string | null | undefined): string =>
  given && /^[\w.-]{8,64}$/.test(given) ? given : newId()

/**
 * JSON lines on stdout (or readable lines with `pretty`), each with the box's name, the request id and the trace. Secrets are removed by the names of
 * their fields.
 */
export function createLog(
  name: string,
  options: { level?: string; pretty?: boolean; destination?: pino.DestinationStream } = {},
): Log {
  const settings: pino.LoggerOptions = {
    name,
    level: options.level ?? 'info',
    base: { name },
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: () => {
      const id = requestId()
      const trace = traceparent()
      return { ...(id && { requestId: id }), ...(trace && { traceId: trace.split('-')[1] }) }
    },
    redact: { paths: SECRETS, censor: '[secret]' },
  }
  if (options.destination) return pino(settings, options.destination)
  return options.pretty
    ? pino({ ...settings, transport: { target: 'pino-pretty', options: { singleLine: true } } })
    : pino(settings)
}

const NAMES = [
  'password',
  'passwordHash',
  'token',
  'accessToken',
  'refreshToken',
  'authorization',
  'cookie',
  'privateKey',
  'secret',
]
const SECRETS = NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])
