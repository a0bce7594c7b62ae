import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { Redis } from 'ioredis'
import type { Bus } from './bus.ts'
import { createListeners } from './bus.ts'
import { ConfigError } from './config.ts'
import type { EventEnvelope, EventName } from './events.ts'
import { LIMITS } from './limits.ts'
import type { Log } from './log.ts'

const { partitions: PARTITIONS, streamLength, leaseMs } = LIMITS.events
const BLOCK_MS = 1_000
const READ = 50

/** One name for all members: who takes a partition over reads on where the last one stopped, with what that left unfinished. */
const HOLDER = 'holder'

/** Writes a batch if it is the one after the last that Redis remembers; else tells that Redis has forgotten some. */
const PUBLISH = `
local last = tonumber(redis.call('GET', KEYS[1]) or '0')
local sequence = tonumber(ARGV[1])
if last < sequence - 1 then return 'forgotten' end
for i = 3, #ARGV, 2 do
  redis.call('XADD', KEYS[tonumber(ARGV[i]) + 2], 'MAXLEN', '~', ARGV[2], '*', 'event', ARGV[i + 1])
end
redis.call('SET', KEYS[1], sequence)
return 'stored'`

/** Renews or takes the lease of a partition; 1 when it is ours. */
const LEASE = `
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`

const RELEASE = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`

/**
 * The bus over Redis Streams. Events are spread over partitions by aggregate; in each group one member at a time holds a
 * partition (a lease), handles its events in order and acknowledges each when it is done. When a member dies its lease ends, and
 * the next holder begins with what was left. Redis may be emptied at any time: outboxes see it by their sequence and publish again.
 */
export function createRedisBus(options: { url: string; log: Log; prefix?: string }): Bus {
  const { url, log, prefix = 'evergraph' } = options
  const member = randomUUID()
  const streams = Array.from({ length: PARTITIONS }, (_, partition) => `{${prefix}}:events:${partition}`)
  const sequenceKey = (producer: string) => `{${prefix}}:sequence:${producer}`
  const open = new Set<Redis>()
  const connect = (): Redis => {
    const redis = new Redis(url, {
      maxRetriesPerRequest: 1,
      connectTimeout: 5_000,
      retryStrategy: (times) => Math.min(50 * 2 ** times, 2_000),
    })
    redis.on('error', (error) => log.debug({ err: error }, 'redis'))
    open.add(redis)
    return redis
  }
  const main = connect()
  const stop = new AbortController()
  const running = new Set<Promise<void>>()
  const track = (work: Promise<void>) => {
    running.add(work)
    void work.finally(() => running.delete(work))
    return work
  }
  /** Repeats a step until the bus (or its own signal) stops; a step that fails is repeated after a pause. */
  const loop = async (signal: AbortSignal, step: () => Promise<void>) => {
    while (!signal.aborted) {
      try {
        await step()
      } catch (error) {
        if (signal.aborted) return
        log.warn({ err: error }, 'the bus cannot reach Redis; it tries again')
        await wait(200, undefined, { signal }).catch(() => undefined)
      }
    }
  }

  const listeners = createListeners()
  let listening: Promise<void> | null = null
  const listenLoop = async () => {
    const redis = connect()
    stop.signal.addEventListener('abort', () => redis.disconnect(), { once: true })
    const at = new Map<string, string>()
    await loop(stop.signal, async () => {
      if (at.size === 0) for (const stream of streams) at.set(stream, await lastId(redis, stream))
      const read = await redis.xread('COUNT', 200, 'BLOCK', BLOCK_MS, 'STREAMS', ...at.keys(), ...at.values())
      for (const [stream, entries] of entriesOf(read)) {
        for (const [id, event] of entries) {
          at.set(stream, id)
          if (event) listeners.tell(event)
        }
      }
    })
  }

  return {
    publish({ producer, sequence, events }) {
      const pairs = events.flatMap((event) => [String(partitionOf(event.aggregateId)), JSON.stringify(event)])
      const stored = main.eval(PUBLISH, 1 + streams.length, sequenceKey(producer), ...streams, sequence, streamLength, ...pairs)
      const accepted = stored.then((answer) => (answer === 'stored' ? ('stored' as const) : ('forgotten' as const)))
      const settled = accepted.then((answer) => {
        if (answer === 'forgotten') throw new Error('the bus has lost its memory')
      })
      // Whoever awaits `accepted` first must not leave `settled` unheard.
      settled.catch(() => undefined)
      return { accepted, settled }
    },
    async adopt(producer, sequence) {
      await main.set(sequenceKey(producer), sequence)
    },
    async remembered(producer) {
      const value = await main.get(sequenceKey(producer))
      return value === null ? null : Number(value)
    },
    async consume(group, names, handle) {
      const wanted = new Set<EventName>(names)
      const ended = new AbortController()
      const signal = AbortSignal.any([stop.signal, ended.signal])
      const work = track(consumeGroup({ group, wanted, handle, signal }))
      return {
        [Symbol.asyncDispose]: async () => {
          ended.abort()
          await work
        },
      }
    },
    listen(names, heard) {
      listening ??= track(listenLoop())
      return listeners.add(names, heard)
    },
    async ready() {
      await main.ping()
    },
    [Symbol.asyncDispose]: async () => {
      stop.abort()
      await Promise.allSettled(running)
      for (const redis of open) redis.disconnect()
    },
  }

  async function consumeGroup(work: {
    group: string
    wanted: Set<EventName>
    handle: (event: EventEnvelope) => Promise<void>
    signal: AbortSignal
  }): Promise<void> {
    const { group, wanted, handle, signal } = work
    const redis = connect()
    // A blocked read would hold up the end by up to a second.
    signal.addEventListener('abort', () => redis.disconnect(), { once: true })
    const leaseKey = (partition: number) => `{${prefix}}:lease:${group}:${partition}`
    const membersKey = `{${prefix}}:members:${group}`
    const held = new Set<number>()
    /** Partitions whose unfinished entries, ours or a dead holder's, are still to be read. */
    const unfinished = new Set<number>()

    const renew = async () => {
      const now = Date.now()
      await main.zadd(membersKey, now, member)
      await main.zremrangebyscore(membersKey, 0, now - 2 * leaseMs)
      const share = Math.ceil(PARTITIONS / Math.max(1, await main.zcard(membersKey)))
      for (const partition of [...held].slice(share)) await release(partition)
      for (let partition = 0; partition < PARTITIONS; partition++) {
        if (!held.has(partition) && held.size >= share) continue
        if ((await main.eval(LEASE, 1, leaseKey(partition), member, leaseMs)) !== 1) held.delete(partition)
        else if (!held.has(partition)) {
          held.add(partition)
          unfinished.add(partition)
        }
      }
    }
    const release = async (partition: number) => {
      held.delete(partition)
      await main.eval(RELEASE, 1, leaseKey(partition), member)
    }
    const step = async () => {
      if (held.size === 0) return void (await wait(leaseMs / 6, undefined, { signal }).catch(() => undefined))
      const old = [...unfinished].filter((partition) => held.has(partition))
      const from = old.length > 0 ? old : [...held]
      const keys = from.map((partition) => streams[partition] ?? '')
      const read = await readGroup(redis, group, keys, old.length > 0 ? '0' : '>')
      await Promise.all(
        entriesOf(read).map(async ([stream, entries]) => {
          const partition = streams.indexOf(stream)
          if (old.length > 0 && entries.length < READ) unfinished.delete(partition)
          for (const [id, event] of entries) {
            // The rest belongs to whoever holds the partition now.
            if (signal.aborted || !held.has(partition)) return
            if (event && wanted.has(event.name)) await handle(event)
            await main.xack(stream, group, id)
          }
        }),
      )
    }

    const leases = loop(signal, async () => {
      await renew()
      await wait(leaseMs / 3, undefined, { signal }).catch(() => undefined)
    })
    await loop(signal, () =>
      step().catch((error: unknown) => {
        // What was read but not finished is read again, before anything new.
        for (const partition of held) unfinished.add(partition)
        throw error
      }),
    )
    await leases
    await main.zrem(membersKey, member).catch(() => undefined)
    for (const partition of held) await release(partition).catch(() => undefined)
    open.delete(redis)
  }

  /** Reads for a group; makes the group where it is missing, as it is at the start and after Redis was emptied. */
  async function readGroup(redis: Redis, group: string, keys: string[], from: '0' | '>'): Promise<unknown> {
    const ids = keys.map(() => from)
    const read = () => redis.xreadgroup('GROUP', group, HOLDER, 'COUNT', READ, 'BLOCK', BLOCK_MS, 'STREAMS', ...keys, ...ids)
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof Error) || !/NOGROUP|no longer exists|UNBLOCKED/.test(error.message)) throw error
      for (const stream of streams)
        await main.xgroup('CREATE', stream, group, '0', 'MKSTREAM').catch((reason: unknown) => {
          if (!String(reason).includes('BUSYGROUP')) throw reason
        })
      return read()
    }
  }
}

const partitionOf = (aggregateId: string): number => createHash('sha1').update(aggregateId).digest().readUInt32BE(0) % PARTITIONS

async function lastId(redis: Redis, stream: string): Promise<string> {
  const [newest] = await redis.xrevrange(stream, '+', '-', 'COUNT', 1)
  return newest?.[0] ?? '0-0'
}

/** Redis' answer to XREAD and XREADGROUP: per stream its entries; an entry whose text was trimmed away has no event. */
function entriesOf(read: unknown): [stream: string, entries: [id: string, event: EventEnvelope | null][]][] {
  if (!read) return []
  const answer = read as [string, [string, string[] | null][]][]
  return answer.map(([stream, entries]) => [
    stream,
    entries.map(([id, fields]) => [id, fields?.[1] ? (JSON.parse(fields[1]) as EventEnvelope) : null]),
  ])
}

/**
 * The bus of a box that runs as its own process. There it needs Redis: a bus within the process would call events delivered that
 * no other box has heard.
 */
export function openBus(url: string | undefined, log: Log): Bus {
  if (!url) throw new ConfigError(['REDIS_URL is not set; boxes that run as processes of their own meet over Redis'])
  return createRedisBus({ url, log })
}
