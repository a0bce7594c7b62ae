import { setTimeout as wait } from 'node:timers/promises'
import { ConfigError, env } from '../config.ts'
import { LIMITS } from '../limits.ts'
import { createLog, type Log } from '../log.ts'
import { startTracing } from '../tracing/start.ts'

/**
 * Runs one process: starts it, and on SIGINT or SIGTERM lets it finish what it has in hand. While it starts they abort `stopping`: the start
 * ends by an error once it has ended what it had begun, or goes on to its end and is stopped then. Faults of the configuration are printed
 * together, and end it with 78 before it listens. Any other failed start ends it with 1.
 */
export async function runProcess(
  name: string,
  start: (log: Log, stopping: AbortSignal) => Promise<AsyncDisposable>,
  log: Log = createLog(name, { level: levelWanted() }),
): Promise<void> {
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'a promise was rejected and nobody listened'))
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'uncaught; stopping')
    process.exit(1)
  })
  const stopped = Promise.withResolvers<string>()
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      stopped.resolve(signal)
      stopping.abort()
    })

  let app: AsyncDisposable
  let tracing: AsyncDisposable
  try {
    tracing = await startTracing(name)
    app = await start(log, stopping.signal)
  } catch (error) {
    if (stopping.signal.aborted) {
      log.info({ signal: await stopped.promise }, 'stopped before it had started')
      process.exit(0)
    }
    if (error instanceof ConfigError) process.stderr.write(`${name}: ${error.message}\n`)
    else log.fatal({ err: error }, 'could not start')
    process.exit(error instanceof ConfigError ? 78 : 1)
  }
  log.info({ signal: await stopped.promise }, 'stopping')
  const code = await drained(app, log)
  await Promise.race([tracing[Symbol.asyncDispose](), wait(LIMITS.http.drainMs)])
  process.exit(code)
}

/** The level for what is logged before the configuration is read, and after the app is gone. The configuration reports a wrong level. */
const levelWanted = (): string => env.logLevel.safeParse(process.env['LOG_LEVEL']).data ?? 'info'

async function drained(app: AsyncDisposable, log: Log): Promise<number> {
  const late = Symbol('late')
  const result = await Promise.race([app[Symbol.asyncDispose](), wait(LIMITS.http.drainMs * 2, late)]).catch((error: unknown) => {
    log.error({ err: error }, 'did not stop cleanly')
    return late
  })
  if (result === late) return 1
  log.info('stopped')
  return 0
}
