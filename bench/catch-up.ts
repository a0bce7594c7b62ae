import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { connect } from '../db/connect.ts'
import { startMessaging } from '../db/messaging.ts'
import { emit } from '../db/outbox.ts'
import type { Schema } from '../db/schemas.ts'
import { createLocalBus } from '../lib/bus-local.ts'
import { createRedisBus } from '../lib/bus-redis.ts'
import type { Bus } from '../lib/bus.ts'
import { createLog } from '../lib/log.ts'
import { completed } from '../subgraphs/charging/billing/cdr.ts'
import type { ChargingTables } from '../subgraphs/charging/tables.ts'
import { LATE, prepareLateBox, startLateBox } from '../test/late-box.ts'
import { writePast } from '../test/past-world.ts'
import { startProducers } from '../test/producers.ts'
import { testRedis } from '../test/redis.ts'
import { until } from '../test/until.ts'
import { benchDatabase } from './database.ts'

const AMOUNTS = { users: 10_000, stations: 1_000, sessions: 50_000 }
const GOAL_S = 60
const QUIET_MS = 20_000
const EVERY_MS = 25
const log = createLog('bench', { level: 'silent' })

/**
 * How long a box that is added to a platform with a past takes to know it, and what the box that is there feels of it: 40 sessions a second are
 * completed anew, and timed from the commit to their handler, while nothing else happens and while the late box learns.
 */
export async function run(): Promise<void> {
  console.log('| bus | facts | seconds | facts a second | live: p50 / p99 ms before | meanwhile | ratio of p99 |')
  console.log('|---|---|---|---|---|---|---|')
  {
    await using bus = createLocalBus()
    await measure('in process', bus, null)
  }
  await using redis = await testRedis()
  await using bus = createRedisBus({ url: redis.url, log })
  await measure('Redis, a process of its own', bus, redis.url)
}

async function measure(name: string, bus: Bus, redisUrl: string | null): Promise<void> {
  await using stack = new AsyncDisposableStack()
  const urlOf = await openPast(stack)
  const live = stack.use(await startLive(urlOf, bus))
  stack.use(await startProducers(urlOf, bus))
  await until(() => bus.ready().then(() => true))
  await live.forMs(2_000)
  const quiet = await live.forMs(QUIET_MS)
  const begun = performance.now()
  const late = stack.use(
    redisUrl === null ? await startLateBox({ url: urlOf(LATE), bus }) : await startLateProcess(urlOf(LATE), redisUrl),
  )
  let ended = 0
  const busy = await live.until(async () => {
    if ((await late.unready()) === null) ended = performance.now()
    return ended > 0
  })
  const seconds = (ended - begun) / 1_000
  const facts = await countTold(urlOf(LATE))
  const cells = [name, facts, seconds.toFixed(1), Math.round(facts / seconds), inWords(quiet), inWords(busy)]
  console.log(`| ${cells.join(' | ')} | ${(percentile(busy, 0.99) / percentile(quiet, 0.99)).toFixed(2)} |`)
  if (seconds > GOAL_S) console.log(`The goal of ${GOAL_S} s is not met.`)
}

/** A database with a past. */
async function openPast(stack: AsyncDisposableStack): Promise<(schema: Schema) => string> {
  const { adminUrl, urlOf } = await benchDatabase(stack, 'catch-up')
  await writePast(adminUrl, AMOUNTS)
  await prepareLateBox(adminUrl)
  return urlOf
}

/** A box that was there before, and sessions that are completed anew for it. */
async function startLive(urlOf: (schema: Schema) => string, bus: Bus) {
  await using stack = new AsyncDisposableStack()
  const open = <DB>(schema: Schema) => stack.adopt(connect<DB>({ url: urlOf(schema), schema, log }), (db) => db.destroy())
  const charging = open<ChargingTables>('charging')
  const rewards = open<ChargingTables>('rewards')
  const heard = new Map<string, (at: number) => void>()
  const handlers = {
    'charging.session.completed': (_trx: unknown, { data }: { data: { sessionId: string; energyWh: number } }) => {
      heard.get(`${data.sessionId} ${data.energyWh}`)?.(performance.now())
      return Promise.resolve()
    },
  }
  // It has heard all there was.
  await rewards.insertInto('inbox').values({ event_id: crypto.randomUUID(), page: null }).execute()
  stack.use(await startMessaging({ db: rewards, url: urlOf('rewards'), box: 'rewards', bus, handlers, ctx: {}, log }))
  const sessions = await charging.selectFrom('session').select('id').limit(2_000).execute()
  let turn = 0
  const once = async (): Promise<number> => {
    const { id = '' } = sessions[turn++ % sessions.length] ?? {}
    const answer = Promise.withResolvers<number>()
    let key = ''
    await charging.transaction().execute(async (trx) => {
      const more = trx.updateTable('session').set(({ eb }) => ({ energy_wh: eb('energy_wh', '+', 1) }))
      const row = await more.where('id', '=', id).returningAll().executeTakeFirstOrThrow()
      key = `${id} ${row.energy_wh}`
      heard.set(key, answer.resolve)
      await emit(trx, 'charging.session.completed', id, completed(row, null))
    })
    const committed = performance.now()
    const ms = (await answer.promise) - committed
    heard.delete(key)
    return Math.max(0, ms)
  }
  const owned = stack.move()
  return {
    async until(over: () => Promise<boolean>): Promise<number[]> {
      const under = new Set<Promise<unknown>>()
      const took: number[] = []
      while (!(await over())) {
        const one: Promise<unknown> = once()
          .then((ms) => took.push(ms))
          .finally(() => under.delete(one))
        under.add(one)
        await wait(EVERY_MS)
      }
      await Promise.all(under)
      return took
    },
    forMs(ms: number): Promise<number[]> {
      const end = performance.now() + ms
      return this.until(() => Promise.resolve(performance.now() > end))
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** The late box as a process of its own, as it is over Redis. */
async function startLateProcess(url: string, redisUrl: string) {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '../test/late-box-process.ts'), JSON.stringify({ [LATE]: url }), redisUrl],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const said: string[] = []
  child.stdout.on('data', (text: Buffer) => said.push(text.toString()))
  return {
    unready: () => Promise.resolve(said.join('').includes('knows all') ? null : 'learning'),
    [Symbol.asyncDispose]: async () => {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}

async function countTold(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM ${LATE}.heard WHERE told_again`)
  await client.end()
  return Number(rows[0]?.count)
}

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN
const inWords = (values: readonly number[]): string =>
  `${percentile(values, 0.5).toFixed(0)} / ${percentile(values, 0.99).toFixed(0)}`
