import { newId } from '#lib/id.ts'
import type { Log } from '#lib/log.ts'
import type { Redis } from '#lib/redis.ts'
import { startRepeat } from '#lib/work/repeat.ts'
import { GATEWAY_LIMITS } from '../limits.ts'
import { createHeld, once, type Held, type Leave, type Share } from './held.ts'

const GATEWAYS = 'evergraph:gateways'
/** What one gateway holds, by holder. */
const KEPT = 'evergraph:held:'
/** Stands among the holders of a gateway that has told all of them. */
const TOLD = 'told'
/** Holders that are told in one command. */
const TOLD_AT_ONCE = 1_000
/** How long Redis is left alone after a fault. Where it hangs, each socket would wait for it otherwise. */
const LEFT_ALONE_MS = 1_000

type Counted = Share & { holder: string }

/** Of whoever has all of a share, the place of the share from 1 on; else 0, and one more is counted for each. */
const TAKE = `
local time = redis.call('TIME')
local gateways = redis.call('ZRANGEBYSCORE', KEYS[1], time[1] * 1000 + math.floor(time[2] / 1000), '+inf')
for i = 2, #ARGV, 2 do
  local held = 0
  for _, gateway in ipairs(gateways) do
    held = held + tonumber(redis.call('HGET', '${KEPT}' .. gateway, ARGV[i]) or '0')
  end
  if held >= tonumber(ARGV[i + 1]) then return i / 2 end
end
for i = 2, #ARGV, 2 do redis.call('HINCRBY', KEYS[2], ARGV[i], 1) end
redis.call('PEXPIRE', KEYS[2], ARGV[1])
return 0`

const GIVE = `
for _, holder in ipairs(ARGV) do
  if redis.call('HINCRBY', KEYS[1], holder, -1) <= 0 then redis.call('HDEL', KEYS[1], holder) end
end`

/** Renews the lease. 0 if Redis does not know what the gateway holds. */
const RENEW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('ZADD', KEYS[1], now + ARGV[1], ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[1])
return redis.call('HEXISTS', KEYS[2], '${TOLD}')`

/**
 * Counts of this process; where there is a Redis, of all gateways together. Each gateway has its own counts there, under a lease that it
 * renews. So what a gateway held that has died is forgotten when its lease ends. Redis is asked once when something is opened, and told once
 * when it is closed. While Redis is away each gateway counts by itself; when it is back, each tells what it holds.
 */
export function heldOf(
  redis: Redis | undefined,
  log: Log,
  { leaseMs, renewMs }: { leaseMs: number; renewMs: number } = GATEWAY_LIMITS.held,
): Held & AsyncDisposable {
  const local = createHeld()
  if (!redis) return { take: local.take, [Symbol.asyncDispose]: () => Promise.resolve() }
  const id = newId()
  const kept = `${KEPT}${id}`
  /** Redis may know something else than what is held. */
  let astray = true
  let times = 0
  let askAgainAt = 0

  /** What was counted while Redis was away was told to it since, or is told. */
  const given = (holders: readonly string[], leave: Leave): Leave =>
    once(() => {
      leave()
      redis.eval(GIVE, 1, kept, ...holders).catch(() => (astray = true))
    })
  const asked = async (counted: readonly Counted[], leave: Leave): Promise<Leave | Share> => {
    const before = times
    const wanted = counted.flatMap(({ holder, most }) => [holder, most])
    try {
      const full = counted[Number(await redis.eval(TAKE, 2, GATEWAYS, kept, leaseMs, ...wanted)) - 1]
      if (!full) return leave
      // What was told meanwhile had this one among it.
      astray ||= times !== before
      return full
    } catch {
      astray = true
      askAgainAt = Date.now() + LEFT_ALONE_MS
      return leave
    }
  }

  const renew = async (): Promise<void> => {
    if (redis.status !== 'ready') return void (astray = true)
    const known = await redis.eval(RENEW, 2, GATEWAYS, kept, leaseMs, id)
    if (known === 1 && !astray) return
    astray = false
    times += 1
    const counts = [...local.counts]
    const telling = redis.multi().del(kept).hset(kept, TOLD, 1)
    for (let from = 0; from < counts.length; from += TOLD_AT_ONCE)
      telling.hset(kept, ...counts.slice(from, from + TOLD_AT_ONCE).flat())
    try {
      await telling.pexpire(kept, leaseMs).exec()
    } catch (error) {
      astray = true
      throw error
    }
  }
  const renewing = startRepeat({ what: 'telling other gateways what is held', everyMs: renewMs, task: renew }, log)
  const ready = () => void renew().catch(() => undefined)
  redis.on('ready', ready)

  return {
    take: (shares) => {
      const taken = local.take(shares)
      const counted = shares.filter((share): share is Counted => share.holder !== undefined)
      if (typeof taken !== 'function' || counted.length === 0) return taken
      const leave = given(
        counted.map(({ holder }) => holder),
        taken,
      )
      if (redis.status !== 'ready' || Date.now() < askAgainAt) {
        astray = true
        return leave
      }
      return asked(counted, leave).then((outcome) => {
        if (typeof outcome !== 'function') taken()
        return outcome
      })
    },
    [Symbol.asyncDispose]: async () => {
      redis.off('ready', ready)
      await renewing[Symbol.asyncDispose]()
      // What it held is nobody's any more: its sockets are closed.
      if (redis.status === 'ready')
        await redis
          .multi()
          .del(kept)
          .zrem(GATEWAYS, id)
          .exec()
          .catch(() => undefined)
    },
  }
}
