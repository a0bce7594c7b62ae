import { emit } from '#db/outbox.ts'
import { newId } from '#lib/id.ts'
import { insertNotification, queueDeliveries } from './notification.queries.ts'
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
 * Tells somebody something, once: in their inbox at once, and queued for every channel that they want. Whether they still want it is looked
 * at when it is sent. False if they were told before.
 */
export async function notify(trx: Trx, { userId, kind, cause, params, link = null }: Told): Promise<boolean> {
  const row = await insertNotification(trx, { id: newId(), user_id: userId, kind, cause, params: { ...params }, link })
  if (!row) return false
  await queueDeliveries(trx, [row])
  await emit(trx, 'notifications.notification.created', userId, { notificationId: row.id, userId, kind })
  return true
}
