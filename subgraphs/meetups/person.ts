import { sql } from 'kysely'
import { forgetDetails } from '#db/forgotten.ts'
import { PART_ROWS, type Person } from '#db/person.ts'
import type { Services } from './context.ts'
import { changeMeetup, lockHost } from './meetup.queries.ts'
import { emitSaved, statusAt } from './meetup.ts'
import type { MeetupsTables } from './tables.ts'

const LEFT = 'Its host has left.'

export const person: Person<Services, MeetupsTables> = {
  about: 'Meetups that you host, and those that you came to.',
  tables: {
    attendance: 'that somebody was there, by an id; seats that you had taken are free',
    meetup: 'that there was one, and when, without its words and place',
  },
  part: async (trx, userId) => ({
    hosted: await trx
      .selectFrom('meetup')
      .select(['id', 'title', 'description', 'image_url', 'task', 'address', 'latitude', 'longitude', 'starts_at', 'ends_at'])
      .select(['time_zone', 'capacity', 'status', 'cancel_reason', 'created_at'])
      .where('host_id', '=', userId)
      .orderBy('id', 'desc')
      .limit(PART_ROWS)
      .execute(),
    attended: await trx
      .selectFrom('attendance')
      .innerJoin('meetup', 'meetup.id', 'attendance.meetup_id')
      .select(['meetup_id', 'title', 'starts_at', 'joined_at', 'checked_in_at', 'checked_in_by'])
      .where('user_id', '=', userId)
      .orderBy('attendance.id', 'desc')
      .limit(PART_ROWS)
      .execute(),
  }),
  /** Meetups of theirs that lie ahead are called off: nobody would be there. */
  forget: async (trx, userId) => {
    await lockHost(trx, userId)
    const now = new Date()
    for (const meetup of await trx.selectFrom('meetup').selectAll().where('host_id', '=', userId).forUpdate().execute()) {
      const ahead = ['UPCOMING', 'LIVE'].includes(statusAt(meetup, now))
      const called = ahead || meetup.status === 'CANCELLED'
      const changed = await changeMeetup(trx, meetup.id, {
        title: 'Meetup of somebody who has left',
        description: '',
        image_url: null,
        address: LEFT,
        latitude: 0,
        longitude: 0,
        ...(called && { status: 'CANCELLED', cancel_reason: LEFT }),
        code_hash: null,
      })
      if (ahead) await emitSaved(trx, changed)
    }
    await trx
      .deleteFrom('attendance')
      .where('user_id', '=', userId)
      .where('checked_in_at', 'is', null)
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('meetup')
            .select('meetup.id')
            .whereRef('meetup.id', '=', 'meetup_id')
            .where('ends_at', '>', sql<Date>`now()`),
        ),
      )
      .execute()
    await forgetDetails(trx, userId, 'meetup.%')
  },
}
