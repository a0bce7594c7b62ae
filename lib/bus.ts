import { BOXES, type BoxName } from './boxes.ts'
import type { EventEnvelope, EventName } from './events.ts'

/** The boxes. Each has its group from the first event on, so that no event is removed before a new box has read it. */
export const GROUPS: readonly BoxName[] = BOXES.map(({ name }) => name)

/**
 * New groups and the former ones that they replace. No box reads a former group. Left in Redis it would hold every entry for ever, and the
 * streams would fill.
 */
export const FORMER_GROUPS: Readonly<Record<string, string>> = { deeds: 'community' }

/** Events of one producer in the order of its outbox; `sequence` counts its batches without a gap. */
export interface Batch {
  producer: string
  sequence: number
  events: readonly EventEnvelope[]
}

export interface Publication {
  /**
   * `stored`: the bus has the batch. `forgotten`: the bus has lost earlier batches of this producer, and takes no more until `adopt`.
   * `full`: some group has stopped reading; the outbox keeps the events and tries again.
   */
  accepted: Promise<'stored' | 'forgotten' | 'full'>
  /** Resolves when the outbox need not publish the batch again; never before `accepted`. Rejects when it must. */
  settled: Promise<void>
}

/**
 * Carries events from outboxes to consumers, at least once, those of one aggregate in order. It has two forms: in one process
 * (`bus-local.ts`) and over Redis Streams (`bus-redis.ts`). Only `db/messaging.ts` publishes and consumes.
 */
export interface Bus extends AsyncDisposable {
  /** When `stop` is aborted, nobody waits any more for a bus that is not open yet: `accepted` rejects, and the outbox keeps the events. */
  publish(batch: Batch, stop?: AbortSignal): Publication
  /** Makes `sequence` the producer's last batch, after the bus has lost its memory and the outbox has marked its events unpublished. */
  adopt(producer: string, sequence: number): Promise<void>
  /** The producer's last batch that the bus remembers; null when it remembers none, undefined when it keeps no such memory. */
  remembered(producer: string): Promise<number | null | undefined>
  /**
   * Gives each event to one member of each group, or of the one group it is for. `handle` resolves when what it was given is done with,
   * whether it worked or not.
   */
  consume(group: string, names: readonly EventName[], handle: Handle): Promise<AsyncDisposable>
  /** Every process hears every event for all, and every notice, from now on. For live views, which read the state again. Nothing is kept for them. */
  listen(names: readonly EventName[], heard: (event: EventEnvelope) => void): Disposable
  /** Tells the listeners of every process at once. A notice is in no outbox: if the process or the bus ends just now, nobody hears of it. */
  tell(notices: readonly EventEnvelope[]): Promise<void>
  /** Rejects when the bus cannot be reached. */
  ready(): Promise<void>
}

/** True if an event on its stream is for this group. */
export const isFor = (group: string, names: ReadonlySet<EventName>, { name, to }: EventEnvelope): boolean =>
  names.has(name) && (to === undefined || to === group)

/** One event; or several facts of the past that come one after the other, whose order among themselves is to be kept. */
export type Handle = (...events: readonly [EventEnvelope, ...EventEnvelope[]]) => Promise<void>

/** So many events are handled together. */
export const TOGETHER = 25

/**
 * Parts what came in order: facts of the past that follow one another together, live events of different aggregates that do (these may be
 * handled side by side), and what is not for the reader (`null`).
 */
export function* partsOf<Entry extends { event: EventEnvelope | null }>(entries: readonly Entry[]): Generator<[Entry, ...Entry[]]> {
  const kind = ({ event }: Entry): 'live' | 'past' | 'none' =>
    event === null ? 'none' : event.page === undefined ? 'live' : 'past'
  let part: [Entry, ...Entry[]] | null = null
  const aggregates = new Set<string>()
  for (const entry of entries) {
    const live = kind(entry) === 'live' ? (entry.event?.aggregateId ?? '') : null
    const fits =
      part !== null && kind(part[0]) === kind(entry) && part.length < TOGETHER && (live === null || !aggregates.has(live))
    if (part && fits) part.push(entry)
    else {
      if (part) yield part
      part = [entry]
      aggregates.clear()
    }
    if (live !== null) aggregates.add(live)
  }
  if (part) yield part
}

/** Gives a part of `partsOf` to whoever handles it: live events each by itself, side by side. */
export const handlePart = async (
  handle: Handle,
  [first, ...others]: readonly [EventEnvelope, ...EventEnvelope[]],
): Promise<void> => {
  if (first.page !== undefined) return handle(first, ...others)
  await Promise.all([first, ...others].map((event) => handle(event)))
}

/** The listeners of one process, by event name. */
export function createListeners() {
  const byName = new Map<EventName, Set<(event: EventEnvelope) => void>>()
  return {
    add(names: readonly EventName[], heard: (event: EventEnvelope) => void): Disposable {
      for (const name of names) byName.set(name, (byName.get(name) ?? new Set()).add(heard))
      return { [Symbol.dispose]: () => names.forEach((name) => byName.get(name)?.delete(heard)) }
    },
    tell(event: EventEnvelope): void {
      if (event.to !== undefined) return
      for (const heard of byName.get(event.name) ?? []) heard(event)
    },
  }
}
