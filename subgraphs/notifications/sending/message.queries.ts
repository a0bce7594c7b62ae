import { sql } from 'kysely'
import type { Claimed } from './claim.queries.ts'
import type { Circumstances } from './judge.ts'
import type { ContactRow, Db, Delivery, Digest, Notification } from '../tables.ts'
import type { Item } from './channel.ts'

export interface Loaded {
  delivery: Delivery
  circumstances: Circumstances
  item: Item
}

/** What was told by a delivery, and what is known now of whom it is for. */
export async function loadDelivery(db: Db, delivery: Claimed<Delivery>): Promise<Loaded | undefined> {
  const [loaded] = await load(db, { id: delivery.id }, delivery.user_id, delivery.claimed_at)
  return loaded
}

/** The same of all that waits for a digest, the oldest first. */
export const loadDigest = (db: Db, digest: Claimed<Digest>): Promise<Loaded[]> =>
  load(db, { digestId: digest.id }, digest.user_id, digest.claimed_at)

async function load(db: Db, by: { id: string } | { digestId: string }, userId: string, now: Date): Promise<Loaded[]> {
  const deliveries = await db
    .selectFrom('delivery')
    .selectAll()
    .where('state', '=', 'QUEUED')
    .where(({ eb }) => ('id' in by ? eb('id', '=', by.id) : eb('digest_id', '=', by.digestId)))
    .orderBy('id')
    .execute()
  if (deliveries.length === 0) return []
  const ids = deliveries.map((one) => one.notification_id)
  const notifications = await db.selectFrom('notification').selectAll().where('id', 'in', ids).execute()
  const { contact, said, quiet, digestHour } = await reachOf(db, userId)
  return deliveries.flatMap((delivery) => {
    const notification = notifications.find(({ id }) => id === delivery.notification_id)
    if (!notification) return []
    const wanted = said.get(`${delivery.channel} ${notification.kind}`) ?? null
    const circumstances = { delivery, kind: notification.kind, now, contact, quiet, digestHour, wanted }
    return [{ delivery, circumstances, item: itemOf(notification) }]
  })
}

export const itemOf = ({ id, kind, params, link, created_at }: Notification): Item => ({
  notificationId: id,
  kind,
  params,
  link,
  createdAt: created_at,
})
