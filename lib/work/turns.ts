interface Lane {
  running: number
  waiting: { most: number; go: () => void }[]
}

/**
 * Runs so many tasks at once over all keys, and of a key at most as many as its task says; the others wait. Keys take turns: one with
 * thousands of tasks costs another a wait of one task, not of thousands.
 */
export function createTurns(atOnce: number): <T>(key: string, most: number, task: () => Promise<T>) => Promise<T> {
  const lanes = new Map<string, Lane>()
  let running = 0

  const next = (): void => {
    for (const [key, lane] of lanes) {
      if (running >= atOnce) return
      const first = lane.waiting[0]
      if (first === undefined || lane.running >= first.most) continue
      lane.waiting.shift()
      lane.running++
      running++
      // To the end of the row.
      lanes.delete(key)
      lanes.set(key, lane)
      first.go()
    }
  }
  return async (key, most, task) => {
    const lane = lanes.get(key) ?? { running: 0, waiting: [] }
    lanes.set(key, lane)
    await new Promise<void>((resolve) => {
      lane.waiting.push({ most, go: resolve })
      next()
    })
    try {
      return await task()
    } finally {
      running--
      if (--lane.running === 0 && lane.waiting.length === 0) lanes.delete(key)
      next()
    }
  }
}
