import { each, type Past } from '#db/past.ts'
import { saved } from './meetup.ts'
import type { Attendance, MeetupsTables, Trx } from './tables.ts'

const attendances = (trx: Trx) => trx.selectFrom('attendance').selectAll()
const seat = ({ meetup_id: meetupId, user_id: userId }: Attendance) => ({ aggregateId: meetupId, data: { meetupId, userId } })

/** What meetups can say again: the meetups as they are, who comes, and who was there. */
export const past: Past<MeetupsTables> = {
  'meetups.meetup.saved': each(
    (trx) => trx.selectFrom('meetup').selectAll(),
    ['id'],
    (rows) => rows.map((row) => ({ aggregateId: row.id, data: saved(row) })),
  ),
  'meetups.meetup.joined': each(attendances, ['id'], (rows) => rows.map((row) => ({ ...seat(row), since: row.joined_at }))),
  'meetups.meetup.checked-in': each(
    (trx) => attendances(trx).where('checked_in_at', 'is not', null),
    ['id'],
    (rows) => rows.map((row) => ({ ...seat(row), ...(row.checked_in_at && { since: row.checked_in_at }) })),
  ),
}
