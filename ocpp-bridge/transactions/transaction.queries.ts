import { sql, type InsertObject, type Selectable, type Updateable } from 'kysely'
import { briefLockWait } from '#db/past.ts'
import { ago } from '#db/time.ts'
import type { Db, OcppTables, TransactionTable, Trx } from '../tables.ts'

export type TransactionRow = Selectable<TransactionTable>

/** Locks this charger, on every process, until the transaction is over. */
export async function lockChargePoint(trx: Trx, identity: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`ocpp ${identity}`}, 0))`.execute(trx)
}

/** Locks several chargers, always in one order. Fails if another process keeps one for long. */
export async function lockChargePoints(trx: Trx, identities: readonly string[]): Promise<void> {
  await sql`SELECT ${briefLockWait.expression}, pg_advisory_xact_lock(key) FROM (
    SELECT hashtextextended('ocpp ' || identity, 0) AS key FROM unnest(${identities}::text[]) AS identity ORDER BY key
  ) AS charger`.execute(trx)
}

/** The next number for a 1.6 transaction. */
export const nextTransactionNumber = sql<number>`nextval('transaction_number')`

export const insertTransaction = (trx: Trx, row: InsertObject<OcppTables, 'transaction'>): Promise<TransactionRow> =>
  trx.insertInto('transaction').values(row).returningAll().executeTakeFirstOrThrow()

export const updateTransaction = (trx: Trx, id: string, change: Updateable<TransactionTable>): Promise<TransactionRow> =>
  trx.updateTable('transaction').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow()

export const findByStartKey = (trx: Trx, identity: string, startKey: string): Promise<TransactionRow | undefined> =>
  trx.selectFrom('transaction').selectAll().where('identity', '=', identity).where('start_key', '=', startKey).executeTakeFirst()

/** By 1.6's transactionId, whichever charger's it is. */
export const findByNumber = (trx: Trx, number: number): Promise<TransactionRow | undefined> =>
  trx.selectFrom('transaction').selectAll().where('number', '=', number).executeTakeFirst()

export const findByChargerId = (trx: Trx, identity: string, chargerTransactionId: string): Promise<TransactionRow | undefined> =>
  trx
    .selectFrom('transaction')
    .selectAll()
    .where('identity', '=', identity)
    .where('charger_transaction_id', '=', chargerTransactionId)
    .executeTakeFirst()

/** Transactions that have not ended, the newest first; of one EVSE, or of the whole charger. */
export const findOpen = (trx: Trx, identity: string, evseNumber?: number): Promise<TransactionRow[]> =>
  trx
    .selectFrom('transaction')
    .selectAll()
    .where('identity', '=', identity)
    .where('state', '<>', 'ended')
    .$if(evseNumber !== undefined, (query) => query.where('evse_number', '=', evseNumber as number))
    .orderBy('started_at', 'desc')
    .execute()

/** Transactions that have not ended: of the charger, and of its station if another device has taken its place. */
export const findOpenOfStation = (
  trx: Trx,
  { identity, stationId }: { identity: string; stationId: string },
): Promise<TransactionRow[]> =>
  trx
    .selectFrom('transaction')
    .selectAll()
    .where('state', '<>', 'ended')
    .where((eb) => eb.or([eb('identity', '=', identity), eb('station_id', '=', stationId)]))
    .execute()

export const findTransaction = (trx: Db | Trx, id: string): Promise<TransactionRow | undefined> =>
  trx.selectFrom('transaction').selectAll().where('id', '=', id).executeTakeFirst()

/**
 * Transactions in doubt for this long, of chargers that have been connected for a part of that time: one that was away may have queued
 * their end.
 */
export const findDoubted = (db: Db | Trx, milliseconds: number, id?: string): Promise<TransactionRow[]> => {
  return db
    .selectFrom('transaction')
    .selectAll()
    .where('doubt', 'is not', null)
    .where('doubted_at', '<', ago(milliseconds))
    .$if(id !== undefined, (query) => query.where('id', '=', id as string))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('connection')
          .select('connection.identity')
          .where((on) =>
            on.or([
              on('connection.identity', '=', on.ref('transaction.identity')),
              on('connection.station_id', '=', on.ref('transaction.station_id')),
            ]),
          )
          .where('connected_at', '<', ago(milliseconds / 5)),
      ),
    )
    .orderBy('doubted_at')
    .limit(100)
    .execute()
}

/** False if the part had come before. */
export async function insertPart(
  trx: Trx,
  part: { transactionId: string; seqNo: number; eventType: string; reportedAt: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('transaction_part')
    .values({ transaction_id: part.transactionId, seq_no: part.seqNo, event_type: part.eventType, reported_at: part.reportedAt })
    .onConflict((conflict) => conflict.columns(['transaction_id', 'seq_no', 'event_type']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** When a part that came before says it was. */
export async function findPartTime(trx: Trx, transactionId: string, seqNo: number, eventType: string): Promise<string | null> {
  const part = await trx
    .selectFrom('transaction_part')
    .select('reported_at')
    .where('transaction_id', '=', transactionId)
    .where('seq_no', '=', seqNo)
    .where('event_type', '=', eventType)
    .executeTakeFirst()
  return part?.reported_at ?? null
}

/** The numbers of the parts that have come, and the number of Started. */
export async function findParts(trx: Trx, transactionId: string): Promise<{ first: number | null; numbers: Set<number> }> {
  const parts = await trx
    .selectFrom('transaction_part')
    .select(['seq_no', 'event_type'])
    .where('transaction_id', '=', transactionId)
    .execute()
  const started = parts.find((part) => part.event_type === 'Started')
  return { first: started?.seq_no ?? null, numbers: new Set(parts.map((part) => part.seq_no)) }
}

/** The highest number of a part that has come; 0 if none has a number. */
export async function findLastNumber(trx: Trx, transactionId: string): Promise<number> {
  const { last } = await trx
    .selectFrom('transaction_part')
    .select(({ fn }) => fn.max<number | null>('seq_no').as('last'))
    .where('transaction_id', '=', transactionId)
    .executeTakeFirstOrThrow()
  return last ?? 0
}
