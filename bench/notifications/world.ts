import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { connect } from '../../db/connect.ts'
import type { MessagingTables } from '../../db/outbox.ts'
import { startRelay } from '../../db/relay.ts'
import { freePort } from '../../deploy/embedded/postgres.ts'
import { createRedisBus } from '../../lib/bus-redis.ts'
import { createLog } from '../../lib/log.ts'
import { sealContact } from '../../lib/mail/contact.ts'
import { newMailKeys } from '../../lib/mail/letter.ts'
import { callerPublicKeyPem } from '../../test/caller.ts'
import { testRedis } from '../../test/redis.ts'
import type { Subgraph } from '../../test/subgraph.ts'
import { until } from '../../test/until.ts'
import { benchDatabase } from '../database.ts'
import { openServer } from './mail-server.ts'

/** Who is told of the announcement by mail too: one in so many. */
const MAILED_OF = 10

/**
 * Notifications as in production: a process of its own on a database of its own, Redis between the boxes, a mail server. Payments is played by
 * its outbox and relay. `people` have accounts; the first of them are given back.
 */
export async function openWorld(stack: AsyncDisposableStack, people: number, first: number) {
  const { adminUrl, urlOf } = await benchDatabase(stack, 'notifications')
  const redis = stack.use(await testRedis())
  const server = stack.use(await openServer())
  const keys = newMailKeys()
  const database = new pg.Client({ connectionString: adminUrl, options: '-c search_path=notifications' })
  await database.connect()
  stack.defer(() => database.end())
  await database.query(
    `INSERT INTO contact (user_id, contact, email_verified, locale, time_zone, roles, guest, said)
     SELECT gen_random_uuid(), $1, true, 'en', 'Europe/Amsterdam', '{DRIVER}', false, 1 FROM generate_series(1, $2::int)`,
    [await sealContact(keys.publicKey, { email: 'somebody@example.org', name: 'Somebody' }), people],
  )
  await database.query(
    `INSERT INTO preference (user_id, category, channel, wanted)
     SELECT user_id, 'NEWS', 'EMAIL', true FROM contact ORDER BY user_id LIMIT $1`,
    [people / MAILED_OF],
  )
  await database.query('ANALYZE contact')
  const { rows } = await database.query<{ user_id: string }>(
    // Spread over all of them, and of those who get no mail of news.
    `SELECT user_id FROM (SELECT user_id, row_number() OVER (ORDER BY user_id) AS n FROM contact) all_of_them
     WHERE n % $1 = 0 AND n > $2 ORDER BY n LIMIT $3`,
    [Math.floor((people * (1 - 1 / MAILED_OF)) / first) - 1, people / MAILED_OF, first],
  )

  const { graph, ready } = await startBox(stack, {
    DATABASE_URL: urlOf('notifications'),
    REDIS_URL: redis.url,
    NOTIFICATIONS_SMTP_URL: server.url,
    NOTIFICATIONS_MAIL_FROM: 'Evergraph <mail@example.org>',
    NOTIFICATIONS_MAIL_PRIVATE_KEY: keys.privateKey,
    NOTIFICATIONS_LINK_SECRET: 'l'.repeat(32),
  })
  const started = async () => {
    // No other box is there to tell it the past.
    await database.query('UPDATE past SET learnt_at = now() WHERE learnt_at IS NULL')
    return ready()
  }
  await until(started, { timeoutMs: 90_000, everyMs: 250 })

  const log = createLog('bench', { level: 'error' })
  const bus = stack.use(createRedisBus({ url: redis.url, log }))
  const url = urlOf('payments')
  const payments = stack.adopt(connect<MessagingTables>({ url, schema: 'payments', log, max: 8 }), (opened) => opened.destroy())
  stack.use(startRelay({ db: payments, url, producer: 'payments', bus, log }))
  return { database, payments, graph, server, userIds: rows.map(({ user_id }) => user_id) }
}

/** The process, and whether it answers and consumes. */
async function startBox(stack: AsyncDisposableStack, variables: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'evergraph-notifications-box-'))
  stack.defer(() => rmSync(folder, { recursive: true, force: true }))
  const [port, internal] = [await freePort(), await freePort()]
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../subgraphs/notifications/box.ts')], {
    cwd: folder,
    stdio: ['ignore', process.env['BENCH_LOG'] ? 'inherit' : 'ignore', 'inherit'],
    env: {
      ...process.env,
      CALLER_PUBLIC_KEY: callerPublicKeyPem,
      LOG_LEVEL: process.env['BENCH_LOG'] ?? 'error',
      NOTIFICATIONS_PORT: String(port),
      NOTIFICATIONS_GRAPH_PORT: String(port),
      INTERNAL_PORT: String(internal),
      ...variables,
    },
  })
  stack.defer(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill()
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
    await ended
    clearTimeout(late)
  })
  const graph: Subgraph = {
    name: 'notifications',
    fetch: async (request) => {
      const { method, headers, signal } = request
      return fetch(`http://127.0.0.1:${port}/graphql`, { method, headers, signal, body: await request.text() })
    },
  }
  return { graph, ready: async () => (await fetch(`http://127.0.0.1:${internal}/ready`)).ok }
}
