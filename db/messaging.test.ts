import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'
import type { Kysely } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLocalBus } from '#lib/bus-local.ts'
import { createRedisBus } from '#lib/bus-redis.ts'
import { GROUPS, type Bus } from '#lib/bus.ts'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { testDatabase, type TestDatabase } from '../test/postgres.ts'
import { redisAvailable, testRedis } from '../test/redis.ts'
import { until } from '../test/until.ts'
import { connect } from './connect.ts'
import { startMessaging, type Handlers } from './messaging.ts'
import { emit, type MessagingTables } from './outbox.ts'

type DB = MessagingTables
type Context = Record<string, never>
const log = createLog('test', { level: 'silent' })

let stack: AsyncDisposableStack
let database: TestDatabase
let producer: Kysely<DB>
let consumer: Kysely<DB>
beforeEach(async () => {
  stack = new AsyncDisposableStack()
  database = stack.use(await testDatabase('accounts'))
  const open = (schema: 'accounts' | 'charging') =>
    stack.adopt(connect<DB>({ url: database.urlOf(schema), schema, log }), (db) => db.destroy())
  producer = open('accounts')
  consumer = open('charging')
})
afterEach(() => stack.disposeAsync())

const start = (box: 'accounts' | 'charging', bus: Bus, handlers: Handlers<Context, DB>) =>
  startMessaging({ db: box === 'accounts' ? producer : consumer, url: database.urlOf(box), box, bus, handlers, ctx: {}, log })

const remove = (vehicleId: string, userId = newId()) =>
  producer.transaction().execute((trx) => emit(trx, 'accounts.vehicle.removed', vehicleId, { vehicleId, userId }))

/** Remembers in the consumer's own database what had an effect, as a real handler would. */
const effects = () => consumer.selectFrom('outbox').select(['aggregate_id', 'data']).orderBy('position').execute()
const remember: Handlers<Context, DB> = {
  'accounts.vehicle.removed': (trx, event) =>
    emit(trx, 'charging.session.updated', event.aggregateId, { sessionId: event.data.userId, userId: null }),
}

const kinds: { kind: string; open: () => Promise<{ bus: () => Bus }> }[] = [
  {
    kind: 'in one process',
    open: () => {
      const bus = createLocalBus()
      return Promise.resolve({ bus: () => bus })
    },
  },
]
const openRedis = async () => {
  const redis = stack.use(await testRedis())
  return { bus: () => stack.use(createRedisBus({ url: redis.url, log })), redis }
}
if (redisAvailable) kinds.push({ kind: 'over Redis', open: openRedis })

describe.each(kinds)('a bus $kind', ({ open }) => {
  test('brings each event once, those of one aggregate in order', async () => {
    const { bus } = await open()
    stack.use(await start('accounts', bus(), {}))
    stack.use(await start('charging', bus(), remember))
    const vehicles = [newId(), newId(), newId()]
    const users = Array.from({ length: 60 }, () => newId())
    for (const [i, user] of users.entries()) await remove(vehicles[i % 3] ?? '', user)
    await until(async () => (await effects()).length === users.length)
    for (const [v, vehicle] of vehicles.entries()) {
      const heard = (await effects())
        .filter((row) => row.aggregate_id === vehicle)
        .map((row) => (row.data as { sessionId: string }).sessionId)
      expect(heard).toEqual(users.filter((_, i) => i % 3 === v))
    }
  })

  test('an event whose handler fails every time is set aside with its error, and the next one has its turn', async () => {
    const { bus } = await open()
    const vehicle = newId()
    let tries = 0
    stack.use(await start('accounts', bus(), {}))
    stack.use(
      await start('charging', bus(), {
        'accounts.vehicle.removed': async (trx, event, ctx) => {
          if (event.data.userId === vehicle) {
            tries++
            throw new Error('this one is poison')
          }
          await remember['accounts.vehicle.removed']?.(trx, event, ctx)
        },
      }),
    )
    await remove(vehicle, vehicle)
    const good = newId()
    await remove(vehicle, good)
    await until(async () => (await effects()).length === 1)
    const [letter] = await consumer.selectFrom('dead_letter').selectAll().execute()
    expect(letter).toMatchObject({ tries: 5, error: expect.stringContaining('this one is poison') as string })
    expect(tries).toBe(5)
  })

  test('what a handler has done without committing is undone, and done once when it succeeds', async () => {
    const { bus } = await open()
    let calls = 0
    stack.use(await start('accounts', bus(), {}))
    stack.use(
      await start('charging', bus(), {
        'accounts.vehicle.removed': async (trx, event, ctx) => {
          await remember['accounts.vehicle.removed']?.(trx, event, ctx)
          if (++calls < 3) throw new Error('not yet')
        },
      }),
    )
    await remove(newId())
    await until(() => calls === 3)
    await until(async () => (await effects()).length > 0)
    expect(await effects()).toHaveLength(1)
  })
})

test('a dead letter is handled again when an operator says so, and is gone then', async () => {
  const bus = createLocalBus()
  let mended = false
  stack.use(await start('accounts', bus, {}))
  stack.use(
    await start('charging', bus, {
      'accounts.vehicle.removed': async (trx, event, ctx) => {
        if (!mended) throw new Error('a bug')
        await remember['accounts.vehicle.removed']?.(trx, event, ctx)
      },
    }),
  )
  await remove(newId())
  const letters = () => consumer.selectFrom('dead_letter').selectAll().execute()
  await until(async () => (await letters()).length === 1)
  mended = true
  const { stdout } = await promisify(execFile)(process.execPath, ['db/replay.ts', 'charging'], {
    env: { PATH: process.env['PATH'] ?? '', DATABASE_ADMIN_URL: database.adminUrl },
  })
  expect(stdout).toBe('1 to be handled again\n')
  await until(async () => (await letters()).length === 0)
  expect(await effects()).toHaveLength(1)
})

test('a fault that passes counts as no try', async () => {
  const bus = createLocalBus()
  let calls = 0
  stack.use(await start('accounts', bus, {}))
  stack.use(
    await start('charging', bus, {
      'accounts.vehicle.removed': async (trx, event, ctx) => {
        if (++calls <= 6) throw Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' })
        await remember['accounts.vehicle.removed']?.(trx, event, ctx)
      },
    }),
  )
  await remove(newId())
  await until(async () => (await effects()).length === 1, { timeoutMs: 25_000 })
  expect(await consumer.selectFrom('dead_letter').select('event_id').execute()).toEqual([])
})

describe.runIf(redisAvailable)('Redis that forgets', () => {
  test.each(['empty', 'restart'] as const)(
    '%s in mid-run: no event is lost, none repeated in effect, the order of each aggregate kept',
    async (accident) => {
      const { bus, redis } = await openRedis()
      stack.use(await start('accounts', bus(), {}))
      // Two members, so that partitions change hands in the confusion.
      stack.use(await start('charging', bus(), remember))
      stack.use(await start('charging', bus(), remember))
      const vehicles = [newId(), newId(), newId(), newId()]
      const users = Array.from({ length: 120 }, () => newId())
      for (const [i, user] of users.entries()) {
        await remove(vehicles[i % 4] ?? '', user)
        if (i === 40 || i === 80) await redis[accident]()
      }
      await until(async () => (await effects()).length >= users.length, { timeoutMs: 25_000 })
      const heard = await effects()
      expect(heard).toHaveLength(users.length)
      for (const [v, vehicle] of vehicles.entries()) {
        const inOrder = heard
          .filter((row) => row.aggregate_id === vehicle)
          .map((row) => (row.data as { sessionId: string }).sessionId)
        expect(inOrder).toEqual(users.filter((_, i) => i % 4 === v))
      }
    },
  )

  test('emptied with nothing left to publish: events nobody had handled go out again', async () => {
    const { bus, redis } = await openRedis()
    stack.use(await start('accounts', bus(), {}))
    const user = newId()
    await remove(user, user)
    await until(() => producer.selectFrom('outbox').select('id').where('published_at', 'is not', null).executeTakeFirst())
    await redis.empty()
    stack.use(await start('charging', bus(), remember))
    await until(async () => (await effects()).length === 1)
    expect((await effects())[0]?.aggregate_id).toBe(user)
  })

  test('what a box that is away has not read is kept, however long the list; what all have read goes', async () => {
    const { redis } = await openRedis()
    const bus = () => stack.use(createRedisBus({ url: redis.url, log, streamLength: 10, keepMs: 0 }))
    stack.use(await start('accounts', bus(), {}))
    for (const other of GROUPS.filter((group) => group !== 'charging')) await bus().consume(other, [], () => Promise.resolve())
    const users = Array.from({ length: 300 }, () => newId())
    const [first = ''] = users
    {
      await using _present = await start('charging', bus(), remember)
      await remove(first, first)
      await until(async () => (await effects()).length === 1)
    }
    for (const user of users.slice(1)) await remove(user, user)
    const unpublished = () => producer.selectFrom('outbox').select('id').where('published_at', 'is', null).execute()
    // The streams are full, and the outbox waits.
    await until(async () => ((await redis.length('{evergraph}:events:*')) >= 10 ? true : null))
    expect((await unpublished()).length).toBeGreaterThan(0)
    stack.use(await start('charging', bus(), remember))
    await until(async () => (await effects()).length >= users.length, { timeoutMs: 60_000 })
    expect((await effects()).map((row) => row.aggregate_id).toSorted()).toEqual(users.toSorted())
    await until(async () => (await redis.length('{evergraph}:events:*')) <= 8)
  }, 90_000)

  test('two members of a group share the work and repeat none of it', async () => {
    const { bus } = await openRedis()
    stack.use(await start('accounts', bus(), {}))
    stack.use(await start('charging', bus(), remember))
    stack.use(await start('charging', bus(), remember))
    const users = Array.from({ length: 60 }, () => newId())
    for (const user of users) await remove(user, user)
    await until(async () => (await effects()).length >= users.length)
    expect((await effects()).map((row) => row.aggregate_id).toSorted()).toEqual(users.toSorted())
  })

  test('a box that starts for the first time long after the others hears all that was', async () => {
    const { redis } = await openRedis()
    const bus = () => stack.use(createRedisBus({ url: redis.url, log, keepMs: 0 }))
    stack.use(await start('accounts', bus(), {}))
    // Others read and trim meanwhile.
    await bus().consume('rewards', ['accounts.vehicle.removed'], () => Promise.resolve())
    const users = Array.from({ length: 20 }, () => newId())
    for (const user of users) await remove(user, user)
    await until(async () => (await redis.length('{evergraph}:events:*')) > 0)
    stack.use(await start('charging', bus(), remember))
    await until(async () => (await effects()).length >= users.length)
    expect((await effects()).map((row) => row.aggregate_id).toSorted()).toEqual(users.toSorted())
  })

  test('an event that a killed process had in hand is handled by the next one, once', async () => {
    const { bus, redis } = await openRedis()
    stack.use(await start('accounts', bus(), {}))
    const doomed = spawn(process.execPath, ['--input-type=module', '-e', HANGING_CONSUMER, redis.url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const vehicle = newId()
    await remove(vehicle)
    await once(doomed.stdout, 'data')
    const ended = once(doomed, 'exit')
    doomed.kill('SIGKILL')
    await ended
    stack.use(await start('charging', bus(), remember))
    await until(async () => (await effects()).length > 0)
    expect((await effects()).map((row) => row.aggregate_id)).toEqual([vehicle])
  })
})

/** Takes an event, says so, and never finishes with it. */
const HANGING_CONSUMER = `
import { createRedisBus } from '${new URL('../lib/bus-redis.ts', import.meta.url)}'
import { createLog } from '${new URL('../lib/log.ts', import.meta.url)}'
const bus = createRedisBus({ url: process.argv[1], log: createLog('doomed', { level: 'silent' }) })
await bus.consume('charging', ['accounts.vehicle.removed'], () => {
  console.log('took it')
  return new Promise(() => {})
})`
