import { KINDS } from '../kinds.ts'
import type { Db, Delivery, Digest } from '../tables.ts'
import type { Item } from './channel.ts'
import type { Claimed } from './claim.queries.ts'
import type { Circumstances } from './judge.ts'

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
  const rows = await db
    .selectFrom('delivery')
    .innerJoin('notification', 'notification.id', 'delivery.notification_id')
    .selectAll('delivery')
    .select(['kind', 'params', 'link', 'notification.created_at as told_at'])
    .where('state', '=', 'QUEUED')
    .where(({ eb }) => ('id' in by ? eb('delivery.id', '=', by.id) : eb('digest_id', '=', by.digestId)))
    .orderBy('delivery.id')
    .execute()
  if (rows.length === 0) return []
  const { contact, choices, quiet, digestHour } = await reachOf(db, userId)
  return rows.map(({ kind, params, link, told_at: createdAt, ...delivery }) => {
    const choice = choices.find(({ category, channel }) => category === KINDS[kind].category && channel === delivery.channel)
    const circumstances = { delivery, kind, now, contact, quiet, digestHour, wanted: choice?.wanted ?? null }
    return { delivery, circumstances, item: { notificationId: delivery.notification_id, kind, params, link, createdAt } }
  })
}

/** What is known of somebody at this moment. */
async function reachOf(db: Db, userId: string) {
  const [contact, choices, quiet, digest] = await Promise.all([
    db.selectFrom('contact').selectAll().where('user_id', '=', userId).executeTakeFirst(),
    db.selectFrom('preference').select(['category', 'channel', 'wanted']).where('user_id', '=', userId).execute(),
    db.selectFrom('quiet_hours').select(['from_minute', 'until_minute']).where('user_id', '=', userId).executeTakeFirst(),
    db.selectFrom('digest_choice').select('hour').where('user_id', '=', userId).executeTakeFirst(),
  ])
  return { contact: contact ?? null, choices, quiet: quiet ?? null, digestHour: digest?.hour ?? null }
}
