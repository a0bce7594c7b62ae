import { emit } from '#db/outbox.ts'
import { requireUser } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { isIdPart, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import { deleteAttendance, findAttendance, insertAttendance, listAttendances } from './attendance.queries.ts'
import type { Context } from './context.ts'
import { refuse } from './errors.ts'
import { events, lockEvent } from './event.queries.ts'
import { mayManage, openStatus } from './event.service.ts'
import type { Attendance, CommunityEvent, Trx } from './tables.ts'

/** Takes a seat for the caller while there is one; who has one keeps it. */
export function joinEvent({ db, caller }: Context, eventId: string): Promise<CommunityEvent> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    const event = await someEvent(trx, eventId)
    if (await findAttendance(trx, eventId, userId)) return event
    openStatus(event, new Date())
    if (event.seats_taken >= event.capacity) throw refuse('EVENT_FULL', 'All seats are taken.', ['input', 'eventId'])
    await insertAttendance(trx, { id: newId(), event_id: eventId, user_id: userId })
    await emit(trx, 'community.event.joined', eventId, { eventId, userId })
    return asItIs(trx, eventId)
  })
}

/** Gives the caller's seat back, until they have checked in. */
export function leaveEvent({ db, caller }: Context, eventId: string): Promise<CommunityEvent> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    const event = await someEvent(trx, eventId)
    const attendance = await findAttendance(trx, eventId, userId)
    if (!attendance) return event
    openStatus(event, new Date())
    if (!(await deleteAttendance(trx, attendance.id))) throw refuse('CONFLICT', 'You have checked in already.')
    await emit(trx, 'community.event.left', eventId, { eventId, userId })
    return asItIs(trx, eventId)
  })
}

/** Who comes to an event, in the order in which they joined; null for others than its host and admins. */
export async function attendeesOf(
  { db, caller }: Context,
  event: CommunityEvent,
  args: PageArgs,
): Promise<Page<Attendance> | null> {
  if (!mayManage(caller, event)) return null
  return keysetPage({
    args,
    fetch: (page) => listAttendances(db, event.id, page),
    key: (row) => [row.id],
    isKey: (key) => key.length === 1 && isIdPart(key[0]),
  })
}

/** Any event, locked: seats are given one after the other. */
async function someEvent(trx: Trx, eventId: string): Promise<CommunityEvent> {
  const event = await lockEvent(trx, eventId)
  if (!event) throw notFound('event', ['input', 'eventId'])
  return event
}

async function asItIs(trx: Trx, eventId: string): Promise<CommunityEvent> {
  const [event] = await events(trx, [eventId])
  if (!event) throw new Error('The event has gone while it was locked.')
  return event
}
