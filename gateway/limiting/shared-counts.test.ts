import { expect, test } from 'vitest'
import { createLog } from '#lib/log.ts'
import { connectOptionalRedis } from '#lib/redis.ts'
import { redisAvailable, testRedis } from '../../test/redis.ts'
import { until } from '../../test/until.ts'
import { countsOf } from './shared-counts.ts'

const silent = createLog('gateway', { level: 'silent' })
const WINDOW = { windowMs: 3_600_000, clientsKept: 100 }

/** The counts of one gateway, once its Redis answers. */
async function gatewayOver(url: string) {
  const redis = connectOptionalRedis(url, silent)
  await until(() => redis.status === 'ready')
  return Object.assign(countsOf(WINDOW, redis, silent), { redis, [Symbol.dispose]: () => redis.disconnect() })
}

test.runIf(redisAvailable)(
  'gateways over one Redis count together: of requests that come at once, no more than the most fit',
  async () => {
    await using redis = await testRedis()
    using one = await gatewayOver(redis.url)
    using two = await gatewayOver(redis.url)
    const taken = await Promise.all(Array.from({ length: 60 }, async (_, n) => (n % 2 ? one : two).add('a', 1, 25)))
    expect(taken.filter(({ fits }) => fits)).toHaveLength(25)
    expect((await two.add('b', 1, 25)).fits).toBe(true)
  },
)

test.runIf(redisAvailable)('what does not fit is not counted, and who has used all is refused without asking Redis', async () => {
  await using redis = await testRedis()
  using one = await gatewayOver(redis.url)
  using two = await gatewayOver(redis.url)
  await one.add('a', 8, 10)
  expect(await two.add('a', 5, 10)).toMatchObject({ points: 8, fits: false })
  const last = await two.add('a', 2, 10)
  expect(last).toMatchObject({ points: 10, fits: true })
  expect(last.endsAt).toBeGreaterThan(Date.now() + WINDOW.windowMs - 60_000)
  expect(two.add('a', 1, 10)).toMatchObject({ points: 10, fits: false })
})

test.runIf(redisAvailable)(
  'while Redis is away, each gateway counts on from what it knew; a Redis that is back is used again',
  async () => {
    await using redis = await testRedis()
    using one = await gatewayOver(redis.url)
    await one.add('a', 8, 10)
    await redis.stop()
    await until(() => one.redis.status !== 'ready')
    const away = [await one.add('a', 1, 10), await one.add('a', 1, 10), await one.add('a', 1, 10)]
    expect(away.map(({ points, fits }) => [points, fits])).toEqual([
      [9, true],
      [10, true],
      [10, false],
    ])
    await redis.start()
    using two = await gatewayOver(redis.url)
    await until(async () => {
      await one.add('b', 1, 1_000_000)
      const { points } = await two.add('b', 1, 1_000_000)
      return points > 1
    })
  },
)
