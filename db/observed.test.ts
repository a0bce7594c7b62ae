import { expect, test, vi } from 'vitest'
import { createLocalBus } from '#lib/bus-local.ts'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { metrics } from '#lib/metrics.ts'
import { testDatabase } from '../test/postgres.ts'
import { until } from '../test/until.ts'
import { connect } from './connect.ts'
import { startMessaging } from './messaging.ts'
import { emit, type MessagingTables } from './outbox.ts'

const log = createLog('test', { level: 'silent' })
// Metrics of its own: boxes of an earlier file in this process may have been killed, and be asked for theirs.
vi.hoisted(() => vi.resetModules())

/** A line of the metrics by its name and label, as Prometheus reads it. */
async function shown(name: string, box: string): Promise<number | undefined> {
  const text = await metrics.metrics()
  const value = new RegExp(`^${name}\\{box="${box}"\\} (\\S+)$`, 'm').exec(text)?.[1]
  return value === undefined ? undefined : Number(value)
}

/** Without the metrics that ask the database, which would wait too. */
const poolWaits = async () => (await metrics.getSingleMetric('evergraph_database_waiting')?.get())?.values[0]?.value

test('the metrics tell what waits in the outbox, what is dead, and how the pool is, and nothing once the box is gone', async () => {
  await using database = await testDatabase('charging')
  {
    await using stack = new AsyncDisposableStack()
    const open = Promise.withResolvers<void>()
    const bus = createLocalBus(open.promise)
    const db = stack.adopt(connect<MessagingTables>({ url: database.url, schema: 'charging', log, max: 1 }), (it) => it.destroy())
    const handlers = { 'accounts.vehicle.removed': () => Promise.reject(new Error('poison')) }
    stack.use(await startMessaging({ db, url: database.url, box: 'charging', bus, handlers, ctx: {}, log }))
    stack.defer(() => bus[Symbol.asyncDispose]())
    const vehicleId = newId()
    await db.transaction().execute((trx) => emit(trx, 'accounts.vehicle.removed', vehicleId, { vehicleId, userId: newId() }))
    expect(await shown('evergraph_outbox_waiting', 'charging')).toBe(1)
    await until(async () => ((await shown('evergraph_outbox_oldest_seconds', 'charging')) ?? 0) > 0)
    expect(await shown('evergraph_dead_letters', 'charging')).toBe(0)

    open.resolve()
    await until(async () => (await shown('evergraph_dead_letters', 'charging')) === 1)
    await until(async () => (await shown('evergraph_outbox_waiting', 'charging')) === 0)

    // The others of the box wait for the one connection.
    expect(await shown('evergraph_database_connections', 'charging')).toBe(1)
    const held = Promise.withResolvers<void>()
    const first = db.connection().execute(() => held.promise)
    const waiting = Promise.all([1, 2, 3].map(() => db.selectFrom('inbox').selectAll().execute()))
    const scrape = metrics.metrics()
    expect(await poolWaits()).toBeGreaterThanOrEqual(3)
    held.resolve()
    await Promise.all([first, waiting, scrape])
  }
  expect(await shown('evergraph_outbox_waiting', 'charging')).toBeUndefined()
})

test('a box ends although the bus was never opened, and keeps what it had to say', async () => {
  await using database = await testDatabase('charging')
  await using bus = createLocalBus(new Promise(() => undefined))
  await using db = connect<MessagingTables>({ url: database.url, schema: 'charging', log })
  const messaging = await startMessaging({ db, url: database.url, box: 'charging', bus, handlers: {}, ctx: {}, log })
  let published = false
  const publish = bus.publish.bind(bus)
  bus.publish = (...batch) => {
    published = true
    return publish(...batch)
  }
  const vehicleId = newId()
  await db.transaction().execute((trx) => emit(trx, 'accounts.vehicle.removed', vehicleId, { vehicleId, userId: newId() }))
  await until(() => published)
  await messaging[Symbol.asyncDispose]()
  expect(await db.selectFrom('outbox').select('published_at').execute()).toEqual([{ published_at: null }])
})
