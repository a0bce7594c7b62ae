import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createRedisBus } from '../lib/bus-redis.ts'
import { newId } from '../lib/id.ts'
import { createLog } from '../lib/log.ts'
import { testNotifications } from '../subgraphs/notifications/notifications.fixture.ts'
import { testWebhooks } from '../subgraphs/partners/webhooks.fixture.ts'
import { ahead, bookingsOf } from '../subgraphs/reservations/booking/booking.fixture.ts'
import { testReservations } from '../subgraphs/reservations/reservations.fixture.ts'
import { newUser, userCaller } from './caller.ts'
import { testDatabaseAdmin, type TestDatabase } from './postgres.ts'
import { redisAvailable, testRedis } from './redis.ts'
import { ask, fault } from './subgraph.ts'
import { until } from './until.ts'

const BOOK = 'mutation ($input: BookReservationInput!) { bookReservation(input: $input) { id } }'
const PATIENT = { timeoutMs: 90_000 }
const [EVSES, HOURS, DRIVERS] = [10, 4, 60]

/** Reservations, notifications and partners on a Redis that they share; each has a database of its own. */
async function openThree() {
  // Redis and the boxes end also where something after them does not open.
  await using stack = new AsyncDisposableStack()
  const redis = stack.use(await testRedis())
  const bookings = stack.use(await testReservations())
  const notifications = stack.use(await testNotifications())
  const webhooks = await testWebhooks()
  stack.use(webhooks.receives)
  stack.use(webhooks)
  const station = await bookingsOf(bookings).open(EVSES)
  const partner = userCaller(['PARTNER'], station.operator.userId)
  const endpoint = await webhooks.endpoint({ partner, kinds: ['RESERVATION_CHANGED'] })
  const log = createLog('storm', { level: 'silent' })
  const open = async (box: typeof bookings | typeof notifications | typeof webhooks) => {
    // What runs on the bus of its own would publish the same outbox.
    await box.app[Symbol.asyncDispose]()
    return stack.use(await box.open({ bus: stack.use(createRedisBus({ url: redis.url, log })) }))
  }
  await open(notifications)
  await open(webhooks)
  const { fetch } = await open(bookings)
  if (!fetch) throw new Error('reservations serves a graph')
  const graph = { name: 'reservations', fetch }

  /** Books for so many drivers at once, each by one key until there is a word that holds. Ids of who was told that it is booked. */
  async function bookForAll(): Promise<Map<string, string>> {
    const booked = new Map<string, string>()
    const book = async (i: number) => {
      const user = newUser()
      const input = { stationId: station.id, minutes: 60, startsAt: ahead(60 * (i % HOURS)), idempotencyKey: newId() }
      for (;;) {
        const answer = await ask<{ bookReservation: { id: string } | null }>(graph, user, BOOK, { input }).catch(() => null)
        const id = answer?.data?.bookReservation?.id
        if (id !== undefined) return void booked.set(id, user.userId)
        if (answer !== null && fault(answer).code === 'SLOT_TAKEN') return
        await wait(50)
      }
    }
    await Promise.all(Array.from({ length: DRIVERS }, (_, i) => wait(i * 30).then(() => book(i))))
    return booked
  }

  /** What is in the databases, and what has come, is what was said, each once. */
  async function expectToldOnce(booked: ReadonlyMap<string, string>): Promise<void> {
    const rows = await bookings.db.selectFrom('reservation').select(['id', 'user_id']).where('state', '=', 'RESERVED').execute()
    expect(new Map(rows.map(({ id, user_id }) => [id, user_id]))).toEqual(booked)
    expect(rows).toHaveLength(EVSES * HOURS)
    const told = () => notifications.db.selectFrom('notification').select(['kind', 'cause', 'user_id']).execute()
    const sent = () =>
      webhooks.db
        .selectFrom('webhook_message')
        .select(['about', 'state', 'sequence'])
        .where('endpoint_id', '=', endpoint.id)
        .execute()
    await until(async () => (await told()).length >= booked.size, PATIENT)
    await until(async () => {
      const all = await sent()
      return all.length >= booked.size && all.every(({ state }) => state === 'DELIVERED')
    }, PATIENT)
    // Nothing is on its way any more.
    await bookings.allHeard()
    const ids = [...booked.keys()].toSorted()
    expect((await told()).map(({ cause }) => cause).toSorted()).toEqual(ids)
    for (const { kind, cause, user_id } of await told())
      expect([kind, user_id]).toEqual(['RESERVATION_CONFIRMED', booked.get(cause)])
    expect((await sent()).map(({ about }) => about).toSorted()).toEqual(ids)
    const numbers = (await sent()).map(({ sequence }) => sequence).toSorted((a, b) => a - b)
    expect(numbers).toEqual(ids.map((_, i) => i + 1))
    const arrived = webhooks.receives.at(endpoint.path).map(({ data }) => data['reservationId'])
    expect(arrived.toSorted()).toEqual(ids)
  }
  const opened = stack.move()
  return { redis, bookings, bookForAll, expectToldOnce, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

/** Nobody gets to this database meanwhile, and who was there is thrown out. */
async function away({ url }: TestDatabase, ms: number): Promise<void> {
  const name = new URL(url).pathname.slice(1)
  const admin = new pg.Client({ connectionString: Object.assign(new URL(testDatabaseAdmin(url)), { pathname: '/postgres' }).href })
  await admin.connect()
  try {
    await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`)
    await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name])
    await wait(ms)
  } finally {
    await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`)
    await admin.end()
  }
}

describe.runIf(redisAvailable)('who was told that a slot is booked has it, and is told of it once, as is its operator,', () => {
  let three: Awaited<ReturnType<typeof openThree>>
  beforeEach(async () => {
    three = await openThree()
  }, 120_000)
  afterEach(() => three[Symbol.asyncDispose](), 60_000)

  test('while Redis is emptied again and again', { timeout: 300_000 }, async () => {
    const booking = three.bookForAll()
    for (let i = 0; i < 3; i++) {
      await wait(600)
      await three.redis.empty()
    }
    const booked = await booking
    await three.redis.empty()
    await three.expectToldOnce(booked)
  })

  test('while Redis is killed and away, and comes back empty', { timeout: 300_000 }, async () => {
    const booking = three.bookForAll()
    await wait(500)
    await three.redis.stop()
    // Booking needs no Redis.
    const booked = await booking
    await three.redis.start()
    await three.expectToldOnce(booked)
  })

  test('while the database is away for longer than a pool waits', { timeout: 300_000 }, async () => {
    const booking = three.bookForAll()
    await wait(700)
    await away(three.bookings.database, 6_000)
    await three.expectToldOnce(await booking)
  })
})
