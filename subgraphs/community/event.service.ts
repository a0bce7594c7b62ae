import { audit } from '#db/audit.ts'
import { emit } from '#db/outbox.ts'
import { isSelfOr, requireUser } from '#lib/access.ts'
import type { Caller, UserCaller } from '#lib/auth.ts'
import { badInput, notFound } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { isIdPart, isMomentPart, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from './context.ts'
import { refuse } from './errors.ts'
import {
  changeEvent,
  countOpenOf,
  findByIdempotencyKey,
  insertEvent,
  listEvents,
  lockEvent,
  lockHost,
  type EventFilter,
} from './event.queries.ts'
import { checkStays, checkTimes, columns, type EventChanges, type EventInput } from './event.rules.ts'
import { statusAt } from './event.status.ts'
import { COMMUNITY_LIMITS } from './limits.ts'
import type { CommunityEvent, Trx } from './tables.ts'

/** Announces an event that the caller hosts. The same idempotency key again gives the same event. */
export function createEvent({ db, caller }: Context, idempotencyKey: string, input: EventInput): Promise<CommunityEvent> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    await lockHost(trx, userId)
    const before = await findByIdempotencyKey(trx, userId, idempotencyKey)
    if (before) return before
    const now = new Date()
    checkTimes(input, now)
    if ((await countOpenOf(trx, userId, now)) >= COMMUNITY_LIMITS.openEventsPerHost)
      throw refuse(
        'RATE_LIMITED',
        `You host ${COMMUNITY_LIMITS.openEventsPerHost} events already. Announce the next when one is over.`,
      )
    const event = await insertEvent(trx, {
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
    await audit(trx, userId, 'event.created', event.id, { title: event.title })
    await emitSaved(trx, event)
    return event
  })
}

/** Changes what is given. Time, place and task stay as they are once it has begun; it may still last longer. */
export function updateEvent({ db, caller }: Context, eventId: string, changes: EventChanges): Promise<CommunityEvent> {
  const user = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    const event = await ownEvent(trx, user, eventId)
    const now = new Date()
    const status = openStatus(event, now)
    const change = columns(changes)
    if (Object.keys(change).length === 0) return event
    if (status === 'LIVE') checkStays(changes, event)
    const [startsAt, endsAt] = [changes.startsAt ?? event.starts_at, changes.endsAt ?? event.ends_at]
    if (changes.startsAt != null || changes.endsAt != null)
      checkTimes({ startsAt, endsAt }, status === 'LIVE' ? event.starts_at : now, now)
    if (change.capacity !== undefined && change.capacity < event.seats_taken)
      throw badInput(['input', 'capacity'], `${event.seats_taken} have joined already.`)
    const changed = await changeEvent(trx, eventId, change)
    await audit(trx, user.userId, 'event.updated', eventId, change)
    await emitSaved(trx, changed)
    return changed
  })
}

/** Calls an event off; called off once more, it stays as it is. */
export function cancelEvent({ db, caller }: Context, eventId: string, why: string): Promise<CommunityEvent> {
  const user = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    const event = await ownEvent(trx, user, eventId)
    if (event.status === 'CANCELLED') return event
    openStatus(event, new Date())
    const cancelled = await changeEvent(trx, eventId, { status: 'CANCELLED', cancel_reason: why })
    await audit(trx, user.userId, 'event.cancelled', eventId, { reason: why })
    await emitSaved(trx, cancelled)
    return cancelled
  })
}

/** The event, locked, for its host and admins. */
export async function ownEvent(trx: Trx, caller: UserCaller, eventId: string): Promise<CommunityEvent> {
  const event = await lockEvent(trx, eventId)
  if (!event) throw notFound('event', ['input', 'eventId'])
  if (!mayManage(caller, event)) throw refuse('FORBIDDEN', 'Only its host may do this.')
  return event
}

export const mayManage = (caller: Caller, { host_id }: CommunityEvent): boolean => isSelfOr(caller, host_id, 'ADMIN')

/** What an event that is neither over nor called off is at a moment. */
export function openStatus(event: CommunityEvent, now: Date): 'UPCOMING' | 'LIVE' {
  const status = statusAt(event, now)
  if (status === 'DONE') throw refuse('CONFLICT', 'The event is over.')
  if (status === 'CANCELLED') throw refuse('CONFLICT', 'The event has been called off.')
  return status
}

/** Events by their beginning, the earliest first. For everybody. */
export const eventsBy = ({ db }: Context, filter: EventFilter, args: PageArgs): Promise<Page<CommunityEvent>> =>
  keysetPage({
    args,
    fetch: (page) => listEvents(db, filter, new Date(), page),
    key: (row) => [row.starts_at.toISOString(), row.id],
    isKey: (key) => key.length === 2 && isMomentPart(key[0]) && isIdPart(key[1]),
  })

export const emitSaved = (trx: Trx, event: CommunityEvent) =>
  emit(trx, 'community.event.saved', event.id, {
    eventId: event.id,
    hostId: event.host_id,
    title: event.title,
    status: statusAt(event, new Date()),
    startsAt: event.starts_at.toISOString(),
    endsAt: event.ends_at.toISOString(),
  })
