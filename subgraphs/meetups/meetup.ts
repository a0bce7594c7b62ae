import { emit } from '#db/outbox.ts'
import type { EventCatalogue } from '#lib/events.ts'
import { isSelfOr } from '#lib/access.ts'
import type { Caller, UserCaller } from '#lib/auth.ts'
import { notFound } from '#lib/errors.ts'
import { refuse } from './errors.ts'
import { lockMeetup } from './meetup.queries.ts'
import type { Meetup, MeetupStatus, Trx } from './tables.ts'

/** A meetup's status at a moment. Its times decide, unless its host has called it off. */
export function statusAt({ status, starts_at, ends_at }: Pick<Meetup, 'status' | 'starts_at' | 'ends_at'>, at: Date): MeetupStatus {
  if (status === 'CANCELLED') return 'CANCELLED'
  if (at < starts_at) return 'UPCOMING'
  return at < ends_at ? 'LIVE' : 'DONE'
}

/** The status of a meetup that is neither over nor called off. Throws for others. */
export function openStatus(meetup: Meetup, now: Date): 'UPCOMING' | 'LIVE' {
  const status = statusAt(meetup, now)
  if (status === 'DONE') throw refuse('CONFLICT', 'The meetup is over.')
  if (status === 'CANCELLED') throw refuse('CONFLICT', 'The meetup has been called off.')
  return status
}

/** The meetup, locked, for its host and admins. */
export async function ownMeetup(trx: Trx, caller: UserCaller, meetupId: string): Promise<Meetup> {
  const meetup = await lockMeetup(trx, meetupId)
  if (!meetup) throw notFound('meetup', ['input', 'meetupId'])
  if (!mayManage(caller, meetup)) throw refuse('FORBIDDEN', 'Only its host may do this.')
  return meetup
}

export const mayManage = (caller: Caller, { host_id }: Meetup): boolean => isSelfOr(caller, host_id, 'ADMIN')

export const emitSaved = (trx: Trx, meetup: Meetup) => emit(trx, 'meetups.meetup.saved', meetup.id, saved(meetup))

/** A meetup as the other boxes know it. */
export const saved = (meetup: Meetup): EventCatalogue['meetups.meetup.saved'] => ({
  meetupId: meetup.id,
  hostId: meetup.host_id,
  title: meetup.title,
  status: statusAt(meetup, new Date()),
  startsAt: meetup.starts_at.toISOString(),
  endsAt: meetup.ends_at.toISOString(),
})
