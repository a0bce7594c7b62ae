import { useSyncExternalStore } from 'react'

/** One value outside of the pages, which pages may read and follow. */
export function createStore<T>(value: T) {
  const readers = new Set<() => void>()
  const subscribe = (reader: () => void) => {
    readers.add(reader)
    return () => void readers.delete(reader)
  }
  const get = () => value
  return {
    get,
    set(next: T): void {
      if (Object.is(next, value)) return
      value = next
      for (const reader of readers) reader()
    },
    /** Told of each next value, for as long as the page is there. */
    follow: (told: (next: T) => void): void => void readers.add(() => told(value)),
    /** Told of the next value alone. */
    once(told: () => void): void {
      const stop = subscribe(() => {
        stop()
        told()
      })
    },
    /** The value as it is now; a hook. */
    use: (): T => useSyncExternalStore(subscribe, get),
  }
}
