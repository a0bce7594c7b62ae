import { RateLimiterRedis } from 'rate-limiter-flexible'
import type { Log } from '#lib/log.ts'
import type { Redis } from '#lib/redis.ts'
import { createOutage } from '#lib/work/outage.ts'
import { GATEWAY_LIMITS } from '../limits.ts'
import { localCounts, type Counts, type Taken, type Used, type Window } from './counts.ts'

const { leftAloneMs, aheadShare, aheadMost, heldMs: usualHeldMs } = GATEWAY_LIMITS.sharedCounts

/** Points of a client that this process has taken from Redis in advance. */
interface Held {
  left: number
  /** Who waits for points while Redis is asked. */
  waiting: Waiting[]
  isAsking: boolean
}
interface Waiting {
  points: number
  most: number
  taken: (taken: Taken) => void
}

/**
 * Counts of this process; where there is a Redis, of all gateways together. Not every request asks Redis: a process takes some points in
 * advance, a share of what the client has left, and gives back what was not used after some seconds. So no more than the most ever fit, and what
 * one gateway holds while another has used all is less the nearer the client is to the end; at the end it is nothing, and each request is
 * counted by itself. While Redis is away the process counts on from what it knows.
 */
export function countsOf(name: string, window: Window, redis: Redis | undefined, log: Log, heldMs: number = usualHeldMs): Counts {
  const local = localCounts(window)
  if (!redis) return local
  const limiter = new RateLimiterRedis({
    storeClient: redis,
    keyPrefix: `evergraph:${name}`,
    // How many a client may use differs, so it is compared here.
    points: Number.MAX_SAFE_INTEGER,
    duration: 3_600,
    rejectIfRedisNotReady: true,
  })
  const outage = createOutage(log, 'Redis, which counts requests')
  const held = new Map<string, Held>()
  /** What others have said of clients that Redis may not know. */
  const floors = new Map<string, Used>()
  /** What was counted here alone, while Redis was left alone. It is told of it, or each of its faults would give a client all of an hour anew. */
  const owed = localCounts(window)
  const addAlone = (key: string, points: number, most: number): Taken => {
    const taken = local.add(key, points, most)
    if (taken.fits) owed.learn(key, { points: points + (owed.known(key)?.points ?? 0), endsAt: taken.endsAt })
    return taken
  }
  let askAgainAt = 0
  const lifeOf = () => ({ customDuration: Math.max(1, Math.ceil((window.endOf(Date.now()) - Date.now()) / 1_000)) })

  const hold = (key: string): Held => {
    const made: Held = { left: 0, waiting: [], isAsking: false }
    held.set(key, made)
    setTimeout(() => giveBack(key, made), heldMs).unref()
    return made
  }
  const giveBack = (key: string, of: Held): void => {
    if (of.isAsking) return void setTimeout(() => giveBack(key, of), heldMs).unref()
    held.delete(key)
    // A window that is about to end may be another when Redis hears of it.
    if (of.left === 0 || (local.known(key)?.endsAt ?? 0) < Date.now() + leftAloneMs) return
    limiter.reward(key, of.left, lifeOf()).catch((error: unknown) => outage.failed(error))
  }
  /** Takes what those want who wait, and some more. */
  const take = async (key: string, of: Held, asked: readonly Waiting[]): Promise<void> => {
    const most = Math.min(...asked.map((each) => each.most))
    const wanted = asked.reduce((sum, { points }) => sum + points, 0)
    const before = local.known(key)
    const room = before && held.has(key) ? most - before.points - wanted : 0
    const need = wanted + Math.max(0, Math.min(aheadMost, Math.floor(room * aheadShare)))
    const { consumedPoints, msBeforeNext } = await limiter.consume(key, need, lifeOf())
    const endsAt = Date.now() + msBeforeNext
    // A Redis that has lost its memory, or that nobody has told yet, goes on from what others have counted.
    const floor = consumedPoints === need ? floors.get(key) : undefined
    floors.delete(key)
    const due = owed.known(key)
    const more = Math.max(floor && floor.endsAt > Date.now() ? floor.points : 0, due?.points ?? 0)
    const taken = more > 0 ? (await limiter.penalty(key, more, lifeOf())).consumedPoints : consumedPoints
    if (due) owed.learn(key, { ...due, points: 0 })
    // What is held already was counted when it was taken.
    let used = taken - need - of.left
    of.left = Math.max(0, Math.min(need + of.left, most - used))
    const answers = asked.map(({ points, most: ofIt }): Taken => {
      const fits = points <= of.left && used + points <= ofIt
      if (fits) [of.left, used] = [of.left - points, used + points]
      return { points: used, endsAt, fits }
    })
    // At the end nothing is held back from others, and what does not fit is not counted.
    if (taken > most) {
      of.left = 0
      used = (await limiter.reward(key, taken - used, lifeOf())).consumedPoints
    }
    local.learn(key, { points: used, endsAt })
    for (const [at, answer] of answers.entries()) asked[at]?.taken(answer)
  }
  const ask = async (key: string, of: Held): Promise<void> => {
    of.isAsking = true
    while (of.waiting.length > 0) {
      const asked = of.waiting.splice(0)
      try {
        await take(key, of, asked)
        outage.over()
      } catch (error) {
        outage.failed(error)
        askAgainAt = Date.now() + leftAloneMs
        for (const { points, most, taken } of asked) taken(local.add(key, points, most))
      }
    }
    of.isAsking = false
  }
  /** What Redis said is believed for as long as points are held: another gateway may have given some back since. */
  const known: Counts['known'] = (key) => (held.has(key) || Date.now() < askAgainAt ? local.known(key) : undefined)
  return {
    known,
    atLeast: (key, points) => {
      local.atLeast(key, points)
      if (points > 0) floors.set(key, { points, endsAt: window.endOf(Date.now()) })
    },
    add: (key, points, most) => {
      const before = known(key)
      if (before && before.points >= most) return { ...before, fits: false }
      const of = held.get(key)
      if (of && before && of.left >= points) {
        of.left -= points
        return local.add(key, points, most)
      }
      if (Date.now() < askAgainAt) return addAlone(key, points, most)
      const holding = of ?? hold(key)
      const { promise, resolve } = Promise.withResolvers<Taken>()
      holding.waiting.push({ points, most, taken: resolve })
      if (!holding.isAsking) void ask(key, holding)
      return promise
    },
  }
}
