import { sql } from 'kysely'
import { fromNow } from '#db/time.ts'
import type { NotificationChannel } from '#lib/mail/notification.ts'
import type { Db, DeliveryState, Trx } from '../tables.ts'

/** What becomes of a message for good, or for now. */
export interface Outcome {
  state: Exclude<DeliveryState, 'QUEUED'>
  externalId?: string | null
  reason?: string | null
  /** The server's words; so many characters of them are kept. */
  detail?: string | null
}

const DETAIL_CHARACTERS = 1_000

const changeOf = ({ state, externalId, reason = null, detail = null }: Outcome) => ({
  state,
  ...(externalId != null && { external_id: sql<string>`coalesce(external_id, ${externalId})` }),
  reason,
  detail: detail?.replaceAll('\0', '').slice(0, DETAIL_CHARACTERS) ?? null,
})

/** What a sender has made of deliveries. One that has an outcome already keeps it. */
export const concludeDeliveries = (db: Db | Trx, ids: readonly string[], outcome: Outcome) =>
  db.updateTable('delivery').set(changeOf(outcome)).where('id', 'in', ids).where('state', '=', 'QUEUED').execute()

/** The same of a digest, and of all that went with it. */
export async function concludeDigest(trx: Trx, id: string, ids: readonly string[], outcome: Outcome): Promise<void> {
  await trx.updateTable('digest').set(changeOf(outcome)).where('id', '=', id).where('state', '=', 'QUEUED').execute()
  if (ids.length > 0) await concludeDeliveries(trx, ids, outcome)
}

/**
 * What a channel's server says later of a message that it has taken: that it has arrived, or came back. The message is named by our id or by
 * the server's. It only goes forward. False where there is no such message, or it has its end already.
 */
export async function settleMessage(
  trx: Trx,
  channel: NotificationChannel,
  by: { id: string } | { externalId: string },
  outcome: Outcome & { state: 'DELIVERED' | 'BOUNCED' | 'FAILED' },
): Promise<boolean> {
  const open = ['QUEUED', 'SENT'] as const
  const deliveries = await trx
    .updateTable('delivery')
    .set(changeOf(outcome))
    .where('channel', '=', channel)
    .where(({ eb }) => ('id' in by ? eb('id', '=', by.id) : eb('external_id', '=', by.externalId)))
    .where('state', 'in', open)
    .returning('id')
    .execute()
  if (deliveries.length > 0 || channel !== 'EMAIL') return deliveries.length > 0
  const [digest] = await trx
    .updateTable('digest')
    .set(changeOf(outcome))
    .where(({ eb }) => ('id' in by ? eb('id', '=', by.id) : eb('external_id', '=', by.externalId)))
    .where('state', 'in', open)
    .returning('id')
    .execute()
  if (!digest) return false
  await trx.updateTable('delivery').set(changeOf(outcome)).where('digest_id', '=', digest.id).where('state', 'in', open).execute()
  return true
}

/** Looks at it again after so long. `untried`: nothing was sent, so it does not count as a try. */
export const postpone = (
  db: Db,
  table: 'delivery' | 'digest',
  id: string,
  {
    afterMs,
    reason,
    detail = null,
    untried = false,
  }: { afterMs: number; reason: string; detail?: string | null; untried?: boolean },
) =>
  db
    // Both have these columns.
    .updateTable(table as 'delivery')
    .set({
      due_at: fromNow(afterMs),
      claimed_by: null,
      reason,
      detail: detail?.replaceAll('\0', '').slice(0, DETAIL_CHARACTERS) ?? null,
      ...(untried && { tries: sql<number>`greatest(tries - 1, 0)` }),
    })
    .where('id', '=', id)
    .where('state', '=', 'QUEUED')
    .execute()
