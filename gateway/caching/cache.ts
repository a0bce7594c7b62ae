import { byteCache } from '#lib/byte-cache.ts'
import { GATEWAY_LIMITS } from '../limits.ts'
import { cacheBytes } from '../metrics.ts'

/** An answer and what it was read of. `began` is the cache's clock when the reading began. */
interface Entry {
  readonly text: string
  readonly began: number
  readonly tags: readonly string[]
  /** By the process's own clock, which nobody sets back. */
  readonly until: number
}

export type Cache = ReturnType<typeof createCache>

/**
 * Answers of subgraphs, bounded by bytes. Nothing is looked for when a thing ends: the end of its tag is noted, and an answer whose reading
 * began before that is not given any more. So an answer that was on its way meanwhile is never given either.
 */
export function createCache(limit: number) {
  const kept = byteCache<Entry>(limit)
  /** When each tag ended last. Older ends than `floor` are forgotten, and so is every answer that is older. */
  const ends = new Map<string, number>()
  let now = 0
  let floor = 0
  const holds = (began: number, tags: readonly string[]): boolean =>
    began >= floor && tags.every((tag) => (ends.get(tag) ?? 0) <= began)
  /** Ends all. */
  const clear = (): void => {
    now += 1
    ends.clear()
    floor = now
  }
  return {
    clear,
    /** Grows with every end. What began at one reading of this clock and went on at another may be older than an end. */
    get clock() {
      return now
    },
    /** True if what began then is still as good as what begins now. */
    holds,
    /** True if this has ended and that is still known. */
    hasEnded: (tag: string): boolean => ends.has(tag),
    /** The kept answer, unless it was read before this writer's last writing. */
    get(key: string, writer: string | undefined): string | undefined {
      const entry = kept.get(key)
      if (!entry) return undefined
      if (entry.until <= performance.now() || !holds(entry.began, entry.tags)) {
        kept.delete(key)
        return undefined
      }
      return writer === undefined || holds(entry.began, [writer]) ? entry.text : undefined
    },
    keep(key: string, { text, began, tags, seconds }: Omit<Entry, 'until'> & { seconds: number }): void {
      if (!holds(began, tags)) return
      kept.set(key, { text, began, tags, until: performance.now() + seconds * 1_000 }, 2 * (key.length + text.length) + ENTRY_BYTES)
      cacheBytes.set(kept.bytes)
    },
    /** Ends what was read of these. */
    end(tags: readonly string[]): void {
      now += 1
      for (const tag of tags) ends.set(tag, now)
      if (ends.size > GATEWAY_LIMITS.cacheEnds) clear()
    },
  }
}

/** What an entry holds besides its texts, measured on the heap and rounded up. */
const ENTRY_BYTES = 600
