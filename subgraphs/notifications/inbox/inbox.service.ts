import { emit } from '#db/outbox.ts'
import { isSelf, requireUser } from '#lib/access.ts'
import type { Caller } from '#lib/auth.ts'
import { badInput } from '#lib/errors.ts'
import type { EventEnvelope } from '#lib/events.ts'
import { liveStream } from '#lib/graphql/live.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import { NOTIFICATIONS_LIMITS } from '../limits.ts'
import type { Notification } from '../tables.ts'
import { render, type Rendered } from '../templates/render.ts'
import { countUnread, findNotification, listNotifications, markRead, type Filter } from './inbox.queries.ts'

/** What a user was told, the newest first; null for others. */
export async function inboxOf(
  { db, caller }: Context,
  userId: string,
  { filter, ...args }: PageArgs & { filter?: Filter | null | undefined },
): Promise<Page<Notification> | null> {
  if (!isSelf(caller, userId)) return null
  return idPage(args, (page) => listNotifications(db, userId, filter ?? {}, page))
}

/** How many a user has not read; null for others. */
export async function unreadOf({ db, caller }: Context, userId: string): Promise<number | null> {
  return isSelf(caller, userId) ? countUnread(db, userId, NOTIFICATIONS_LIMITS.countedUnread) : null
}

/** The words of a notification that the caller may see, as its reader reads now. For everybody who has the row. */
export async function wordsOf({ loaders }: Context, { user_id, kind, params }: Notification): Promise<Rendered> {
  const reader = await loaders.reader.load(user_id)
  return render(kind, { locale: reader?.locale ?? null, timeZone: reader?.time_zone ?? null }, params)
}

export interface ReadInput {
  ids?: readonly string[] | null | undefined
  until?: Date | null | undefined
}

/** Marks what the caller was told as read. What is read already stays so, and others' are left alone: a repeated request does no harm. */
export async function readNotifications({ db, caller }: Context, { ids, until }: ReadInput): Promise<string> {
  const { userId } = requireUser(caller)
  if ((ids == null) === (until == null)) throw badInput(['input', 'ids'], 'Give ids or until, and not both.')
  await db.transaction().execute(async (trx) => {
    const read = await markRead(trx, userId, ids != null ? { ids } : { until: until ?? new Date(0) })
    if (read > 0) await emit(trx, 'notifications.inbox.changed', userId, { userId })
  })
  return userId
}

/** What tells that somebody has something new. */
const NEWS = ['notifications.notification.created', 'notifications.announcement.told'] as const

/** What the caller is told from now on. */
export function watchNotifications({ bus, db, caller }: Context): AsyncGenerator<Notification, void, void> {
  const user = requireUser(caller)
  return liveStream({
    bus,
    names: NEWS,
    matches: (event) => isFor(event, user),
    things: {
      first: () => Promise.resolve([]),
      of: ({ data }) => ('notificationId' in data ? data.notificationId : data.announcementId),
    },
    read: async (id) => (await findNotification(db, user.userId, id)) ?? null,
  })
}

/** The caller, now and whenever there is something new in their inbox or something was read, on whichever device. */
export function watchInbox({ bus, caller }: Context): AsyncGenerator<{ id: string }, void, void> {
  const user = requireUser(caller)
  return liveStream({
    bus,
    names: [...NEWS, 'notifications.inbox.changed'],
    matches: (event) => isFor(event, user),
    read: () => Promise.resolve({ id: user.userId }),
  })
}

/** An announcement is told to many by one word: whether somebody is among them is seen by their id, which PostgreSQL sorts as texts are. */
function isFor(
  { data }: EventEnvelope<(typeof NEWS)[number] | 'notifications.inbox.changed'>,
  { userId, roles }: Caller & { kind: 'user' },
): boolean {
  if ('userId' in data) return data.userId === userId
  const { role, after, until } = data
  return (role === null || roles.includes(role)) && (after === null || userId > after) && userId <= until
}
