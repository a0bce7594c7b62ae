import type { Bus, Handle } from './bus.ts'
import { createListeners, handlePart, isFor, partsOf } from './bus.ts'
import type { EventEnvelope } from './events.ts'

/**
 * The bus of a platform in one process. It keeps nothing: a batch is settled when every group has handled its events, so after a crash the
 * outbox publishes the rest again. It takes no batch before `open` resolves, which must be after every group has begun to consume. Dispose
 * it before the boxes. Otherwise an event would be settled while a group is not there, and never reach it.
 */
export function createLocalBus(open: Promise<void> = Promise.resolve()): Bus {
  const listeners = createListeners()
  const groups = new Set<{ isFor: (event: EventEnvelope) => boolean; offer: Handle }>()
  const closing = Promise.withResolvers<void>()
  let closed = false
  let opened = false
  void open.then(() => (opened = true))

  const deliver = async (events: readonly EventEnvelope[]): Promise<void> => {
    // Never settles: the outbox publishes it after the next start.
    if (closed) return new Promise(() => undefined)
    for (const event of events) listeners.tell(event)
    await Promise.all(
      [...groups].flatMap((group) => {
        const ours = events.filter((event) => group.isFor(event)).map((event) => ({ event }))
        return [...partsOf(ours)].map(([{ event }, ...others]) =>
          handlePart(group.offer, [event, ...others.map((other) => other.event)]),
        )
      }),
    )
  }

  return {
    publish({ events }, stop) {
      // A platform whose start fails never opens the bus. Without `stop`, a box that has something to say would wait for ever at its end.
      // Once it is open there is no race, because each would leave something behind at the promises that last.
      const begun = opened ? Promise.resolve() : Promise.race([open, closing.promise, ...(stop ? [aborted(stop)] : [])])
      const settled = begun.then(
        () => deliver(events),
        () => new Promise<void>(() => undefined),
      )
      return { accepted: begun.then(() => 'stored'), settled }
    },
    adopt: () => Promise.resolve(),
    remembered: () => Promise.resolve(undefined),
    consume(name, names, handle) {
      const line = createLine(handle)
      const wanted = new Set(names)
      const group = {
        isFor: (event: EventEnvelope) => isFor(name, wanted, event),
        offer: line.offer,
      }
      groups.add(group)
      return Promise.resolve({
        [Symbol.asyncDispose]: async () => {
          groups.delete(group)
          await line.idle()
        },
      })
    },
    listen: (names, heard) => listeners.add(names, heard),
    tell: (notices) => Promise.resolve(notices.forEach((notice) => listeners.tell(notice))),
    ready: () => Promise.resolve(),
    [Symbol.asyncDispose]: () => {
      closed = true
      closing.resolve()
      return Promise.resolve()
    },
  }
}

/** Runs `handle` for the events of one aggregate one after the other, for different aggregates side by side. */
function createLine(handle: Handle) {
  const last = new Map<string, Promise<void>>()
  return {
    offer(...events: Parameters<Handle>): Promise<void> {
      const before = events.map(({ aggregateId }) => last.get(aggregateId) ?? Promise.resolve())
      const turn = Promise.allSettled(before).then(() => handle(...events))
      for (const { aggregateId } of events) last.set(aggregateId, turn)
      const leave = () => {
        for (const { aggregateId } of events) if (last.get(aggregateId) === turn) last.delete(aggregateId)
      }
      turn.then(leave, leave)
      return turn
    },
    idle: async () => {
      await Promise.allSettled(last.values())
    },
  }
}

/** Rejects when `signal` is aborted. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => reject(new Error('Its outbox has ended.'))
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  })
}
