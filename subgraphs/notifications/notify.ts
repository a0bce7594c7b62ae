import { emit } from '#db/outbox.ts'
import { newId } from '#lib/id.ts'
import { NOTIFICATION_CHANNELS } from '#lib/mail/notification.ts'
import { KINDS } from './kinds.ts'
import { insertNotification } from './notification.queries.ts'
import type { Trx } from './tables.ts'
import type { Filled } from './templates/params.ts'

/** Something to tell somebody: of a kind, with what its texts need. */
export type Told = Filled & {
  userId: string
  /** What it is about: told again with the same cause it is told once. An event's id, or the thing's own where several events say it. */
  cause: string
  /** A path of the clients, from /. */
  link?: string | null
}

/**
 * Tells somebody something, once: in their inbox at once, and queued for every other channel. Whether a channel is wanted is looked at when
 * it is sent. False if they were told before.
 */
export async function notify(trx: Trx, { userId, kind, cause, params, link = null }: Told): Promise<boolean> {
  const row = await insertNotification(trx, { id: newId(), user_id: userId, kind, cause, params: { ...params }, link })
  if (!row) return false
  const { urgency } = KINDS[kind]
  await trx
    .insertInto('delivery')
    .values(
      NOTIFICATION_CHANNELS.map((channel) => ({
        id: newId(),
        notification_id: row.id,
        user_id: userId,
        channel,
        urgency,
        claimed_until: null,
        external_id: null,
        reason: null,
        detail: null,
        sent_at: null,
      })),
    )
    .execute()
  await emit(trx, 'notifications.notification.created', userId, { notificationId: row.id, userId, kind })
  return true
}
