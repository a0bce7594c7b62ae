import { describe, expect, test } from 'vitest'
import { createLog } from '#lib/log.ts'
import { connectOptionalRedis } from '#lib/redis.ts'
import { redisAvailable, testRedis, type TestRedis } from '../../test/redis.ts'
import { until } from '../../test/until.ts'
import { shareOfAddress, type Leave } from './held.ts'
import { heldOf } from './shared-held.ts'

const silent = createLog('gateway', { level: 'silent' })
const share = (most: number, address = '192.0.2.1') => shareOfAddress('sockets', address, most)

/** What one gateway holds, once its Redis answers. */
async function gatewayOver({ url }: TestRedis, lease = { leaseMs: 600, renewMs: 100 }) {
  const redis = connectOptionalRedis(url, silent)
  const held = heldOf(redis, silent, lease)
  await until(() => redis.status === 'ready')
  const dispose = async () => {
    await held[Symbol.asyncDispose]()
    redis.disconnect()
  }
  const left: Leave[] = []
  return {
    redis,
    /** True if one more fits. */
    takes: async (most: number, address?: string): Promise<boolean> => {
      const taken = await held.take([share(most, address)])
      if (typeof taken === 'function') left.push(taken)
      return typeof taken === 'function'
    },
    leaves: () => left.pop()?.(),
    holds: () => left.length,
    /** Ends as a process does that is killed. */
    dies: () => redis.disconnect(),
    [Symbol.asyncDispose]: dispose,
  }
}

describe.runIf(redisAvailable)('over one Redis', () => {
  test('gateways count together: of what is opened at once, no more than the most; who leaves makes room at all', async () => {
    await using redis = await testRedis()
    await using one = await gatewayOver(redis)
    await using two = await gatewayOver(redis)
    // Each is known when its lease is there.
    await until(async () => (await one.redis.zcard('evergraph:gateways')) === 2)
    const taken = await Promise.all(Array.from({ length: 40 }, async (_, n) => (n % 2 ? one : two).takes(15)))
    expect(taken.filter(Boolean)).toHaveLength(15)
    expect([await one.takes(15), await two.takes(15)]).toEqual([false, false])
    // Which of the two was the faster one, and holds any of the fifteen, is not said.
    const [leaver, other] = one.holds() > 0 ? ([one, two] as const) : ([two, one] as const)
    leaver.leaves()
    await until(() => other.takes(15))
    expect([await leaver.takes(15), await leaver.takes(15, '192.0.2.2')]).toEqual([false, true])
  })

  test('what a gateway held that has died is forgotten when its lease ends; one that stops makes room at once', async () => {
    await using redis = await testRedis()
    await using one = await gatewayOver(redis)
    await using dying = await gatewayOver(redis)
    await until(async () => (await one.redis.zcard('evergraph:gateways')) === 2)
    for (let n = 0; n < 3; n += 1) await dying.takes(3)
    expect(await one.takes(3)).toBe(false)
    dying.dies()
    await until(() => one.takes(3))
    const stopping = await gatewayOver(redis, { leaseMs: 3_600_000, renewMs: 100 })
    await until(async () => (await one.redis.zcard('evergraph:gateways')) === 2)
    await stopping.takes(1, '192.0.2.3')
    expect(await one.takes(1, '192.0.2.3')).toBe(false)
    await stopping[Symbol.asyncDispose]()
    expect(await one.takes(1, '192.0.2.3')).toBe(true)
  })

  test('while Redis is away each counts by itself, and tells what it holds when Redis is back', async () => {
    await using redis = await testRedis()
    await using one = await gatewayOver(redis)
    expect(await one.takes(3)).toBe(true)
    await redis.stop()
    await until(() => one.redis.status !== 'ready')
    expect([await one.takes(3), await one.takes(3), await one.takes(3)]).toEqual([true, true, false])
    await redis.start()
    await using two = await gatewayOver(redis)
    await until(async () => {
      const fits = await two.takes(3)
      two.leaves()
      return !fits
    })
    one.leaves()
    await until(() => two.takes(3))
    expect(await two.takes(3)).toBe(false)
  })

  test('a Redis that has forgotten all is told again', async () => {
    await using redis = await testRedis()
    await using one = await gatewayOver(redis)
    await using two = await gatewayOver(redis)
    await one.takes(1)
    await until(async () => (await one.redis.zcard('evergraph:gateways')) === 2)
    await redis.empty()
    await until(async () => {
      const fits = await two.takes(1)
      if (fits) two.leaves()
      return !fits
    })
  })
})
