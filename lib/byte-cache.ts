/** A cache bounded by the bytes that its values are estimated to hold. What was used longest ago goes first. */
export interface ByteCache<V> {
  readonly bytes: number
  get(key: string): V | undefined
  /** Keeps a value, or corrects the size of a kept one. A value larger than the whole cache is not kept. */
  set(key: string, value: V, bytes: number): void
  delete(key: string): void
}

export function byteCache<V>(limit: number): ByteCache<V> {
  // A Map keeps the order in which keys were put in: the first is the one used longest ago.
  const entries = new Map<string, { value: V; bytes: number }>()
  let total = 0
  const drop = (key: string): void => {
    total -= entries.get(key)?.bytes ?? 0
    entries.delete(key)
  }
  return {
    get bytes() {
      return total
    },
    get: (key) => {
      const entry = entries.get(key)
      if (!entry) return undefined
      entries.delete(key)
      entries.set(key, entry)
      return entry.value
    },
    set: (key, value, bytes) => {
      drop(key)
      if (bytes > limit) return
      entries.set(key, { value, bytes })
      total += bytes
      for (const oldest of entries.keys()) {
        if (total <= limit) break
        drop(oldest)
      }
    },
    delete: drop,
  }
}
