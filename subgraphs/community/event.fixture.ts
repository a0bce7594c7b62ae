import type { Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { HERE, minutesAgo, type TestCommunity } from './community.fixture.ts'
import type { EventStatus } from './tables.ts'

export const EVENT = `id title description imageUrl task host { id } address location { latitude longitude } startsAt endsAt timeZone
  status cancelReason capacity seatsTaken myAttendance { user { id } joinedAt checkedInAt checkedInBy }`

export interface ShownEvent {
  id: string
  title: string
  imageUrl: string | null
  task: string | null
  startsAt: string
  endsAt: string
  status: EventStatus
  cancelReason: string | null
  capacity: number
  seatsTaken: number
  myAttendance: { checkedInAt: string | null; checkedInBy: string | null } | null
}

/** A clean-up here that begins in an hour and lasts two. */
export const eventInput = (over: Record<string, unknown> = {}): Record<string, unknown> => ({
  idempotencyKey: newId(),
  title: 'Clean the park',
  description: 'Bring gloves.',
  task: 'LITTER_CLEAN_UP',
  address: 'Alexanderplatz 1, Berlin',
  place: HERE,
  startsAt: minutesAgo(-60).toISOString(),
  endsAt: minutesAgo(-180).toISOString(),
  timeZone: 'Europe/Berlin',
  capacity: 10,
  ...over,
})

const mutation = (name: string, type: string, shown: string) =>
  `mutation ($input: ${type}!) { ${name}(input: $input) { ${shown} } }`

/** What people do with events, on behalf of a caller; each gives back the answer as it is. */
export function eventsOf(community: TestCommunity) {
  const ask = <Name extends string, Data = ShownEvent>(name: Name, type: string, shown = EVENT) => {
    const document = mutation(name, type, shown)
    return (caller: Caller, input: Record<string, unknown>) => community.ask<Record<Name, Data>>(caller, document, { input })
  }
  const create = ask('createEvent', 'CreateEventInput')
  return {
    create: (caller: Caller, over: Record<string, unknown> = {}) => create(caller, eventInput(over)),
    update: ask('updateEvent', 'UpdateEventInput'),
    cancel: ask('cancelEvent', 'CancelEventInput'),
    join: ask('joinEvent', 'EventIdInput'),
    leave: ask('leaveEvent', 'EventIdInput'),
    renewCode: ask<'renewEventCode', { code: string; event: { id: string } }>(
      'renewEventCode',
      'EventIdInput',
      'code event { id }',
    ),
    checkIn: ask<'checkInToEvent', { checkedInAt: string; checkedInBy: string; user: { id: string } }>(
      'checkInToEvent',
      'CheckInToEventInput',
      'checkedInAt checkedInBy user { id }',
    ),
    /** An event that has been announced. */
    async given(caller: Caller, over: Record<string, unknown> = {}): Promise<ShownEvent> {
      const { data, errors } = await create(caller, eventInput(over))
      if (!data) throw new Error(JSON.stringify(errors))
      return data.createEvent
    },
    async read(id: string, caller: Caller): Promise<ShownEvent> {
      const query = `query ($id: UUID!) { communityEvent(id: $id) { ${EVENT} } }`
      const { data } = await community.ask<{ communityEvent: ShownEvent | null }>(caller, query, { id })
      if (!data?.communityEvent) throw new Error('There is no such event.')
      return data.communityEvent
    },
    /** Lets time pass for an event: it begins and ends so many minutes from now. */
    move: (id: string, startsIn: number, endsIn: number) =>
      community.db
        .updateTable('community_event')
        .set({ starts_at: minutesAgo(-startsIn), ends_at: minutesAgo(-endsIn) })
        .where('id', '=', id)
        .execute(),
  }
}
