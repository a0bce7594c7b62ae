import { createHash } from 'node:crypto'
import { byteCache } from '#lib/byte-cache.ts'
import type { Log } from '#lib/log.ts'
import type { Redis } from '#lib/redis.ts'
import { createOutage } from '#lib/work/outage.ts'
import { GATEWAY_LIMITS } from '../limits.ts'

const { textBytes, shared } = GATEWAY_LIMITS.persisted

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Texts of operations by their hash. */
export interface Texts {
  /** The text, undefined if nobody has sent it. A promise only where Redis has to be asked. */
  find(hash: string): string | undefined | Promise<string | undefined>
  /** Keeps a text. Strangers have a share of their own, and none in Redis: they push out only each other's. */
  keep(hash: string, text: string, signedIn: boolean): void
}

export function createTexts(redis: Redis | undefined, log: Log): Texts {
  const shares = { signedIn: byteCache<string>(textBytes.signedIn), anonymous: byteCache<string>(textBytes.anonymous) }
  const outage = createOutage(log, 'Redis, which keeps persisted queries')
  const known = (hash: string) => shares.signedIn.get(hash) ?? shares.anonymous.get(hash)
  /** A text's place in Redis. There are so many and no more, so what is kept there is bounded without counting; a newer text takes the place. */
  const slotOf = (hash: string) => `evergraph:persisted:${Number.parseInt(hash.slice(0, 8), 16) % shared.slots}`

  const fetch = async (from: Redis, hash: string): Promise<string | undefined> => {
    try {
      const text = await from.get(slotOf(hash))
      outage.over()
      // The place may hold another text by now.
      if (text === null || sha256(text) !== hash) return undefined
      shares.signedIn.set(hash, text, sizeOf(text))
      return text
    } catch (error) {
      outage.failed(error)
      return undefined
    }
  }
  return {
    find: (hash) => known(hash) ?? (redis ? fetch(redis, hash) : undefined),
    keep: (hash, text, signedIn) => {
      if (shares.signedIn.get(hash) !== undefined) return
      if (!signedIn) return shares.anonymous.set(hash, text, sizeOf(text))
      shares.anonymous.delete(hash)
      shares.signedIn.set(hash, text, sizeOf(text))
      if (redis && Buffer.byteLength(text) <= shared.bytes)
        redis.set(slotOf(hash), text, 'EX', shared.seconds).then(outage.over, (error: unknown) => outage.failed(error))
    },
  }
}

const sizeOf = (text: string): number => 200 + 2 * text.length
