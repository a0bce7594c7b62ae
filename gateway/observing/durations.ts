/** Durations by Apollo's buckets: each is a tenth longer than the one before, from a microsecond on. */
export function createDurations() {
  const buckets: number[] = []
  return {
    add: (ms: number): void => {
      const at = Math.min(MOST - 1, Math.max(0, Math.ceil(Math.log(ms * 1_000) / Math.log(1.1)))) || 0
      while (buckets.length <= at) buckets.push(0)
      buckets[at] = (buckets[at] ?? 0) + 1
    },
    /** As Apollo writes them: a row of empty buckets is their number, negative. */
    toArray: (): number[] => {
      const written: number[] = []
      let empty = 0
      for (const count of buckets) {
        if (count === 0) empty += 1
        else {
          if (empty > 0) written.push(empty === 1 ? 0 : -empty)
          written.push(count)
          empty = 0
        }
      }
      return written
    },
  }
}

const MOST = 384

export type Durations = ReturnType<typeof createDurations>
