import { liveStream } from '#lib/live.ts'
import type { Context, Services } from './context.ts'
import { changeEvent, idsAhead, lockDue } from './event.queries.ts'
import { emitSaved } from './event.service.ts'
import { statusAt } from './event.status.ts'
import type { CommunityEvent } from './tables.ts'

/** Events that a new reader is shown first, and those that one round of the sweep takes. */
const SHOWN = 20
const PER_ROUND = 200

/** The events that are on and the next ones, the earliest first; then each event as it changes. For everybody. */
export const watchEvents = ({ bus, db, loaders }: Context): AsyncGenerator<CommunityEvent, void, void> =>
  liveStream({
    bus,
    names: ['community.event.saved', 'community.event.joined', 'community.event.left'],
    matches: () => true,
    things: { first: () => idsAhead(db, new Date(), SHOWN), of: ({ data }) => data.eventId },
    read: (id) => loaders.event.load(id),
  })

/** Tells of events that have begun or ended, so that those who watch hear of it. */
export const sweepEvents = ({ db }: Pick<Services, 'db'>): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const now = new Date()
    for (const event of await lockDue(trx, now, PER_ROUND))
      await emitSaved(trx, await changeEvent(trx, event.id, { status: statusAt(event, now) }))
  })
