import type { Log } from '#lib/log.ts'
import type { Redis } from '#lib/redis.ts'
import type { Principal } from '../caller.ts'
import type { Send } from '../execution/execute.ts'
import type { Graph } from '../execution/graph.ts'
import type { Ear } from '../hearing.ts'
import type { OperationContext } from '../subgraphs/data-source.ts'
import { createCache } from './cache.ts'
import { cachedSend } from './cached-send.ts'
import { tagOf } from './cacheable.ts'
import { endedBy, ENDING } from './policy.ts'
import { createPopular } from './popular.ts'
import { createRedisAnswers } from './redis-answers.ts'
import { createSharedReads } from './shared-reads.ts'
import { warm } from './warming.ts'

/**
 * What the gateway keeps of answers, up to so many bytes, and shares of what it reads. With a Redis, and a bus that tells of what ends, it keeps
 * answers for everybody there too, and begins with what is asked most.
 */
export function createCaching({
  bytes,
  redis,
  log,
  nobody,
}: {
  bytes: number
  redis: Redis | undefined
  log: Log
  nobody: Principal
}) {
  const cache = createCache(bytes)
  const inRedis = redis && bytes > 0 ? createRedisAnswers(redis, log) : undefined
  const popular = redis && bytes > 0 ? createPopular(redis, log) : undefined
  const ears: readonly Ear[] = [
    {
      names: ENDING,
      // What was read without knowing of which it is ends with any of its kind.
      heard: (event) => {
        const tags = endedBy(event).flatMap(([thing, id]) => [tagOf(thing), tagOf(thing, id)])
        cache.end(tags)
        inRedis?.end(tags)
      },
    },
  ]
  return {
    ears,
    /** Another graph may promise something else of what is kept. */
    forget: cache.clear,
    sharedReads: createSharedReads(cache),
    /** The same subgraph, with what is kept of its answers. */
    kept: (send: Send<OperationContext>, name: string, { schema, hash }: Graph): Send<OperationContext> =>
      bytes > 0
        ? cachedSend(send, {
            name,
            cache,
            schema,
            nobody,
            ...(inRedis && { inRedis: inRedis.of(hash) }),
            ...(popular && { noted: popular.note }),
          })
        : send,
    /** Fills the cache with what is asked most, once what other gateways have kept may be believed. */
    warm: async ({ schema }: Graph, services: Readonly<Record<string, Send<OperationContext>>>): Promise<void> => {
      if (!popular || !inRedis) return
      await inRedis.ready
      const asked = await warm(await popular.questions(), { schema, services, nobody })
      log.info({ asked }, 'the cache begins with what is asked most')
    },
    [Symbol.asyncDispose]: async (): Promise<void> => {
      await inRedis?.[Symbol.asyncDispose]()
      await popular?.[Symbol.asyncDispose]()
    },
  }
}
