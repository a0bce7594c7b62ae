import { spawn } from 'node:child_process'
import { once } from 'node:events'
import pg from 'pg'
import { createLocalBus } from '#lib/bus-local.ts'
import { createRedisBus } from '#lib/bus-redis.ts'
import type { Bus } from '#lib/bus.ts'
import { newId } from '#lib/id.ts'
import { metrics } from '#lib/metrics.ts'
import { testDatabase } from '../test/postgres.ts'
import { redisAvailable, testRedis } from '../test/redis.ts'
import { until } from '../test/until.ts'
import { openWire } from '../test/wire.ts'
import { connect } from './connect.ts'
import type { Handlers } from './handling.ts'
import { startMessaging, type Messaging } from './messaging.ts'
import { emit, type MessagingTables } from './outbox.ts'
import type { Past } from './past.ts'
import { log } from './remember.fixture.ts'

type Box = 'accounts' | 'charging'
export type Boxes = Awaited<ReturnType<typeof openBoxes>>

/**
 * Two boxes on a database of their own: `accounts` says that vehicles are removed, and `charging` hears it. Each reaches the database
 * over a wire on which a test may let faults happen.
 */
export async function openBoxes() {
  const stack = new AsyncDisposableStack()
  const database = stack.use(await testDatabase('accounts'))
  const open = (url: string, schema: Box) => stack.adopt(connect<MessagingTables>({ url, schema, log }), (db) => db.destroy())
  // What the test itself says and sees goes another way than the boxes, and has no faults.
  const producer = open(database.urlOf('accounts'), 'accounts')
  const consumer = open(database.urlOf('charging'), 'charging')
  const wires = {
    accounts: stack.use(await openWire(database.urlOf('accounts'))),
    charging: stack.use(await openWire(database.urlOf('charging'))),
  }
  return {
    stack,
    database,
    producer,
    consumer,
    wires,
    /** A box's messaging with pools of its own, until it or the stack is disposed. */
    async start(
      box: Box,
      bus: Bus,
      handlers: Handlers<Record<string, never>, MessagingTables>,
      past?: Past<MessagingTables>,
    ): Promise<Messaging> {
      const { url } = wires[box]
      const db = connect<MessagingTables>({ url, schema: box, log })
      const messaging = await startMessaging({ db, url, box, bus, handlers, past, ctx: {}, log })
      let ended: Promise<void> | null = null
      const end = async () => {
        await messaging[Symbol.asyncDispose]()
        await db.destroy()
      }
      return stack.use({ ...messaging, [Symbol.asyncDispose]: () => (ended ??= end()) })
    },
    /** Says that a vehicle is removed; `userId` tells the saying from others about the same vehicle. */
    remove: (vehicleId: string, userId = newId()) =>
      producer.transaction().execute((trx) => emit(trx, 'accounts.vehicle.removed', vehicleId, { vehicleId, userId })),
    effects: () =>
      consumer
        .selectFrom('outbox')
        .select(['aggregate_id', 'data'])
        // What the box asks of others is no effect.
        .where('addressee', 'is', null)
        .orderBy('position')
        .execute(),
    /** What has had an effect for a vehicle, in the order of the effects. */
    async heardOf(vehicleId: string): Promise<string[]> {
      const rows = await consumer
        .selectFrom('outbox')
        .select('data')
        .where('aggregate_id', '=', vehicleId)
        .orderBy('position')
        .execute()
      return rows.map((row) => (row.data as { sessionId: string }).sessionId)
    },
    /** A statement with the administrator's rights; gives back its rows. */
    async asAdmin(statement: string): Promise<Record<string, unknown>[]> {
      const client = new pg.Client({ connectionString: database.adminUrl })
      await client.connect()
      try {
        return (await client.query<Record<string, unknown>>(statement)).rows
      } finally {
        await client.end()
      }
    },
    letters: () => consumer.selectFrom('dead_letter').selectAll().execute(),
    /** When a vehicle's first event was published; null before. */
    async publishedAt(vehicleId: string): Promise<Date | null> {
      const row = await producer
        .selectFrom('outbox')
        .select('published_at')
        .where('aggregate_id', '=', vehicleId)
        .executeTakeFirst()
      return row?.published_at ?? null
    },
  }
}

/** How many deliveries to `charging` in this process had no effect, because the event had had it before. */
export async function repeated(): Promise<number> {
  const text = await metrics.getSingleMetricAsString('evergraph_events_handled_total')
  return Number(/box="charging",outcome="repeated"\} (\d+)/.exec(text)?.[1] ?? 0)
}

/** A bus as it is opened for one test, over a wire where there is one. */
export interface TestBus {
  bus: () => Bus
  wire?: Awaited<ReturnType<typeof openWire>>
}

export async function openRedis(stack: AsyncDisposableStack) {
  const redis = stack.use(await testRedis())
  const wire = stack.use(await openWire(redis.url))
  return { redis, wire, bus: () => stack.use(createRedisBus({ url: wire.url, log })) }
}

const openLocal = (): Promise<TestBus> => {
  const bus = createLocalBus()
  return Promise.resolve({ bus: () => bus })
}

export const kinds: { kind: string; open: (stack: AsyncDisposableStack) => Promise<TestBus> }[] = [
  { kind: 'in one process', open: openLocal },
  ...(redisAvailable ? [{ kind: 'over Redis', open: openRedis }] : []),
]

/**
 * A process with the messaging of both boxes, or over Redis of `charging` alone. It says when it has the event about `userId` in hand, in the
 * middle of its transaction, and goes on with it when it is told to.
 */
export async function startDoomed(
  { wires, stack }: Boxes,
  { userId, redisUrl = '', fixture = 'doomed.fixture.ts' }: { userId: string; redisUrl?: string; fixture?: string },
) {
  const file = new URL(fixture, import.meta.url).pathname
  const child = spawn(process.execPath, [file, userId, wires.accounts.url, wires.charging.url, redisUrl], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const said: string[] = []
  child.stdout.on('data', (text: Buffer) => said.push(text.toString()))
  const process_ = {
    tookIt: () => until(() => said.join('').includes('took it')),
    goOn: () => child.stdin.write('\n'),
    signal: (signal: NodeJS.Signals) => child.kill(signal),
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
  stack.defer(process_.kill)
  await until(() => said.join('').includes('ready'))
  return process_
}
