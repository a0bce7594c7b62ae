import type { Bus } from './bus.ts'
import type { EventEnvelope, EventName } from './events.ts'

interface LiveOptions<T, Name extends EventName> {
  bus: Bus
  names: readonly Name[]
  matches: (event: EventEnvelope<Name>) => boolean
  read: () => Promise<T | null>
  isLast?: (value: T) => boolean
}

/**
 * A live view for a subscription: the state as it is now, then the state again after each matching event. It shows states, not
 * steps: while a reader is slow, any number of events become one reading, so that nothing piles up. `read` gives null for "nothing to
 * show yet"; after a value for which `isLast` holds, the stream ends.
 */
export function liveStream<T, Name extends EventName>(options: LiveOptions<T, Name>): AsyncGenerator<T, void, void> {
  const bell = { stale: true, gone: false, wake: () => {} }
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
  { bus, names, matches, read, isLast }: LiveOptions<T, Name>,
  bell: { stale: boolean; gone: boolean; wake: () => void },
): AsyncGenerator<T, void, void> {
  // Heard before the first reading, so that no change falls between the two.
  using _ears = bus.listen(names, (event) => {
    // `listen` was given these names, so the event has one of them.
    if (!matches(event as EventEnvelope<Name>)) return
    bell.stale = true
    bell.wake()
  })
  while (!bell.gone) {
    while (bell.stale) {
      bell.stale = false
      const value = await read()
      if (value === null) continue
      yield value
      if (isLast?.(value)) return
    }
    await new Promise<void>((resolve) => {
      bell.wake = resolve
      if (bell.stale || bell.gone) resolve()
    })
  }
}
