import type { Services } from './context.ts'
import { changeMeetup, lockDue } from './meetup.queries.ts'
import { emitSaved, statusAt } from './meetup.ts'

/** How many meetups one round takes. */
const PER_ROUND = 200

/** Tells of meetups that have begun or ended, so that those who watch hear of it. */
export const sweepMeetups = ({ db }: Pick<Services, 'db'>): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const now = new Date()
    for (const meetup of await lockDue(trx, now, PER_ROUND))
      await emitSaved(trx, await changeMeetup(trx, meetup.id, { status: statusAt(meetup, now) }))
  })
