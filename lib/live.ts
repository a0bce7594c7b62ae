import type { Bus } from './bus.ts'
import type { EventEnvelope, EventName } from './events.ts'

/**
 * A live view for a subscription: the state as it is now, then the state again after each matching event. It shows states, not
 * steps: while a reader is slow, any number of events become one reading, so that nothing piles up. `read` gives null for "nothing to
 * show yet"; after a value for which `isLast` holds, the stream ends.
 */
export async function* liveStream<T, Name extends EventName>(options: {
  bus: Bus
  names: readonly Name[]
  matches: (event: EventEnvelope<Name>) => boolean
  read: () => Promise<T | null>
  isLast?: (value: T) => boolean
}): AsyncGenerator<T, void, void> {
  const { bus, names, matches, read, isLast } = options
  let stale = true
  let wake: (() => void) | null = null
  // Heard before the first reading, so that no change falls between the two.
  using _ears = bus.listen(names, (event) => {
    // `listen` was given these names, so the event has one of them.
    if (!matches(event as EventEnvelope<Name>)) return
    stale = true
    wake?.()
  })
  for (;;) {
    while (stale) {
      stale = false
      const value = await read()
      if (value === null) continue
      yield value
      if (isLast?.(value)) return
    }
    await new Promise<void>((resolve) => {
      wake = resolve
      if (stale) resolve()
    })
    wake = null
  }
}
