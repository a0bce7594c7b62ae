import type { Log } from '#lib/log.ts'
import type { Redis } from '#lib/redis.ts'
import { startRepeat } from '#lib/work/repeat.ts'
import { GATEWAY_LIMITS } from '../limits.ts'

const { everyMs, told, leastHits, counted, kept, keptSeconds, characters, asked } = GATEWAY_LIMITS.warming
const KEY = 'evergraph:popular'
/** What was asked much some hours ago gives way to what is asked now. */
const FADING = 0.95

/**
 * Counts which questions for everybody are asked most, and tells Redis now and then. They are questions and no answers: a gateway that starts
 * asks them anew, so it matters neither how old they are nor which graph they were asked of.
 */
export function createPopular(redis: Redis, log: Log) {
  const hits = new Map<string, number>()
  const tell = async (): Promise<void> => {
    const most = [...hits].filter(([, count]) => count >= leastHits).toSorted(([, a], [, b]) => b - a)
    hits.clear()
    if (most.length === 0 || redis.status !== 'ready') return
    const telling = redis.multi().zunionstore(KEY, 1, KEY, 'WEIGHTS', FADING)
    for (const [question, count] of most.slice(0, told)) telling.zincrby(KEY, count, question)
    await telling
      .zremrangebyrank(KEY, 0, -(kept + 1))
      .expire(KEY, keptSeconds)
      .exec()
  }
  const telling = startRepeat({ what: 'telling Redis what is asked most', everyMs, task: tell }, log)
  return {
    note: (question: string): void => {
      const before = hits.get(question)
      if (before === undefined && (hits.size >= counted || question.length > characters)) return
      hits.set(question, (before ?? 0) + 1)
    },
    tell,
    /** The questions that were asked most, the first first. */
    questions: (): Promise<string[]> => redis.zrevrange(KEY, 0, asked - 1),
    [Symbol.asyncDispose]: async (): Promise<void> => {
      await telling[Symbol.asyncDispose]()
      // A gateway that ends tells what it knows. Where Redis is away, nothing is lost but that.
      await tell().catch(() => undefined)
    },
  }
}
