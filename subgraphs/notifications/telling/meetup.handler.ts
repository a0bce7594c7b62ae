import type { EventEnvelope } from '#lib/events.ts'
import type { Services } from '../context.ts'
import { NOTIFICATIONS_LIMITS } from '../limits.ts'
import { notify } from '../notify.ts'
import type { Trx } from '../tables.ts'
import { lockMeetup, saveComing, saveMeetup, takeSoon, tellOtherwise, whoComes, whoKnows } from './meetup.queries.ts'
import { tell } from './tell.ts'

/**
 * Tells who has come to a host's meetups of a new one, and who comes to one that it is at another time, has another name, or is called off.
 * Its host did it, and is not told.
 */
export async function tellMeetup(trx: Trx, event: EventEnvelope<'meetups.meetup.saved'>): Promise<void> {
  const { meetupId, hostId, title, status, startsAt } = event.data
  const { position = 0 } = event
  const before = await lockMeetup(trx, meetupId)
  if (before && before.said >= position) return
  const cancelled = status === 'CANCELLED'
  const now = { meetup_id: meetupId, host_id: hostId, title, cancelled, starts_at: new Date(startsAt) }
  await saveMeetup(trx, { ...now, said: position })
  const link = `/meetups/${meetupId}`
  if (!before) {
    if (status !== 'UPCOMING') return
    for (const userId of await whoKnows(trx, now))
      await tell(trx, event, 'MEETUP_CREATED', { userId, cause: meetupId, params: { title, startsAt }, link })
    return
  }
  const moved = before.title !== title || before.starts_at.getTime() !== now.starts_at.getTime()
  // One that is called off and changed after that concerns nobody.
  if (before.cancelled || !(cancelled || moved)) return
  // A host who changes it again and again pushes to nobody again within the hour. What is not read yet, or not sent, has the newest words.
  const cause = `${meetupId} ${cancelled ? 'cancelled' : event.occurredAt.slice(0, 13)}`
  const params = { title, startsAt, cancelled }
  for (const userId of await whoComes(trx, now)) {
    const isNew = await tell(trx, event, 'MEETUP_CHANGED', { userId, cause, params, link })
    if (!isNew) await tellOtherwise(trx, { userId, kind: 'MEETUP_CHANGED', cause, params })
  }
}

export const learnJoined = (trx: Trx, event: EventEnvelope<'meetups.meetup.joined'>) => learnComing(trx, event, true)
export const learnLeft = (trx: Trx, event: EventEnvelope<'meetups.meetup.left'>) => learnComing(trx, event, false)

async function learnComing(
  trx: Trx,
  { data, position = 0 }: EventEnvelope<'meetups.meetup.joined' | 'meetups.meetup.left'>,
  coming: boolean,
): Promise<void> {
  await saveComing(trx, { meetup_id: data.meetupId, user_id: data.userId, coming, said: position })
}

/** Reminds who comes, and the host, of meetups that begin soon; once for a begin. */
export async function remindOfMeetups({ db }: Pick<Services, 'db'>): Promise<void> {
  let taken: number
  do
    taken = await db.transaction().execute(async (trx) => {
      const soon = await takeSoon(trx)
      for (const meetup of soon) {
        const { meetup_id: meetupId, host_id: hostId, title } = meetup
        const startsAt = meetup.starts_at.toISOString()
        for (const userId of [hostId, ...(await whoComes(trx, meetup))])
          await notify(trx, {
            userId,
            kind: 'MEETUP_SOON',
            cause: `${meetupId} ${startsAt}`,
            params: { title, startsAt },
            link: `/meetups/${meetupId}`,
          })
      }
      return soon.length
    })
  while (taken === NOTIFICATIONS_LIMITS.tellingAtOnce)
}
