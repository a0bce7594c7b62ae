import { sql, type Selectable } from 'kysely'
import type { Call } from '../context.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { digestOf } from './message-log.queries.ts'
import type { Db, KeptMessageTable, Trx } from '../tables.ts'

export type KeptMessageRow = Selectable<KeptMessageTable>

/** Keeps a message until it can be worked. If the same one comes again, nothing changes. */
export async function insertKeptMessage(db: Db, call: Call, fault: string): Promise<void> {
  await db
    .insertInto('kept_message')
    .values({
      identity: call.identity,
      station_id: call.stationId,
      ocpp_version: call.version,
      action: call.action,
      message_id: call.messageId,
      digest: digestOf(call),
      payload: JSON.stringify(call.payload),
      received_at: call.receivedAt,
      fault,
    })
    .onConflict((conflict) => conflict.columns(['identity', 'message_id', 'digest']).doNothing())
    .execute()
}

/** Messages whose turn it is, in the order they came. */
export const findDueMessages = (db: Db, limit: number): Promise<KeptMessageRow[]> =>
  db
    .selectFrom('kept_message')
    .selectAll()
    .where('due_at', '<=', sql<Date>`now()`)
    .orderBy('position')
    .limit(limit)
    .execute()

/** False if another process has worked it meanwhile. */
export async function deleteKeptMessage(trx: Trx, position: number): Promise<boolean> {
  const { numDeletedRows } = await trx.deleteFrom('kept_message').where('position', '=', position).executeTakeFirst()
  return numDeletedRows > 0n
}

/** Gives it its next turn after a pause that doubles each time. */
export async function postponeKeptMessage(db: Db, position: number, fault: string): Promise<void> {
  const seconds = sql<number>`least(power(2, least(tries, 20)), ${OCPP_LIMITS.keptRetryMostSeconds})`
  await db
    .updateTable('kept_message')
    .set({ fault, tries: sql`tries + 1`, due_at: sql<Date>`now() + make_interval(secs => ${seconds})` })
    .where('position', '=', position)
    .execute()
}

/** Of all chargers, or of one. */
export async function countKeptMessages(db: Db, identity?: string): Promise<{ count: number; oldest: Date | null }> {
  const { count, oldest } = await db
    .selectFrom('kept_message')
    .$if(identity !== undefined, (query) => query.where('identity', '=', identity as string))
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min<Date | null>('received_at').as('oldest')])
    .executeTakeFirstOrThrow()
  return { count, oldest }
}
