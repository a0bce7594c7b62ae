import pg from 'pg'
import { LIMITS } from '../limits.ts'
import type { Log } from '../log.ts'
import { backoffMs, createOutage } from './outage.ts'

/**
 * Hears PostgreSQL's notifications on a connection of its own. When the connection breaks, it is opened again. Rejects if the first opening
 * fails.
 */
export async function listen(options: {
  url: string
  /** Shown in `pg_stat_activity`. */
  name: string
  channels: Readonly<Record<string, (payload: string) => void>>
  /** Done with each connection before anything is heard on it. */
  begin?: (client: pg.Client) => Promise<unknown>
  /** Called after each opening but the first. What was said meanwhile is lost, so look for it. */
  missed?: () => void
  log: Log
}): Promise<AsyncDisposable> {
  const { url, name, channels, begin, missed, log } = options
  const outage = createOutage(log, 'hearing notifications')
  let client: pg.Client | undefined
  let stopped = false
  let failures = 0
  let retry: NodeJS.Timeout | undefined

  const open = async (): Promise<void> => {
    const next = new pg.Client({
      connectionString: url,
      application_name: name,
      connectionTimeoutMillis: LIMITS.database.connectMs,
      keepAlive: true,
    })
    // A connection that never opened also ends. Whoever opens it deals with that.
    let opened = false
    next.on('error', (error) => {
      if (opened && !stopped) outage.failed(error)
    })
    next.on('end', () => {
      if (opened) again()
    })
    next.on('notification', ({ channel, payload }) => channels[channel]?.(payload ?? ''))
    await next.connect()
    client = next
    await begin?.(next)
    for (const channel of Object.keys(channels)) await next.query(`LISTEN ${next.escapeIdentifier(channel)}`)
    opened = true
    failures = 0
    outage.over()
  }
  const again = (): void => {
    if (stopped) return
    clearTimeout(retry)
    retry = setTimeout(() => void open().then(missed, failed), backoffMs(failures++))
  }
  const failed = (error: unknown): void => {
    if (!stopped) outage.failed(error)
    void close()
    again()
  }
  const close = async (): Promise<void> => {
    await client?.end().catch(() => undefined)
  }

  try {
    await open()
  } catch (error) {
    stopped = true
    throw error
  }
  return {
    [Symbol.asyncDispose]: async () => {
      stopped = true
      clearTimeout(retry)
      await close()
    },
  }
}
