import { badInput } from '#lib/errors.ts'
import type { DeedTask, Place } from '#lib/events.ts'
import type { MeetupChange } from './meetup.queries.ts'
import { MEETUPS_LIMITS } from './limits.ts'
import type { Meetup } from './tables.ts'

export interface MeetupInput {
  title: string
  description: string
  imageUrl?: URL | null | undefined
  task?: DeedTask | null | undefined
  address: string
  place: Place
  startsAt: Date
  endsAt: Date
  timeZone: string
  capacity: number
}
/** Changes of a meetup. What is left out stays; null removes the image or the task. */
export type MeetupChanges = { [K in keyof MeetupInput]?: MeetupInput[K] | null | undefined }

const DAY_MS = 86_400_000

/** Checks the times of a meetup: it begins no earlier than `earliest`, ends after now, and keeps the limits. */
export function checkTimes({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }, earliest: Date, now = earliest): void {
  if (startsAt < earliest) throw badInput(['input', 'startsAt'], 'This time is over.')
  if (startsAt.getTime() - now.getTime() > MEETUPS_LIMITS.aheadDays * DAY_MS)
    throw badInput(['input', 'startsAt'], `At most ${MEETUPS_LIMITS.aheadDays} days ahead.`)
  if (endsAt <= startsAt) throw badInput(['input', 'endsAt'], 'It must end after it has begun.')
  if (endsAt <= now) throw badInput(['input', 'endsAt'], 'This time is over.')
  if (endsAt.getTime() - startsAt.getTime() > MEETUPS_LIMITS.lastsDays * DAY_MS)
    throw badInput(['input', 'endsAt'], `A meetup lasts at most ${MEETUPS_LIMITS.lastsDays} days.`)
}

/** Refuses changes of place, beginning and task: people are on their way. */
export function checkStays({ startsAt, place, address, timeZone, task }: MeetupChanges, meetup: Meetup): void {
  const sentence = 'The meetup has begun: this stays as it is.'
  if (startsAt != null && startsAt.getTime() !== meetup.starts_at.getTime()) throw badInput(['input', 'startsAt'], sentence)
  if (place != null && (place.latitude !== meetup.latitude || place.longitude !== meetup.longitude))
    throw badInput(['input', 'place'], sentence)
  if (address != null && address !== meetup.address) throw badInput(['input', 'address'], sentence)
  if (timeZone != null && timeZone !== meetup.time_zone) throw badInput(['input', 'timeZone'], sentence)
  if (task !== undefined && task !== meetup.task) throw badInput(['input', 'task'], sentence)
}

/** The changes, by column. */
export function columns({
  title,
  description,
  imageUrl,
  task,
  address,
  place,
  startsAt,
  endsAt,
  timeZone,
  capacity,
}: MeetupChanges): MeetupChange {
  return {
    ...(title != null && { title }),
    ...(description != null && { description }),
    ...(imageUrl !== undefined && { image_url: imageUrl?.href ?? null }),
    ...(task !== undefined && { task }),
    ...(address != null && { address }),
    ...(place != null && { latitude: place.latitude, longitude: place.longitude }),
    ...(startsAt != null && { starts_at: startsAt }),
    ...(endsAt != null && { ends_at: endsAt }),
    ...(timeZone != null && { time_zone: timeZone }),
    ...(capacity != null && { capacity }),
  }
}
