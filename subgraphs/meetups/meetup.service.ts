import { audit } from '#db/audit.ts'
import { requireUser } from '#lib/access.ts'
import { badInput } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { liveStream } from '#lib/graphql/live.ts'
import { isIdPart, isMomentPart, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from './context.ts'
import { refuse } from './errors.ts'
import { MEETUPS_LIMITS } from './limits.ts'
import {
  changeMeetup,
  countOpenOf,
  findByIdempotencyKey,
  idsAhead,
  insertMeetup,
  listMeetups,
  lockHost,
  type MeetupFilter,
} from './meetup.queries.ts'
import { checkStays, checkTimes, columns, type MeetupChanges, type MeetupInput } from './meetup.rules.ts'
import { emitSaved, openStatus, ownMeetup } from './meetup.ts'
import type { Meetup } from './tables.ts'

/** Announces a meetup that the caller hosts. The same idempotency key again gives the same meetup. */
export function createMeetup({ db, caller }: Context, idempotencyKey: string, input: MeetupInput): Promise<Meetup> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    await lockHost(trx, userId)
    const before = await findByIdempotencyKey(trx, userId, idempotencyKey)
    if (before) return before
    const now = new Date()
    checkTimes(input, now)
    if ((await countOpenOf(trx, userId, now)) >= MEETUPS_LIMITS.openPerHost)
      throw refuse('RATE_LIMITED', `You host ${MEETUPS_LIMITS.openPerHost} meetups already. Announce the next when one is over.`)
    const meetup = await insertMeetup(trx, {
      id: newId(),
      host_id: userId,
      idempotency_key: idempotencyKey,
      title: input.title,
      description: input.description,
      image_url: input.imageUrl?.href ?? null,
      task: input.task ?? null,
      address: input.address,
      ...input.place,
      starts_at: input.startsAt,
      ends_at: input.endsAt,
      time_zone: input.timeZone,
      capacity: input.capacity,
      cancel_reason: null,
      code_hash: null,
    })
    await audit(trx, userId, 'meetup.created', meetup.id, { title: meetup.title })
    await emitSaved(trx, meetup)
    return meetup
  })
}

/** Changes what is given. Beginning, place and task stay as they are once it has begun. It may still last longer. */
export function updateMeetup({ db, caller }: Context, meetupId: string, changes: MeetupChanges): Promise<Meetup> {
  const user = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    const meetup = await ownMeetup(trx, user, meetupId)
    const now = new Date()
    const status = openStatus(meetup, now)
    const change = columns(changes)
    if (Object.keys(change).length === 0) return meetup
    if (status === 'LIVE') checkStays(changes, meetup)
    const [startsAt, endsAt] = [changes.startsAt ?? meetup.starts_at, changes.endsAt ?? meetup.ends_at]
    if (changes.startsAt != null || changes.endsAt != null)
      checkTimes({ startsAt, endsAt }, status === 'LIVE' ? meetup.starts_at : now, now)
    if (change.capacity !== undefined && change.capacity < meetup.seats_taken)
      throw badInput(['input', 'capacity'], `${meetup.seats_taken} have joined already.`)
    const changed = await changeMeetup(trx, meetupId, change)
    await audit(trx, user.userId, 'meetup.updated', meetup.id, change)
    await emitSaved(trx, changed)
    return changed
  })
}

/** Calls a meetup off. Doing so again changes nothing. */
export function cancelMeetup({ db, caller }: Context, meetupId: string, why: string): Promise<Meetup> {
  const user = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    const meetup = await ownMeetup(trx, user, meetupId)
    if (meetup.status === 'CANCELLED') return meetup
    openStatus(meetup, new Date())
    const cancelled = await changeMeetup(trx, meetupId, { status: 'CANCELLED', cancel_reason: why })
    await audit(trx, user.userId, 'meetup.cancelled', meetup.id, { reason: why })
    await emitSaved(trx, cancelled)
    return cancelled
  })
}

/** Meetups by their beginning, the earliest first. For everybody; those that one has joined for whoever is signed in. */
export async function meetupsBy(
  { db, caller }: Context,
  { joined, ...filter }: MeetupFilter & { joined?: boolean | null | undefined },
  args: PageArgs,
): Promise<Page<Meetup>> {
  const wanted = joined ? { ...filter, joinedBy: requireUser(caller).userId } : filter
  return keysetPage({
    args,
    fetch: (page) => listMeetups(db, wanted, new Date(), page),
    key: (row) => [row.starts_at.toISOString(), row.id],
    parts: [isMomentPart, isIdPart],
  })
}

/** How many meetups a new reader is shown first. */
const SHOWN = 20

/** The meetups that are on and the next ones, the earliest first; then each meetup as it changes. For everybody. */
export const watchMeetups = ({ bus, db, loaders }: Context): AsyncGenerator<Meetup, void, void> =>
  liveStream({
    bus,
    names: ['meetups.meetup.saved', 'meetups.meetup.joined', 'meetups.meetup.left'],
    matches: () => true,
    things: { first: () => idsAhead(db, new Date(), SHOWN), of: ({ data }) => data.meetupId },
    read: (id) => loaders.meetup.load(id),
  })
