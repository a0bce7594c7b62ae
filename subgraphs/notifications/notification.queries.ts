import { sql } from 'kysely'
import { newId } from '#lib/id.ts'
import { isFixed, NOTIFICATION_CHANNELS, NOTIFICATIONS, type NotificationChannel } from '#lib/mail/notification.ts'
import { KINDS } from './kinds.ts'
import type { Notification, Trx } from './tables.ts'

/** Undefined where the same cause has told it before. */
export const insertNotification = (
  trx: Trx,
  row: Pick<Notification, 'id' | 'user_id' | 'kind' | 'cause' | 'params' | 'link'>,
): Promise<Notification | undefined> =>
  trx
    .insertInto('notification')
    .values({ ...row, params: JSON.stringify(row.params), read_at: null })
    .onConflict((conflict) => conflict.constraint('notification_once').doNothing())
    .returningAll()
    .executeTakeFirst()

/**
 * Queues what was told for the channels by which its reader wants it now: news to a hundred thousand who read their inbox queue nothing. All
 * are of one kind.
 */
export async function queueDeliveries(
  trx: Trx,
  told: readonly [Pick<Notification, 'id' | 'user_id' | 'kind'>, ...Pick<Notification, 'id' | 'user_id' | 'kind'>[]],
): Promise<void> {
  const { category, urgency } = KINDS[told[0].kind]
  const users = told.map((one) => one.user_id)
  const said = await trx
    .selectFrom('preference')
    .select(['user_id', 'channel', 'wanted'])
    .where('user_id', '=', sql<string>`ANY (${users}::uuid[])`)
    .where('category', '=', category)
    .execute()
  const choices = new Map(said.map(({ user_id, channel, wanted }) => [`${user_id} ${channel}`, wanted]))
  const wants = (userId: string, channel: NotificationChannel) =>
    isFixed({ kind: category, channel }) || (choices.get(`${userId} ${channel}`) ?? NOTIFICATIONS[category][channel])
  const rows = told.flatMap(({ id, user_id }) =>
    NOTIFICATION_CHANNELS.filter((channel) => wants(user_id, channel)).map((channel) => ({
      id: newId(),
      notification_id: id,
      user_id,
      channel,
      urgency,
    })),
  )
  if (rows.length > 0) await trx.insertInto('delivery').values(rows).execute()
}
