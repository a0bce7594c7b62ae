import pg from 'pg'
import { LIMITS } from '#lib/limits.ts'

type Bell = ReturnType<typeof createBell>

/** Something to wait for that may ring before anybody waits. */
export function createBell() {
  let rung = false
  let answer: (() => void) | null = null
  return {
    broken: false,
    ring: (): void => {
      rung = true
      answer?.()
    },
    wait(ms: number, signal: AbortSignal): Promise<void> {
      return new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer)
          answer = null
          rung = false
          resolve()
        }
        const timer = setTimeout(done, ms)
        answer = done
        if (rung || signal.aborted) done()
      })
    },
  }
}

/**
 * Runs `work` while a connection of its own holds the schema's relay lock and rings at each new event. Rejects when the connection breaks.
 */
export async function withLock(
  options: { url: string; producer: string; bell: Bell; signal: AbortSignal; connected: () => void },
  work: () => Promise<void>,
): Promise<void> {
  const { url, producer, bell, signal, connected } = options
  const client = new pg.Client({
    connectionString: url,
    application_name: `evergraph-${producer}-relay`,
    connectionTimeoutMillis: LIMITS.database.connectMs,
    keepAlive: true,
  })
  let fault: unknown = new Error('The connection has ended.')
  const broke = (error?: Error) => {
    fault = error ?? fault
    bell.broken = true
    bell.ring()
  }
  client.on('error', broke)
  client.on('end', broke)
  client.on('notification', bell.ring)
  await client.connect()
  bell.broken = false
  connected()
  try {
    while (!signal.aborted && !bell.broken) {
      const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock(hashtext($1)) AS locked', [
        `outbox ${producer}`,
      ])
      if (rows[0]?.locked) break
      await bell.wait(LIMITS.events.relayPollMs, signal)
    }
    if (!signal.aborted && !bell.broken) {
      await client.query(`LISTEN ${client.escapeIdentifier(`outbox_${producer}`)}`)
      await work()
    }
    if (bell.broken) throw fault
  } finally {
    await client.end().catch(() => undefined)
  }
}
