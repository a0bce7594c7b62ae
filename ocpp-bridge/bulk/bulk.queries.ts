import { sql, type Insertable, type Selectable, type Updateable } from 'kysely'
import { pageBy } from '#db/page.ts'
import { countOf } from '#db/count.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { chosenChargePoints, type ChargePointFilter } from '../charge-point.queries.ts'
import type { BulkCommandTable, ChargePointCommandState, Db, Trx } from '../tables.ts'

export type BulkCommandRow = Selectable<BulkCommandTable>

/** Notes a bulk command; undefined if the key was used before. */
export const insertBulk = (trx: Trx, row: Insertable<BulkCommandTable>): Promise<BulkCommandRow | undefined> =>
  trx
    .insertInto('bulk_command')
    .values(row)
    .onConflict((conflict) => conflict.columns(['requested_by', 'idempotency_key']).doNothing())
    .returningAll()
    .executeTakeFirst()

/** Fixes the chargers that fit, without one of them, in the order of their identities; how many. */
export async function fixChargers(
  trx: Trx,
  bulkId: string,
  filter: ChargePointFilter,
  of: { operatorId: string | null; without: string },
): Promise<number> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('bulk_command_charger')
    .columns(['bulk_command_id', 'station_id', 'position'])
    .expression(
      chosenChargePoints(trx, filter, of.operatorId)
        .where('station_id', '<>', of.without)
        .select([
          sql<string>`${bulkId}::uuid`.as('bulk_command_id'),
          'station_id',
          sql<number>`row_number() OVER (ORDER BY identity)`.as('position'),
        ]),
    )
    .executeTakeFirst()
  return Number(numInsertedOrUpdatedRows ?? 0n)
}

export const countChosen = (
  trx: Trx,
  filter: ChargePointFilter,
  of: { operatorId: string | null; without: string },
): Promise<number> => countOf(chosenChargePoints(trx, filter, of.operatorId).where('station_id', '<>', of.without))

export const findBulkByKey = (trx: Trx, requestedBy: string, key: string): Promise<BulkCommandRow | undefined> =>
  trx
    .selectFrom('bulk_command')
    .selectAll()
    .where('requested_by', '=', requestedBy)
    .where('idempotency_key', '=', key)
    .executeTakeFirst()

export const bulkCommands = (db: Db | Trx, ids: readonly string[]): Promise<BulkCommandRow[]> =>
  db.selectFrom('bulk_command').selectAll().where('id', 'in', ids).execute()

/** Bulk commands, the newest first: of one user, or of all (null). */
export const listBulk = (db: Db, requestedBy: string | null, page: PageRequest): Promise<BulkCommandRow[]> =>
  pageBy(
    db
      .selectFrom('bulk_command')
      .selectAll()
      .$if(requestedBy !== null, (query) => query.where('requested_by', '=', requestedBy as string)),
    [['id', 'uuid']],
    'desc',
    page,
  )

export const countOpenBulk = (trx: Trx, requestedBy: string): Promise<number> =>
  countOf(trx.selectFrom('bulk_command').where('requested_by', '=', requestedBy).where('settled_at', 'is', null))

/** Ids of those that are not over. */
export async function openBulk(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('bulk_command').select('id').where('settled_at', 'is', null).orderBy('id').execute()
  return rows.map(({ id }) => id)
}

/** Locks one that is not over; undefined if another process works it, where that is not waited for. */
export const lockBulk = (trx: Trx, id: string, wait: boolean): Promise<(BulkCommandRow & { now: Date }) | undefined> =>
  trx
    .selectFrom('bulk_command')
    .selectAll()
    .select(sql<Date>`clock_timestamp()`.as('now'))
    .where('id', '=', id)
    .where('settled_at', 'is', null)
    .forUpdate()
    .$if(!wait, (query) => query.skipLocked())
    .executeTakeFirst()

export const updateBulk = (trx: Trx, id: string, change: Updateable<BulkCommandTable>): Promise<BulkCommandRow> =>
  trx.updateTable('bulk_command').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow()

/** How many chargers are in which state. */
export type Counts = Partial<Record<ChargePointCommandState, number>>

export interface Tally {
  counts: Counts
  /** Chargers that were not asked. */
  waiting: number
}

export async function tallyOf(trx: Trx, { id, rest }: Pick<BulkCommandRow, 'id' | 'rest'>): Promise<Tally> {
  const { rows } = await sql<{ state: ChargePointCommandState | null; count: number }>`
    SELECT state, count(*) AS count FROM bulk_command_charger LEFT JOIN charge_point_command ON charge_point_command.id = command_id
    WHERE bulk_command_id = ${id} GROUP BY state ORDER BY state`.execute(trx)
  const waiting = rows.find(({ state }) => state === null)?.count ?? 0
  const counts: Counts = {}
  for (const { state, count } of rows) counts[state ?? rest] = (counts[state ?? rest] ?? 0) + count
  return { counts, waiting }
}

/** The next chargers to be asked: those that are connected, and still whose they were. */
export async function nextChargers(trx: Trx, { id, operator_id: operatorId }: BulkCommandRow, limit: number): Promise<string[]> {
  const { rows } = await sql<{ station_id: string }>`
    SELECT bulk_command_charger.station_id FROM bulk_command_charger JOIN charge_point USING (station_id)
    WHERE bulk_command_id = ${id} AND command_id IS NULL AND (${operatorId}::uuid IS NULL OR operator_id = ${operatorId}::uuid)
      AND EXISTS (SELECT FROM connection WHERE connection.station_id = bulk_command_charger.station_id)
    ORDER BY position LIMIT ${limit}`.execute(trx)
  return rows.map(({ station_id: stationId }) => stationId)
}

export async function noteAsked(trx: Trx, bulkId: string, stationId: string, commandId: string): Promise<void> {
  await trx
    .updateTable('bulk_command_charger')
    .set({ command_id: commandId })
    .where('bulk_command_id', '=', bulkId)
    .where('station_id', '=', stationId)
    .where('command_id', 'is', null)
    .execute()
}

/** Commands of a bulk command that were not sent yet. */
export async function unsentCommands(trx: Trx, bulkId: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('bulk_command_charger')
    .innerJoin('charge_point_command', 'charge_point_command.id', 'command_id')
    .select('charge_point_command.id')
    .where('bulk_command_id', '=', bulkId)
    .where('state', '=', 'PENDING')
    .execute()
  return rows.map(({ id }) => id)
}

export interface ChargerResult {
  station_id: string
  position: number
  command_id: string | null
  state: ChargePointCommandState
}

/** Its chargers in their order, each with what became of it. */
export function resultsOf(
  db: Db,
  { id, rest }: BulkCommandRow,
  state: ChargePointCommandState | null,
  page: PageRequest,
): Promise<ChargerResult[]> {
  const shown = sql<ChargePointCommandState>`coalesce(charge_point_command.state, ${rest})`
  return pageBy(
    db
      .selectFrom('bulk_command_charger')
      .leftJoin('charge_point_command', 'charge_point_command.id', 'command_id')
      .select(['bulk_command_charger.station_id', 'position', 'command_id', shown.as('state')])
      .where('bulk_command_id', '=', id)
      .$if(state !== null, (query) => query.where(shown, '=', state as ChargePointCommandState)),
    [['position', 'int']],
    'asc',
    page,
  )
}
