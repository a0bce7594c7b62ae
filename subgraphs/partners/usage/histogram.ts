/** Upper bounds in milliseconds of what calls are counted by; the last bucket has no bound. The database holds how many there are. */
export const BOUNDS = [
  1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1_000, 1_500, 2_000, 3_000, 5_000, 7_000, 10_000, 15_000,
  30_000,
] as const

export const NOTHING: readonly number[] = Array<number>(BOUNDS.length + 1).fill(0)

/** The bucket of a call that took so long. */
export function bucketOf(ms: number): number {
  const bucket = BOUNDS.findIndex((bound) => ms <= bound)
  return bucket < 0 ? BOUNDS.length : bucket
}

/**
 * The milliseconds within which this share of calls was answered, e.g. 0.95. It lies in the right bucket, and is reckoned inside of it as if
 * its calls were spread evenly. Null without calls.
 */
export function quantileOf(buckets: readonly number[], share: number): number | null {
  const all = buckets.reduce((sum, count) => sum + count, 0)
  if (all === 0) return null
  const wanted = share * all
  let below = 0
  for (const [i, count] of buckets.entries()) {
    if (count > 0 && below + count >= wanted) {
      const [from, to] = [BOUNDS[i - 1] ?? 0, BOUNDS[i] ?? BOUNDS.at(-1) ?? 0]
      return from + Math.max(0, to - from) * ((wanted - below) / count)
    }
    below += count
  }
  return BOUNDS.at(-1) ?? null
}
