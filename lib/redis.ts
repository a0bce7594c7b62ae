import { Redis, type RedisOptions } from 'ioredis'
import type { Log } from './log.ts'

type Options = Pick<RedisOptions, 'maxRetriesPerRequest' | 'enableOfflineQueue' | 'commandTimeout' | 'socketTimeout'>

/** A connection to Redis that comes back by itself. Faults are the caller's to tell: each command rejects. */
export function connectRedis(url: string, log: Log, options: Options = {}): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: 1,
    connectTimeout: 5_000,
    retryStrategy: (times) => Math.min(50 * 2 ** times, 2_000),
    ...options,
  })
  // Without a listener each fault would be written to the console.
  redis.on('error', (error) => log.debug({ err: error }, 'redis'))
  return redis
}

/**
 * A connection for what can also do without Redis, such as caches and limits. Its commands fail at once while Redis is away, and after
 * `commandMs` where Redis hangs: a request must not wait for them. A connection that hangs is closed: the commands that nobody waits for any
 * more would pile up in it.
 */
export const connectOptionalRedis = (url: string, log: Log, commandMs = 250): Redis =>
  connectRedis(url, log, {
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    commandTimeout: commandMs,
    socketTimeout: 20 * commandMs,
  })

export type { Redis } from 'ioredis'
