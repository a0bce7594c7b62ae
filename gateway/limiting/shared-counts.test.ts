import { expect, test, vi } from 'vitest'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { connectOptionalRedis } from '#lib/redis.ts'
import { redisAvailable, testRedis } from '../../test/redis.ts'
import { until } from '../../test/until.ts'
import { daily, lasting } from './counts.ts'
import { countsOf } from './shared-counts.ts'

const silent = createLog('gateway', { level: 'silent' })
const windowMs = 3_600_000

/** The counts of one gateway, once its Redis answers. */
async function gatewayOver(url: string, window = lasting(windowMs, 100), heldMs?: number) {
  const redis = connectOptionalRedis(url, silent)
  await until(() => redis.status === 'ready')
  return Object.assign(countsOf('requests', window, redis, silent, heldMs), { redis, [Symbol.dispose]: () => redis.disconnect() })
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
  expect(last.endsAt).toBeGreaterThan(Date.now() + windowMs - 60_000)
  expect(two.add('a', 1, 10)).toMatchObject({ points: 10, fits: false })
})

test.runIf(redisAvailable)('most requests do not ask Redis, and still no more than the most fit over all gateways', async () => {
  await using redis = await testRedis()
  using one = await gatewayOver(redis.url)
  using two = await gatewayOver(redis.url)
  let [fits, asked] = [0, 0]
  // More than the most, now here and now there, some of them at once and of different weights.
  for (let n = 0; n < 600; n += 1) {
    const taken = [one, two, one].map((each, at) => each.add('a', 1 + ((n + at) % 3), 1_000))
    asked += taken.filter((each) => each instanceof Promise).length
    for (const [at, each] of (await Promise.all(taken.map(async (each) => each))).entries())
      if (each.fits) fits += 1 + ((n + at) % 3)
  }
  expect(fits).toBeLessThanOrEqual(1_000)
  expect(fits).toBeGreaterThan(990)
  expect(asked).toBeLessThan(300)
})

test.runIf(redisAvailable)('what a gateway has taken in advance and not used, others get when it is given back', async () => {
  await using redis = await testRedis()
  using one = await gatewayOver(redis.url, undefined, 200)
  using two = await gatewayOver(redis.url, undefined, 200)
  for (let n = 0; n < 3; n += 1) await one.add('a', 1, 1_000)
  // Of the 67 that are left, one holds 49.
  await two.add('a', 930, 1_000)
  await until(async () => {
    const { fits } = await two.add('a', 60, 1_000)
    return fits
  })
  expect((await two.add('a', 8, 1_000)).fits).toBe(false)
})

test.runIf(redisAvailable)('what is known of a day goes on in a Redis that knows nothing of it', async () => {
  await using redis = await testRedis()
  using one = await gatewayOver(redis.url, daily(100))
  using two = await gatewayOver(redis.url, daily(100))
  for (const each of [one, two]) each.atLeast('a', 7)
  expect(await one.add('a', 1, 10)).toMatchObject({ points: 8, fits: true })
  expect(await two.add('a', 1, 10)).toMatchObject({ points: 9, fits: true })
  expect(await one.add('a', 2, 10)).toMatchObject({ points: 9, fits: false })
  // It is of that day alone.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 25 * 3_600_000 })
  one.atLeast('b', 7)
  vi.useRealTimers()
  expect(await one.add('b', 1, 10)).toMatchObject({ points: 1, fits: true })
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

test.runIf(redisAvailable)('what was counted while Redis hung is counted there when it answers again', async () => {
  await using redis = await testRedis()
  using one = await gatewayOver(redis.url)
  using two = await gatewayOver(redis.url)
  await one.add('a', 1, 10)
  await two.redis.call('CLIENT', 'PAUSE', '600', 'ALL')
  await one.add('b', 1, 10)
  const alone = Array.from({ length: 7 }, () => one.add('a', 1, 10))
  expect(alone.at(-1)).toMatchObject({ points: 8, fits: true })
  await until(async () => {
    const key = newId()
    await one.add(key, 1, 10)
    return (await two.add(key, 1, 10)).points === 2
  })
  expect(await one.add('a', 1, 10)).toMatchObject({ points: 9, fits: true })
  expect(await two.add('a', 2, 10)).toMatchObject({ points: 9, fits: false })
})
