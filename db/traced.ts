import type { EventEnvelope } from '#lib/events.ts'
import { openSpan, traceparent, traced, type Piece } from '#lib/tracing/trace.ts'

type Heard = Pick<EventEnvelope, 'name' | 'aggregateId' | 'traceparent'>

const handling = (box: string, { name, traceparent: cause, aggregateId }: Heard): Piece => ({
  name: `handle ${name}`,
  box,
  kind: 'consumer',
  cause,
  attributes: { 'evergraph.aggregate': aggregateId },
})

/** Handles an event as part of the trace that it came with, and so does what it tells live views. What began by itself, as a timer does, has none. */
export function handledInTrace<Notice extends object>(
  box: string,
  event: Heard,
  run: () => Promise<void | Notice>,
): Promise<void | (Notice & { traceparent?: string })> {
  if (event.traceparent === undefined) return run()
  return traced(
    () => handling(box, event),
    async () => {
      const notice = await run()
      const cause = traceparent()
      return notice && cause !== null ? { ...notice, traceparent: cause } : notice
    },
  )
}

/** The same for events that are handled together. Each has a piece of its own trace, and `run` gets the events with it as their cause. */
export async function handledTogetherInTrace<Event extends Heard, Result>(
  box: string,
  events: readonly Event[],
  run: (events: readonly Event[]) => Promise<Result>,
): Promise<Result> {
  const spans = events.map((event) => (event.traceparent === undefined ? null : openSpan(() => handling(box, event))))
  if (spans.every((span) => span === null)) return run(events)
  try {
    return await run(events.map((event, i) => ({ ...event, ...(spans[i] && { traceparent: spans[i].traceparent }) })))
  } catch (error) {
    for (const span of spans) span?.failed('HANDLING_FAILED')
    throw error
  } finally {
    for (const span of spans) span?.end()
  }
}
