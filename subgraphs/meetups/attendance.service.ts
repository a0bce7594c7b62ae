import { emit } from '#db/outbox.ts'
import { requireUser } from '#lib/access.ts'
import { newId } from '#lib/id.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import { deleteAttendance, findAttendance, insertAttendance, listAttendances } from './attendance.queries.ts'
import type { Context } from './context.ts'
import { notFound } from '#lib/errors.ts'
import { refuse } from './errors.ts'
import { meetups, lockMeetup } from './meetup.queries.ts'
import { mayManage, openStatus } from './meetup.ts'
import type { Attendance, Meetup, Trx } from './tables.ts'

/** Takes a seat for the caller, if there is one. Whoever has one keeps it. */
export function joinMeetup({ db, caller }: Context, meetupId: string): Promise<Meetup> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    const meetup = await someMeetup(trx, meetupId)
    if (await findAttendance(trx, meetupId, userId)) return meetup
    openStatus(meetup, new Date())
    if (meetup.seats_taken >= meetup.capacity) throw refuse('MEETUP_FULL', 'All seats are taken.', ['input', 'meetupId'])
    await insertAttendance(trx, { id: newId(), meetup_id: meetupId, user_id: userId })
    await emit(trx, 'meetups.meetup.joined', meetupId, { meetupId, userId })
    return asItIs(trx, meetupId)
  })
}

/** Gives the caller's seat back, until they have checked in. */
export function leaveMeetup({ db, caller }: Context, meetupId: string): Promise<Meetup> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    const meetup = await someMeetup(trx, meetupId)
    const attendance = await findAttendance(trx, meetupId, userId)
    if (!attendance) return meetup
    openStatus(meetup, new Date())
    if (!(await deleteAttendance(trx, attendance.id))) throw refuse('CONFLICT', 'You have checked in already.')
    await emit(trx, 'meetups.meetup.left', meetupId, { meetupId, userId })
    return asItIs(trx, meetupId)
  })
}

/** Who comes to a meetup, in the order in which they joined; null for others than its host and admins. */
export async function attendeesOf({ db, caller }: Context, meetup: Meetup, args: PageArgs): Promise<Page<Attendance> | null> {
  if (!mayManage(caller, meetup)) return null
  return idPage(args, (page) => listAttendances(db, meetup.id, page))
}

/** Any meetup, locked: seats are given one after the other. */
async function someMeetup(trx: Trx, meetupId: string): Promise<Meetup> {
  const meetup = await lockMeetup(trx, meetupId)
  if (!meetup) throw notFound('meetup', ['input', 'meetupId'])
  return meetup
}

async function asItIs(trx: Trx, meetupId: string): Promise<Meetup> {
  const [meetup] = await meetups(trx, [meetupId])
  if (!meetup) throw new Error('The meetup has gone while it was locked.')
  return meetup
}
