import type { Bus } from './bus.ts'
import { createListeners } from './bus.ts'
import type { EventEnvelope, EventName } from './events.ts'

/**
 * The bus of a platform that runs in one process. It keeps nothing: a batch is settled only when every group has handled its
 * events, so what a crash cuts short is published again from the outbox.
 */
export function createLocalBus(): Bus {
  const listeners = createListeners()
  const groups = new Set<{ names: Set<EventName>; offer: (event: EventEnvelope) => Promise<void> }>()
  let closed = false

  return {
    publish({ events }) {
      if (closed) return { accepted: Promise.resolve('stored'), settled: new Promise(() => undefined) }
      for (const event of events) listeners.tell(event)
      const handled = events.flatMap((event) =>
        [...groups].filter((group) => group.names.has(event.name)).map((group) => group.offer(event)),
      )
      return { accepted: Promise.resolve('stored'), settled: Promise.all(handled).then(() => undefined) }
    },
    adopt: () => Promise.resolve(),
    remembered: () => Promise.resolve(undefined),
    consume(_group, names, handle) {
      const line = createLine(handle)
      const group = { names: new Set(names), offer: line.offer }
      groups.add(group)
      return Promise.resolve({
        [Symbol.asyncDispose]: async () => {
          groups.delete(group)
          await line.idle()
        },
      })
    },
    listen: listeners.add,
    ready: () => Promise.resolve(),
    [Symbol.asyncDispose]: () => {
      closed = true
      return Promise.resolve()
    },
  }
}

/** Runs `handle` for the events of one aggregate one after the other, for different aggregates side by side. */
function createLine(handle: (event: EventEnvelope) => Promise<void>) {
  const last = new Map<string, Promise<void>>()
  return {
    offer(event: EventEnvelope): Promise<void> {
      const turn = (last.get(event.aggregateId) ?? Promise.resolve()).then(
        () => handle(event),
        () => handle(event),
      )
      last.set(event.aggregateId, turn)
      const leave = () => {
        if (last.get(event.aggregateId) === turn) last.delete(event.aggregateId)
      }
      turn.then(leave, leave)
      return turn
    },
    idle: async () => {
      await Promise.allSettled(last.values())
    },
  }
}
