import type { Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { testBox } from '../../test/box.ts'
import { HERE, minutesAgo } from '../../test/here.ts'
import { box } from './box.ts'
import type { MeetupStatus, MeetupsTables } from './tables.ts'

/** A running meetups subgraph on a database of its own. */
export const testMeetups = () => testBox<MeetupsTables>(box, { variables: { MEETUPS_SWEEP_MS: '50' } })
export type TestMeetups = Awaited<ReturnType<typeof testMeetups>>

export const MEETUP = `id title description imageUrl task host { id } address location { latitude longitude } startsAt endsAt timeZone
  status cancelReason capacity seatsTaken myAttendance { user { id } joinedAt checkedInAt checkedInBy }`

export interface ShownMeetup {
  id: string
  title: string
  imageUrl: string | null
  task: string | null
  startsAt: string
  endsAt: string
  status: MeetupStatus
  cancelReason: string | null
  capacity: number
  seatsTaken: number
  myAttendance: { checkedInAt: string | null; checkedInBy: string | null } | null
}

/** A clean-up here that begins in an hour and lasts two. */
export const meetupInput = (over: Record<string, unknown> = {}): Record<string, unknown> => ({
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

/** What people do with meetups, on behalf of a caller; each gives back the answer as it is. */
export function meetupsOf(running: TestMeetups) {
  const ask = <Name extends string, Data = ShownMeetup>(name: Name, type: string, shown = MEETUP) => {
    const document = mutation(name, type, shown)
    return (caller: Caller, input: Record<string, unknown>) => running.ask<Record<Name, Data>>(caller, document, { input })
  }
  const create = ask('createMeetup', 'CreateMeetupInput')
  return {
    create: (caller: Caller, over: Record<string, unknown> = {}) => create(caller, meetupInput(over)),
    update: ask('updateMeetup', 'UpdateMeetupInput'),
    cancel: ask('cancelMeetup', 'CancelMeetupInput'),
    join: ask('joinMeetup', 'MeetupIdInput'),
    leave: ask('leaveMeetup', 'MeetupIdInput'),
    renewCode: ask<'renewMeetupCode', { code: string; meetup: { id: string } }>(
      'renewMeetupCode',
      'MeetupIdInput',
      'code meetup { id }',
    ),
    checkIn: ask<'checkInToMeetup', { checkedInAt: string; checkedInBy: string; user: { id: string } }>(
      'checkInToMeetup',
      'CheckInToMeetupInput',
      'checkedInAt checkedInBy user { id }',
    ),
    /** A meetup that has been announced. */
    async given(caller: Caller, over: Record<string, unknown> = {}): Promise<ShownMeetup> {
      const { data, errors } = await create(caller, meetupInput(over))
      if (!data) throw new Error(JSON.stringify(errors))
      return data.createMeetup
    },
    async read(id: string, caller: Caller): Promise<ShownMeetup> {
      const query = `query ($id: UUID!) { meetup(id: $id) { ${MEETUP} } }`
      const { data } = await running.ask<{ meetup: ShownMeetup | null }>(caller, query, { id })
      if (!data?.meetup) throw new Error('There is no such meetup.')
      return data.meetup
    },
    /** Lets time pass for a meetup: it begins and ends so many minutes from now. */
    move: (id: string, startsIn: number, endsIn: number) =>
      running.db
        .updateTable('meetup')
        .set({ starts_at: minutesAgo(-startsIn), ends_at: minutesAgo(-endsIn) })
        .where('id', '=', id)
        .execute(),
  }
}
