import type { Bus } from './bus.ts'
import type { EventEnvelope, EventName } from './events.ts'

interface LiveOptions<T, Name extends EventName> {
  bus: Bus
  names: readonly Name[]
  matches: (event: EventEnvelope<Name>) => boolean
  read: () => Promise<T | null>
  isLast?: (value: T) => boolean
  /** How long more may follow a value, in milliseconds; after that the stream ends. Null: as long as somebody listens. */
  lingers?: (value: T) => number | null
}

interface Bell {
  stale: boolean
  gone: boolean
  wake: () => void
}

/**
 * A live view for a subscription: the state as it is now, then the state again after each matching event. It shows states, not
 * steps: while a reader is slow, any number of events become one reading, so that nothing piles up. `read` gives null for "nothing to
 * show yet"; after a value for which `isLast` holds, and when nothing has followed one that `lingers`, the stream ends.
 */
export function liveStream<T, Name extends EventName>(options: LiveOptions<T, Name>): AsyncGenerator<T, void, void> {
  const bell: Bell = { stale: true, gone: false, wake: () => {} }
  const states = follow(options, bell)
  const end = states.return.bind(states)
  // A generator hears of `return` at its next yield only: one that waits for an event would wait, and listen, for ever.
  states.return = (value) => {
    bell.gone = true
    bell.wake()
    return end(value)
  }
  return states
}

async function* follow<T, Name extends EventName>(
  { bus, names, matches, read, isLast, lingers }: LiveOptions<T, Name>,
  bell: Bell,
): AsyncGenerator<T, void, void> {
  // Heard before the first reading, so that no change falls between the two.
  using _ears = bus.listen(names, (event) => {
    // `listen` was given these names, so the event has one of them.
    if (!matches(event as EventEnvelope<Name>)) return
    bell.stale = true
    bell.wake()
  })
  let milliseconds: number | null = null
  while (!bell.gone) {
    while (bell.stale) {
      bell.stale = false
      const value = await read()
      if (value === null) continue
      yield value
      if (isLast?.(value)) return
      milliseconds = lingers?.(value) ?? null
    }
    await rung(bell, milliseconds)
    if (!bell.stale) return
  }
}

/** Resolves when the bell rings, or after so many milliseconds. */
async function rung(bell: Bell, milliseconds: number | null): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  bell.wake = resolve
  if (bell.stale || bell.gone) return
  const timer = milliseconds === null ? undefined : setTimeout(resolve, milliseconds)
  await promise
  clearTimeout(timer)
}
