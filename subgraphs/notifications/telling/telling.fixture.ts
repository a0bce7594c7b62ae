import type { EventCatalogue, EventEnvelope, EventName } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { testNotifications } from '../notifications.fixture.ts'

/** The box, and what was told in it. */
export async function testTelling(variables: Record<string, string> = {}) {
  const running = await testNotifications({ variables })
  let position = 0
  /** Says something as another box would, with an envelope that is as the test wants it. */
  const say = async <Name extends EventName>(
    name: Name,
    aggregateId: string,
    data: EventCatalogue[Name],
    envelope: Partial<Pick<EventEnvelope, 'id' | 'position' | 'page' | 'occurredAt'>> = {},
  ): Promise<EventEnvelope<Name>> => {
    const common = { id: newId(), occurredAt: new Date().toISOString(), position: ++position, requestId: null }
    // The signature ties name and data together.
    const event = { ...common, name, aggregateId, data, ...envelope } as EventEnvelope<Name>
    await running.again(event as EventEnvelope)
    return event
  }
  /** What somebody was told, the oldest first. */
  const toldTo = (userId: string) =>
    running.db
      .selectFrom('notification')
      .select(['kind', 'params', 'link', 'cause'])
      .where('user_id', '=', userId)
      .orderBy('id')
      .execute()
  /** A station that is called so. */
  const station = (stationId: string, name: string, said?: number, operatorId = newId()) =>
    say(
      'stations.station.saved',
      stationId,
      {
        stationId,
        operatorId,
        identity: 'CP-1',
        passwordHash: null,
        place: { latitude: 52, longitude: 5 },
        address: { name, street: 'Quay 1', city: 'Utrecht', country: 'NL' },
        timeZone: 'Europe/Amsterdam',
        evses: [],
      },
      said === undefined ? {} : { position: said },
    )
  return { ...running, say, toldTo, station }
}

export type TestTelling = Awaited<ReturnType<typeof testTelling>>
