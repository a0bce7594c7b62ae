import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Bus, Handle } from './bus.ts'
import { FORMER_GROUPS, GROUPS, createListeners, handlePart, isFor, partsOf } from './bus.ts'
import { LEASE, PUBLISH, RELEASE, TRIM, entriesOf, partitionOf } from './bus-redis-streams.ts'
import { ConfigError } from './config.ts'
import type { EventName } from './events.ts'
import { LIMITS } from './limits.ts'
import type { Log } from './log.ts'
import { connectRedis, type Redis } from './redis.ts'
import { createOutage } from './work/outage.ts'

const { partitions: PARTITIONS, leaseMs } = LIMITS.events
const BLOCK_MS = 1_000
const READ = 50
const NOTICES = 10_000
/** Must be more than the difference between the clocks of this process and Redis. */
const OVERLAP_MS = 10_000

/** One name for all members: whoever takes a partition over goes on where the last one stopped, with what that left unfinished. */
const HOLDER = 'holder'

/**
 * The bus over Redis Streams. Events are spread over partitions by aggregate. In each group one member at a time holds a partition (a
 * lease), handles its events in order and acknowledges each when it is done. When a member dies, its lease ends, and the next holder begins
 * with what was left. Redis may be emptied at any time: outboxes see it by their sequence and publish again.
 */
export function createRedisBus(options: { url: string; log: Log; prefix?: string; streamLength?: number; keepMs?: number }): Bus {
  const { url, log, prefix = 'evergraph', streamLength = LIMITS.events.streamLength, keepMs = LIMITS.events.liveMs } = options
  const member = randomUUID()
  const streams = Array.from({ length: PARTITIONS }, (_, partition) => `{${prefix}}:events:${partition}`)
  /** What is told to live views alone. It is short: whoever listens reads at once. */
  const notices = `{${prefix}}:notices`
  const sequenceKey = (producer: string) => `{${prefix}}:sequence:${producer}`
  const open = new Set<Redis>()
  const connect = ({ retries = 1 } = {}): Redis => {
    const redis = connectRedis(url, log, { maxRetriesPerRequest: retries })
    open.add(redis)
    return redis
  }
  const main = connect()
  const stop = new AbortController()
  const running = new Set<Promise<void>>()
  /** Groups for which this member has not begun to consume: it may not have its share of the partitions yet. */
  const beginning = new Set<string>()
  const track = (work: Promise<void>) => {
    running.add(work)
    void work.finally(() => running.delete(work))
    return work
  }
  /** Repeats a step until the bus (or its own signal) stops; a step that fails is repeated after a pause. */
  const loop = async (signal: AbortSignal, step: () => Promise<void>) => {
    const outage = createOutage(log, 'Redis')
    while (!signal.aborted) {
      try {
        await step()
        outage.over()
      } catch (error) {
        if (signal.aborted) return
        outage.failed(error)
        await wait(200, undefined, { signal }).catch(() => undefined)
      }
    }
  }

  const listeners = createListeners()
  let listening: Promise<void> | null = null
  const listenLoop = async () => {
    const redis = connect()
    stop.signal.addEventListener('abort', () => redis.disconnect(), { once: true })
    // Entries are numbered by time. A few older ones are heard again, which does no harm to a live view. None is missed.
    const since = `${Date.now() - OVERLAP_MS}-0`
    const at = new Map([...streams, notices].map((stream) => [stream, since]))
    await loop(stop.signal, async () => {
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
      const pairs = events.flatMap((event) => [String(partitionOf(event.aggregateId, PARTITIONS)), JSON.stringify(event)])
      const head = [sequence, streamLength, GROUPS.length, ...GROUPS]
      const stored = main.eval(PUBLISH, 1 + streams.length, sequenceKey(producer), ...streams, ...head, ...pairs)
      // The script gives one of these words.
      const accepted = stored.then((answer) => answer as 'stored' | 'forgotten' | 'full')
      const settled = accepted.then((answer) => {
        if (answer !== 'stored') throw new Error(`the bus is ${answer}`)
      })
      // While somebody awaits `accepted`, a rejection of `settled` must not end the process as unhandled.
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
    async tell(events) {
      const pipeline = main.pipeline()
      for (const event of events) pipeline.xadd(notices, 'MAXLEN', '~', NOTICES, '*', 'event', JSON.stringify(event))
      await pipeline.exec()
    },
    async ready() {
      await main.ping()
      if (beginning.size > 0) throw new Error('events are not consumed yet')
    },
    [Symbol.asyncDispose]: async () => {
      stop.abort()
      await Promise.allSettled(running)
      for (const redis of open) redis.disconnect()
    },
  }

  async function consumeGroup(work: { group: string; wanted: Set<EventName>; handle: Handle; signal: AbortSignal }): Promise<void> {
    const { group, wanted, handle, signal } = work
    // A read whose answer is lost has taken its events. So it must fail: sent again, it would bring the next events and leave these behind.
    const redis = connect({ retries: 0 })
    // A blocked read would delay the end by up to a second.
    signal.addEventListener('abort', () => redis.disconnect(), { once: true })
    const leaseKey = (partition: number) => `{${prefix}}:lease:${group}:${partition}`
    const membersKey = `{${prefix}}:members:${group}`
    /** Partitions held by this member, and how long it may be sure of that. */
    const held = new Map<number, number>()
    const holds = (partition: number) => (held.get(partition) ?? 0) > Date.now()
    let takesFrom = 0
    beginning.add(group)
    /** Partitions whose unfinished entries, ours or a dead holder's, are still to be read. */
    const unfinished = new Set<number>()

    const renew = async () => {
      const now = Date.now()
      // If no member is known, Redis is new or was emptied: other members that hold partitions get the time to say so.
      if ((await main.exists(membersKey)) === 0) takesFrom = now + leaseMs / 2
      await main.zadd(membersKey, now, member)
      await main.zremrangebyscore(membersKey, 0, now - 2 * leaseMs)
      const share = Math.ceil(PARTITIONS / Math.max(1, await main.zcard(membersKey)))
      for (const partition of [...held.keys()].slice(share)) await release(partition)
      for (let partition = 0; partition < PARTITIONS; partition++) {
        if (!held.has(partition) && (held.size >= share || now < takesFrom)) continue
        const until = Date.now() + leaseMs
        const before = holds(partition)
        if ((await main.eval(LEASE, 1, leaseKey(partition), member, leaseMs)) !== 1) held.delete(partition)
        else {
          held.set(partition, until)
          if (!before) unfinished.add(partition)
        }
      }
      if (now >= takesFrom) beginning.delete(group)
    }
    const trim = async () => {
      for (const partition of held.keys())
        await main.eval(TRIM, 1, streams[partition] ?? '', Date.now() - keepMs).catch(() => undefined)
    }
    const release = async (partition: number) => {
      held.delete(partition)
      await main.eval(RELEASE, 1, leaseKey(partition), member)
    }
    let made = FORMER_GROUPS[group] === undefined
    const step = async () => {
      if (!made) await makeGroup(group)
      made = true
      const mine = [...held.keys()].filter(holds)
      if (mine.length === 0) return void (await wait(leaseMs / 6, undefined, { signal }).catch(() => undefined))
      const old = [...unfinished].filter(holds)
      const from = old.length > 0 ? old : mine
      const keys = from.map((partition) => streams[partition] ?? '')
      const read = await readGroup(redis, group, keys, old.length > 0 ? '0' : '>')
      await Promise.all(
        entriesOf(read).map(async ([stream, entries]) => {
          const partition = streams.indexOf(stream)
          if (old.length > 0 && entries.length < READ) unfinished.delete(partition)
          const ours = entries.map(([id, event]) => ({ id, event: event && isFor(group, wanted, event) ? event : null }))
          for (const part of partsOf(ours)) {
            // The rest is for whoever holds the partition now.
            if (signal.aborted || !holds(partition)) return void unfinished.add(partition)
            const [first, ...others] = part.flatMap(({ event }) => event ?? [])
            if (first) await handlePart(handle, [first, ...others])
            await main.xack(stream, group, ...part.map(({ id }) => id))
          }
        }),
      )
    }

    const leases = loop(signal, async () => {
      await renew()
      await trim()
      await wait(leaseMs / 3, undefined, { signal }).catch(() => undefined)
    })
    await loop(signal, () =>
      step().catch((error: unknown) => {
        // What was read but not finished is read again, before anything new.
        for (const partition of held.keys()) unfinished.add(partition)
        throw error
      }),
    )
    await leases
    await main.zrem(membersKey, member).catch(() => undefined)
    for (const partition of held.keys()) await release(partition).catch(() => undefined)
    open.delete(redis)
  }

  /** Reads for a group. Makes the group if it is missing, at the start and after Redis was emptied. */
  async function readGroup(redis: Redis, group: string, keys: string[], from: '0' | '>'): Promise<unknown> {
    const ids = keys.map(() => from)
    const read = () => redis.xreadgroup('GROUP', group, HOLDER, 'COUNT', READ, 'BLOCK', BLOCK_MS, 'STREAMS', ...keys, ...ids)
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof Error) || !/NOGROUP|no longer exists|UNBLOCKED/.test(error.message)) throw error
      await makeGroup(group)
      return read()
    }
  }

  /**
   * Makes a group if it is missing, to read from the first entry on. The group that it replaces is removed only after that, so that nothing
   * is trimmed in between.
   */
  async function makeGroup(group: string): Promise<void> {
    for (const stream of streams)
      await main.xgroup('CREATE', stream, group, '0', 'MKSTREAM').catch((reason: unknown) => {
        if (!String(reason).includes('BUSYGROUP')) throw reason
      })
    const former = FORMER_GROUPS[group]
    if (former !== undefined) for (const stream of streams) await main.xgroup('DESTROY', stream, former)
  }
}

/**
 * The bus of a box that runs as its own process. It needs Redis: a bus within the process would count events as delivered that no other box
 * has heard.
 */
export function openBus(url: string | undefined, log: Log): Bus {
  if (!url) throw new ConfigError(['REDIS_URL is not set; boxes that run as processes of their own meet over Redis'])
  return createRedisBus({ url, log })
}
