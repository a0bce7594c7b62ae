import { RateLimiterRedis } from 'rate-limiter-flexible'
import type { Log } from '#lib/log.ts'
import type { Redis } from '#lib/redis.ts'
import { createOutage } from '#lib/work/outage.ts'
import { localCounts, type Counts, type Taken } from './counts.ts'

/** How long Redis is left alone after a fault. Where it hangs, every request would wait for it otherwise. */
const LEFT_ALONE_MS = 1_000

/**
 * Counts of this process; where there is a Redis, of all gateways together. Each process remembers what Redis told it: a client that has
 * used all is refused without Redis, and while Redis is away the process counts on by itself from there.
 */
export function countsOf(window: { windowMs: number; clientsKept: number }, redis: Redis | undefined, log: Log): Counts {
  const local = localCounts(window)
  if (!redis) return local
  const limiter = new RateLimiterRedis({
    storeClient: redis,
    keyPrefix: 'evergraph:requests',
    // How many a client may use differs, so it is compared here.
    points: Number.MAX_SAFE_INTEGER,
    duration: window.windowMs / 1000,
    rejectIfRedisNotReady: true,
  })
  const outage = createOutage(log, 'Redis, which counts requests')
  let askAgainAt = 0

  const counted = async (key: string, points: number, most: number): Promise<Taken> => {
    try {
      const { consumedPoints, msBeforeNext } = await limiter.consume(key, points)
      const fits = consumedPoints <= most
      const after = fits ? consumedPoints : (await limiter.reward(key, points)).consumedPoints
      outage.over()
      const used = { points: after, endsAt: Date.now() + msBeforeNext, fits }
      local.learn(key, used)
      return used
    } catch (error) {
      outage.failed(error)
      askAgainAt = Date.now() + LEFT_ALONE_MS
      return local.add(key, points, most)
    }
  }
  return {
    known: local.known,
    add: (key, points, most) => {
      const before = local.known(key)
      if (before && before.points >= most) return { ...before, fits: false }
      return Date.now() < askAgainAt ? local.add(key, points, most) : counted(key, points, most)
    },
  }
}
