import type { Bus } from '#lib/bus.ts'
import type { EventEnvelope, EventName } from '#lib/events.ts'

/** What a part of the gateway wants to hear of. Every gateway hears every event from now on; what passed before is not told. */
export interface Ear {
  names: readonly EventName[]
  heard: (event: EventEnvelope) => void
}

/** The one place where the gateway listens. It never handles an event for a group: it keeps no facts. */
export function hear(bus: Bus, ears: readonly Ear[]): Disposable {
  const listening = new DisposableStack()
  for (const { names, heard } of ears) listening.use(bus.listen(names, heard))
  return listening
}
