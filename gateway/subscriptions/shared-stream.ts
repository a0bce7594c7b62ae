import type { Told } from './upstream.ts'

/** One who reads a stream. */
export interface Reader {
  /** The newest event that this one has not been given; waits for it. Null when there are no more, or the reader has left. Throws what broke the stream. */
  next(): Promise<Told | null>
}

export interface SharedStream {
  /** Another reader, until `left` aborts. */
  read(left: AbortSignal): Reader
  /** Milliseconds since the newest event came; 0 while there is none. */
  age(): number
}

/**
 * One stream that several read. It is asked for an event when a reader wants one. A reader that is slower than others is given the newest
 * event, and not those that it has missed. A new one is given at once what the others were given last. The stream closes when the last
 * reader has left. `changed` is told each event, and null when the stream is over.
 */
export function shareStream(
  open: (gone: AbortController) => AsyncGenerator<Told, void, void>,
  changed: (told: Told | null) => void = () => undefined,
): SharedStream {
  const gone = new AbortController()
  const source = open(gone)
  /** Readers, each with what wakes it. */
  const readers = new Set<{ wake: () => void }>()
  let newest: Told | null = null
  let count = 0
  let cameAt = 0
  let end: { error?: unknown } | null = null
  let asking = false

  const over = (how: { error?: unknown }) => {
    if (end) return
    end = how
    changed(null)
  }
  const ask = async (): Promise<void> => {
    asking = true
    try {
      const { value, done } = await source.next()
      if (done) over({})
      else {
        newest = value
        count += 1
        cameAt = performance.now()
        changed(value)
      }
    } catch (error) {
      over({ error })
    }
    asking = false
    for (const { wake } of readers) wake()
  }
  const leave = (reader: { wake: () => void }): void => {
    if (!readers.delete(reader)) return
    reader.wake()
    if (readers.size > 0) return
    over({})
    gone.abort()
    // One that nobody is waiting for hears of its end in no other way.
    source.return().catch(() => undefined)
  }

  return {
    age: () => (newest ? performance.now() - cameAt : 0),
    read: (left) => {
      let seen = 0
      const reader = { wake: () => {} }
      readers.add(reader)
      if (left.aborted) leave(reader)
      else left.addEventListener('abort', () => leave(reader), { once: true })
      return {
        next: async () => {
          while (readers.has(reader)) {
            if (seen < count) {
              seen = count
              return newest
            }
            if (end) {
              if ('error' in end) throw end.error
              return null
            }
            const { promise, resolve } = Promise.withResolvers<void>()
            reader.wake = resolve
            if (!asking) void ask()
            await promise
          }
          return null
        },
      }
    },
  }
}
