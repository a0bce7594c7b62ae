import type { Bus } from '#lib/bus.ts'
import type { EventEnvelope, EventName } from '#lib/events.ts'

/** Things that one slow reader may have outstanding; older ones are read from a list instead. */
const OUTSTANDING = 1_000

interface ChangesOptions<T, Name extends EventName> {
  bus: Bus
  names: readonly Name[]
  /** The thing that an event is about; null for what is not to be shown. */
  idOf: (event: EventEnvelope<Name>) => string | null
  /** What is shown first. */
  begin: () => Promise<string[]>
  read: (id: string) => Promise<T | null>
}

interface Bell {
  gone: boolean
  wake: () => void
}

/** Some things as they are, then each thing again as it changes. While a reader is slow, several changes of one thing are one. */
export function changes<T, Name extends EventName>(options: ChangesOptions<T, Name>): AsyncGenerator<T, void, void> {
  const bell: Bell = { gone: false, wake: () => {} }
  const changed = follow(options, bell)
  const end = changed.return.bind(changed)
  // A generator hears of `return` at its next yield only: one that waits for an event would wait, and listen, for ever.
  changed.return = (value) => {
    bell.gone = true
    bell.wake()
    return end(value)
  }
  return changed
}

async function* follow<T, Name extends EventName>(
  { bus, names, idOf, begin, read }: ChangesOptions<T, Name>,
  bell: Bell,
): AsyncGenerator<T, void, void> {
  const ids = new Set<string>()
  const note = (id: string) => {
    ids.add(id)
    for (const oldest of ids) {
      if (ids.size <= OUTSTANDING) break
      ids.delete(oldest)
    }
  }
  // Heard before the first reading, so that no change falls between the two.
  using _ears = bus.listen(names, (event) => {
    // `listen` was given these names, so the event has one of them.
    const id = idOf(event as EventEnvelope<Name>)
    if (id === null) return
    note(id)
    bell.wake()
  })
  for (const id of await begin()) note(id)
  while (!bell.gone) {
    for (const id of ids) {
      ids.delete(id)
      const value = await read(id)
      if (value !== null) yield value
    }
    await new Promise<void>((resolve) => {
      bell.wake = resolve
      if (ids.size > 0 || bell.gone) resolve()
    })
  }
}
