import type { Bus } from '../lib/bus.ts'
import type { EventCatalogue, EventEnvelope, EventName } from '../lib/events.ts'
import { newId } from '../lib/id.ts'

export interface Teller {
  /** Says something as another box would; resolves when every box that listens has handled it. Returns the event, to say it again. */
  tell: <Name extends EventName>(
    name: Name,
    aggregateId: string,
    data: EventCatalogue[Name],
    occurredAt?: Date,
  ) => Promise<EventEnvelope<Name>>
  /** Brings the very same event once more. */
  again: (event: EventEnvelope) => Promise<void>
}

/** The other boxes, played by a test. */
export function createTeller(bus: Bus): Teller {
  let sequence = 0
  const again = (event: EventEnvelope) => bus.publish({ producer: 'test', sequence: ++sequence, events: [event] }).settled
  return {
    again,
    async tell(name, aggregateId, data, occurredAt = new Date()) {
      // The signature ties name and data together.
      const event = {
        id: newId(),
        name,
        aggregateId,
        occurredAt: occurredAt.toISOString(),
        requestId: null,
        data,
      } as EventEnvelope<typeof name>
      await again(event as EventEnvelope)
      return event
    },
  }
}
