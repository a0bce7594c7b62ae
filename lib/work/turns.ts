interface Lane {
  running: number
  waiting: { most: number; go: () => void }[]
}

/**
 * Runs `atOnce` tasks at once over all keys, and of one key at most as many as its task says. The others wait. Keys take turns, so that a
 * key with thousands of tasks delays another key by one task, not by thousands.
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
      // It goes to the end of the row.
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
