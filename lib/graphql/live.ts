import type { Bus } from '../bus.ts'
import type { EventEnvelope, EventName } from '../events.ts'
import { readAgain } from '../tracing/pushed.ts'

/** How many things may wait for one slow reader. The oldest are left out; a list has them. */
const OUTSTANDING = 1_000

interface LiveOptions<T, Name extends EventName> {
  bus: Bus
  names: readonly Name[]
  matches: (event: EventEnvelope<Name>) => boolean
  /** If the stream is of several things: those shown first, and the one that an event is about. */
  things?: { first: () => Promise<string[]>; of: (event: EventEnvelope<Name>) => string }
  /** Reads the state as it is now. `id` names the thing if there are several. Null: nothing to show. */
  read: (id: string) => Promise<T | null>
  isLast?: (value: T) => boolean
  /** For how long after a value more may follow, in milliseconds; then the stream ends. Null: as long as somebody listens. */
  lingers?: (value: T) => number | null
}

interface Bell {
  /** Things to read again, with the newest trace that each is due to. */
  due: Map<string, string | undefined>
  gone: boolean
  wake: () => void
}

/**
 * A live view for a subscription: the state as it is now, then again after each matching event. It shows states, not steps. While a reader
 * is slow, many events about one thing become one reading, so that nothing piles up. The stream ends after a value for which `isLast`
 * holds, or when nothing has followed a value that `lingers`.
 */
export function liveStream<T, Name extends EventName>(options: LiveOptions<T, Name>): AsyncGenerator<T, void, void> {
  const bell: Bell = { due: new Map(), gone: false, wake: () => {} }
  const states = follow(options, bell)
  const end = states.return.bind(states)
  // A generator hears of `return` only at its next yield. Without this, one that waits for an event would wait and listen for ever.
  states.return = (value) => {
    bell.gone = true
    bell.wake()
    return end(value)
  }
  return states
}

const ONE = { first: () => Promise.resolve(['']), of: () => '' }

async function* follow<T, Name extends EventName>(
  { bus, names, matches, things = ONE, read, isLast, lingers }: LiveOptions<T, Name>,
  bell: Bell,
): AsyncGenerator<T, void, void> {
  // It listens before the first reading, so that no change is missed in between.
  using _ears = bus.listen(names, (heard) => {
    // `listen` was given these names, so the event has one of them.
    const event = heard as EventEnvelope<Name>
    if (!matches(event)) return
    note(bell, things.of(event), event.traceparent)
    bell.wake()
  })
  for (const id of await things.first()) note(bell, id)
  let milliseconds: number | null = null
  while (!bell.gone) {
    for (const [id, cause] of bell.due) {
      bell.due.delete(id)
      const value = await readAgain(names[0], cause, () => read(id))
      if (value === null) continue
      yield value
      if (isLast?.(value)) return
      milliseconds = lingers?.(value) ?? null
    }
    await rung(bell, milliseconds)
    if (bell.due.size === 0) return
  }
}

function note({ due }: Bell, id: string, cause?: string): void {
  due.set(id, cause ?? due.get(id))
  const [oldest = id] = due.keys()
  if (due.size > OUTSTANDING) due.delete(oldest)
}

/** Resolves when the bell rings, or after these milliseconds. */
async function rung(bell: Bell, milliseconds: number | null): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  bell.wake = resolve
  if (bell.due.size > 0 || bell.gone) return
  const timer = milliseconds === null ? undefined : setTimeout(resolve, milliseconds)
  await promise
  clearTimeout(timer)
}
