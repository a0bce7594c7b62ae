import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Transaction } from 'kysely'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connect } from '../db/connect.ts'
import { emit } from '../db/outbox.ts'
import { createRedisBus } from '../lib/bus-redis.ts'
import { createLog } from '../lib/log.ts'
import { completed } from '../subgraphs/charging/billing/cdr.ts'
import type { ChargingTables } from '../subgraphs/charging/tables.ts'
import { LATE, prepareLateBox } from './late-box.ts'
import { writePast } from './past-world.ts'
import { testDatabase, type TestDatabase } from './postgres.ts'
import { PRODUCERS, startProducers } from './producers.ts'
import { redisAvailable, testRedis } from './redis.ts'
import { until } from './until.ts'

/** `npm run bench -- catch-up` does the same with 10,000 users, 1,000 stations and 50,000 sessions. */
const AMOUNTS = { users: 600, stations: 60, sessions: 1_200 }
const VERSIONS = 3

let stack: AsyncDisposableStack
beforeEach(() => {
  stack = new AsyncDisposableStack()
})
afterEach(() => stack.disposeAsync())

test.each([{ redis: false }, ...(redisAvailable ? [{ redis: true }] : [])])(
  'a box that is added to a platform whose outboxes are empty learns all, through a kill -9 and beside live events (over Redis: $redis)',
  { timeout: 240_000 },
  async ({ redis }) => {
    const database = stack.use(await testDatabase('charging'))
    await writePast(database.adminUrl, AMOUNTS)
    await prepareLateBox(database.adminUrl)
    const client = new pg.Client({ connectionString: database.adminUrl })
    await client.connect()
    stack.defer(() => client.end())
    const number = async (query: string) => Number((await client.query<{ n: string }>(`SELECT (${query}) AS n`)).rows[0]?.n)
    const told = () => number(`SELECT count(*) FROM ${LATE}.heard WHERE told_again`)
    for (const schema of PRODUCERS) expect(await number(`SELECT count(*) FROM ${schema}.outbox`)).toBe(0)

    const server = redis ? stack.use(await testRedis()) : null
    if (server) {
      const bus = stack.use(createRedisBus({ url: server.url, log: createLog('test', { level: 'silent' }) }))
      stack.use(await startProducers((schema) => database.urlOf(schema), bus))
    }
    const live = startLive(database)
    const first = startProcess(database, server?.url)
    await until(async () => (await told()) > 700, { timeoutMs: 100_000 })
    await first.kill()
    const before = await told()
    expect(before).toBeLessThan(AMOUNTS.users + AMOUNTS.stations + VERSIONS + AMOUNTS.sessions)
    const second = startProcess(database, server?.url)
    await until(() => second.knowsAll(), { timeoutMs: 150_000 })
    expect(await live.stop()).toBeGreaterThan(0)

    expect(await told()).toBe(AMOUNTS.users + AMOUNTS.stations + VERSIONS + AMOUNTS.sessions)
    const wrong = `SELECT count(*) FROM charging.session s LEFT JOIN ${LATE}.known k ON k.kind = 'session' AND k.id = s.id::text
      WHERE (k.value->>'energyWh')::bigint IS DISTINCT FROM s.energy_wh`
    await until(async () => (await number(wrong)) === 0, { timeoutMs: 30_000 })
    for (const [kind, count] of Object.entries({ user: AMOUNTS.users, station: AMOUNTS.stations, tariff: VERSIONS }))
      expect(await number(`SELECT count(*) FROM ${LATE}.known WHERE kind = '${kind}'`)).toBe(count)
  },
)

/** Sessions are completed anew all the while, with other energy. */
function startLive(database: TestDatabase) {
  const log = createLog('test', { level: 'silent' })
  const db = connect<ChargingTables>({ url: database.urlOf('charging'), schema: 'charging', log, max: 2 })
  const end = new AbortController()
  let said = 0
  const say = async (trx: Transaction<ChargingTables>) => {
    const { id } = await trx
      .selectFrom('session')
      .select('id')
      .orderBy('id')
      .offset(said % AMOUNTS.sessions)
      .limit(1)
      .executeTakeFirstOrThrow()
    const more = trx.updateTable('session').set(({ eb }) => ({ energy_wh: eb('energy_wh', '+', 100_000) }))
    const row = await more.where('id', '=', id).returningAll().executeTakeFirstOrThrow()
    await emit(trx, 'charging.session.completed', id, completed(row, null))
  }
  const run = async () => {
    while (!end.signal.aborted) {
      await db.transaction().execute(say)
      // Far from the one before.
      said += 61
      await wait(20)
    }
  }
  const running = run()
  const stop = async () => {
    end.abort()
    await running
    await db.destroy()
    return said
  }
  let ended: Promise<number> | null = null
  const stopOnce = () => (ended ??= stop())
  stack.defer(async () => void (await stopOnce()))
  return { stop: stopOnce }
}

/** The late box in a process of its own, with the producers where there is no Redis. */
function startProcess(database: TestDatabase, redisUrl = '') {
  const urls = Object.fromEntries([...PRODUCERS, LATE].map((schema) => [schema, database.urlOf(schema)]))
  const file = join(import.meta.dirname, 'late-box-process.ts')
  const child = spawn(process.execPath, [file, JSON.stringify(urls), redisUrl], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  let said = ''
  child.stdout.on('data', (text: Buffer) => (said += text.toString()))
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  stack.defer(kill)
  return { kill, knowsAll: () => said.includes('knows all') }
}
