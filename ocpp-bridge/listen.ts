import pg from 'pg'
import type { Log } from '#lib/log.ts'

/** Hears PostgreSQL's notifications on a connection of its own, which is opened again when it breaks. */
export async function listen(options: {
  url: string
  channels: Readonly<Record<string, (payload: string) => void>>
  /** After each opening but the first: what was said meanwhile is lost, so look for yourself. */
  missed: () => void
  log: Log
}): Promise<AsyncDisposable> {
  const { url, channels, missed, log } = options
  let client: pg.Client | undefined
  let stopped = false
  let retry: NodeJS.Timeout | undefined

  const open = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, application_name: 'evergraph-ocpp-listen' })
    next.on('error', (error) => log.warn({ err: error }, 'the listening database connection broke'))
    next.on('end', again)
    next.on('notification', ({ channel, payload }) => channels[channel]?.(payload ?? ''))
    await next.connect()
    client = next
    for (const channel of Object.keys(channels)) await next.query(`LISTEN ${next.escapeIdentifier(channel)}`)
  }
  const again = (): void => {
    if (stopped) return
    clearTimeout(retry)
    retry = setTimeout(() => void open().then(missed, again), 500)
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
      await client?.end().catch(() => undefined)
    },
  }
}
