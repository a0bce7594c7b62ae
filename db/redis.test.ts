import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createRedisBus } from '#lib/bus-redis.ts'
import { GROUPS } from '#lib/bus.ts'
import { newId } from '#lib/id.ts'
import { redisAvailable } from '../test/redis.ts'
import { until } from '../test/until.ts'
import { openBoxes, openRedis, repeated, type Boxes } from './messaging.fixture.ts'
import { log, remember, type TestHandlers } from './remember.fixture.ts'

let boxes: Boxes
beforeEach(async () => {
  boxes = await openBoxes()
})
afterEach(() => boxes.stack.disposeAsync())

describe.runIf(redisAvailable)('over Redis', () => {
  test.each(['empty', 'restart'] as const)(
    '%s in mid-run: no event is lost, none repeated in effect, the order of each aggregate kept',
    async (accident) => {
      const { bus, redis } = await openRedis(boxes.stack)
      await boxes.start('accounts', bus(), {})
      // Two members, so that partitions change hands in the confusion.
      await boxes.start('charging', bus(), remember)
      await boxes.start('charging', bus(), remember)
      const before = await repeated()
      const vehicles = [newId(), newId(), newId(), newId()]
      const said = vehicles.map((): string[] => [])
      const say = async () => {
        for (const [v, vehicle] of vehicles.entries()) {
          const user = newId()
          said[v]?.push(user)
          await boxes.remove(vehicle, user)
        }
      }
      for (let accidents = 0; accidents < 2; accidents++) {
        // What has had its effect by now is forgotten too, and comes again.
        await until(async () => {
          await say()
          return (await boxes.effects()).length > 20 * (accidents + 1)
        })
        await redis[accident]()
        await say()
      }
      await until(async () => (await boxes.effects()).length >= said.flat().length, { timeoutMs: 25_000 })
      await until(async () => (await repeated()) > before)
      for (const [v, vehicle] of vehicles.entries()) expect(await boxes.heardOf(vehicle)).toEqual(said[v])
    },
  )

  test('emptied with nothing left to publish: events nobody had handled go out again', async () => {
    const { bus, redis } = await openRedis(boxes.stack)
    await boxes.start('accounts', bus(), {})
    const user = newId()
    await boxes.remove(user, user)
    await until(() => boxes.publishedAt(user))
    await redis.empty()
    await boxes.start('charging', bus(), remember)
    await until(async () => (await boxes.effects()).length === 1)
    expect((await boxes.effects())[0]?.aggregate_id).toBe(user)
  })

  test('what a box that is away has not read is kept, however long the list; what all have read goes', async () => {
    const { redis } = await openRedis(boxes.stack)
    const bus = () => boxes.stack.use(createRedisBus({ url: redis.url, log, streamLength: 10, keepMs: 0 }))
    await boxes.start('accounts', bus(), {})
    for (const other of GROUPS.filter((group) => group !== 'charging')) await bus().consume(other, [], () => Promise.resolve())
    const users = Array.from({ length: 300 }, () => newId())
    const [first = ''] = users
    {
      await using _present = await boxes.start('charging', bus(), remember)
      await boxes.remove(first, first)
      await until(async () => (await boxes.effects()).length === 1)
    }
    for (const user of users.slice(1)) await boxes.remove(user, user)
    const unpublished = () => boxes.producer.selectFrom('outbox').select('id').where('published_at', 'is', null).execute()
    // The streams are full, and the outbox waits.
    await until(async () => ((await redis.length('{evergraph}:events:*')) >= 10 ? true : null))
    expect((await unpublished()).length).toBeGreaterThan(0)
    await boxes.start('charging', bus(), remember)
    await until(async () => (await boxes.effects()).length >= users.length, { timeoutMs: 60_000 })
    expect((await boxes.effects()).map((row) => row.aggregate_id).toSorted()).toEqual(users.toSorted())
    await until(async () => (await redis.length('{evergraph}:events:*')) <= 8)
  }, 90_000)

  test('two members of a group share the work, repeat none of it, and keep the order of an aggregate', async () => {
    const { bus } = await openRedis(boxes.stack)
    let calls = 0
    const handlers: TestHandlers = {
      'accounts.vehicle.removed': async (trx, event) => {
        if (calls++ % 4 === 0) throw new Error('not yet')
        await remember['accounts.vehicle.removed'](trx, event)
      },
    }
    await boxes.start('accounts', bus(), {})
    const members = [bus(), bus()] as const
    for (const member of members) await boxes.start('charging', member, handlers)
    for (const member of members) await until(() => member.ready().then(() => true))
    const vehicles = [newId(), newId()]
    const users = Array.from({ length: 60 }, () => newId())
    for (const [i, user] of users.entries()) await boxes.remove(vehicles[i % 2] ?? '', user)
    await until(async () => (await boxes.effects()).length >= users.length)
    for (const [v, vehicle] of vehicles.entries()) expect(await boxes.heardOf(vehicle)).toEqual(users.filter((_, i) => i % 2 === v))
  })

  test('a box that starts for the first time long after the others hears all that was', async () => {
    const { redis } = await openRedis(boxes.stack)
    const bus = () => boxes.stack.use(createRedisBus({ url: redis.url, log, keepMs: 0 }))
    await boxes.start('accounts', bus(), {})
    // Others read and trim meanwhile.
    await bus().consume('rewards', ['accounts.vehicle.removed'], () => Promise.resolve())
    const users = Array.from({ length: 20 }, () => newId())
    for (const user of users) await boxes.remove(user, user)
    await until(async () => (await redis.length('{evergraph}:events:*')) > 0)
    await boxes.start('charging', bus(), remember)
    await until(async () => (await boxes.effects()).length >= users.length)
    expect((await boxes.effects()).map((row) => row.aggregate_id).toSorted()).toEqual(users.toSorted())
  })
})
