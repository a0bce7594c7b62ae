import { badInput } from '#lib/errors.ts'
import type { DeedTask, Place } from '#lib/events.ts'
import type { EventChange } from './event.queries.ts'
import { COMMUNITY_LIMITS } from './limits.ts'
import type { CommunityEvent } from './tables.ts'

export interface EventInput {
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
/** What is left out stays; null takes the image or the task away. */
export type EventChanges = { [K in keyof EventInput]?: EventInput[K] | null | undefined }

const DAY_MS = 86_400_000

/** Times of an event: it begins not before `earliest`, ends after now, and lies within the limits. */
export function checkTimes({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }, earliest: Date, now = earliest): void {
  if (startsAt < earliest) throw badInput(['input', 'startsAt'], 'This time is over.')
  if (startsAt.getTime() - now.getTime() > COMMUNITY_LIMITS.eventAheadDays * DAY_MS)
    throw badInput(['input', 'startsAt'], `At most ${COMMUNITY_LIMITS.eventAheadDays} days ahead.`)
  if (endsAt <= startsAt) throw badInput(['input', 'endsAt'], 'It must end after it has begun.')
  if (endsAt <= now) throw badInput(['input', 'endsAt'], 'This time is over.')
  if (endsAt.getTime() - startsAt.getTime() > COMMUNITY_LIMITS.eventDays * DAY_MS)
    throw badInput(['input', 'endsAt'], `An event lasts at most ${COMMUNITY_LIMITS.eventDays} days.`)
}

/** People are on their way: where and when it began is settled. */
export function checkStays({ startsAt, place, address, timeZone, task }: EventChanges, event: CommunityEvent): void {
  const sentence = 'The event has begun: this stays as it is.'
  if (startsAt != null && startsAt.getTime() !== event.starts_at.getTime()) throw badInput(['input', 'startsAt'], sentence)
  if (place != null && (place.latitude !== event.latitude || place.longitude !== event.longitude))
    throw badInput(['input', 'place'], sentence)
  if (address != null && address !== event.address) throw badInput(['input', 'address'], sentence)
  if (timeZone != null && timeZone !== event.time_zone) throw badInput(['input', 'timeZone'], sentence)
  if (task !== undefined && task !== event.task) throw badInput(['input', 'task'], sentence)
}

/** What is to be changed, by column. */
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
}: EventChanges): EventChange {
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
