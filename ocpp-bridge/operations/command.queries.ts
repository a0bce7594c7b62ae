import { sql, type Insertable, type Selectable, type Updateable } from 'kysely'
import { pageBy } from '#db/page.ts'
import { ago } from '#db/time.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { traceparent } from '#lib/tracing/trace.ts'
import type { ChargePointCommandState, ChargePointCommandTable, Db, Trx } from '../tables.ts'

export type ChargePointCommand = Selectable<ChargePointCommandTable>

/** Notes a command; undefined if the same was asked for before. When this commits, the process that holds the socket is woken. */
export async function insertCommand(
  trx: Trx,
  command: Insertable<ChargePointCommandTable>,
): Promise<ChargePointCommand | undefined> {
  const row = await trx
    .insertInto('charge_point_command')
    .values({ ...command, traceparent: traceparent() })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  if (row !== undefined) await wake(trx, row.station_id)
  return row
}

const wake = (trx: Trx, stationId: string) => sql`SELECT pg_notify('ocpp_command', ${stationId})`.execute(trx)

export const findByKey = (trx: Trx, requestedBy: string, key: string): Promise<ChargePointCommand | undefined> =>
  trx
    .selectFrom('charge_point_command')
    .selectAll()
    .where('requested_by', '=', requestedBy)
    .where('idempotency_key', '=', key)
    .executeTakeFirst()

export const commands = (db: Db | Trx, ids: readonly string[]): Promise<ChargePointCommand[]> =>
  db.selectFrom('charge_point_command').selectAll().where('id', 'in', ids).execute()

export async function countOpen(trx: Trx, stationId: string): Promise<number> {
  const { count } = await trx
    .selectFrom('charge_point_command')
    .select(sql<string>`count(*)`.as('count'))
    .where('station_id', '=', stationId)
    .where('state', 'in', ['PENDING', 'SENT'])
    .executeTakeFirstOrThrow()
  return Number(count)
}

export interface CommandFilter {
  kind?: string | null | undefined
  state?: ChargePointCommandState | null | undefined
}

export const listCommands = (
  db: Db,
  stationId: string,
  { kind, state }: CommandFilter,
  page: PageRequest,
): Promise<ChargePointCommand[]> =>
  pageBy(
    db
      .selectFrom('charge_point_command')
      .selectAll()
      .where('station_id', '=', stationId)
      .$if(kind != null, (query) => query.where('kind', '=', kind ?? ''))
      .$if(state != null, (query) => query.where('state', '=', state ?? 'PENDING')),
    [['id', 'uuid']],
    'desc',
    page,
  )

/** Takes a charger's next command for sending. From this commit on it is SENT, whatever happens to this process. */
export const claimCommand = (
  db: Db,
  { identity, epoch, stationId }: { identity: string; epoch: number; stationId: string },
): Promise<ChargePointCommand | undefined> =>
  db
    .updateTable('charge_point_command')
    .set({ state: 'SENT', sent_at: sql`now()` })
    .where('id', '=', (eb) =>
      eb
        .selectFrom('charge_point_command')
        .select('id')
        .where('station_id', '=', stationId)
        .where('state', '=', 'PENDING')
        .where('expires_at', '>', sql<Date>`now()`)
        .where((eb) =>
          eb.exists(eb.selectFrom('connection').select('identity').where('identity', '=', identity).where('epoch', '=', epoch)),
        )
        .orderBy('requested_at')
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .executeTakeFirst()

/** Notes what goes out, before it does. */
export async function noteRequest(db: Db, id: string, action: string, request: object): Promise<void> {
  await db
    .updateTable('charge_point_command')
    .set({ action, request: JSON.stringify(request) })
    .where('id', '=', id)
    .execute()
}

/** Moves a command on from a state; undefined if it has moved on already. */
export const moveCommand = (
  trx: Trx,
  id: string,
  from: ChargePointCommandState,
  change: Updateable<ChargePointCommandTable>,
): Promise<ChargePointCommand | undefined> =>
  trx
    .updateTable('charge_point_command')
    .set({ settled_at: sql`now()`, ...change })
    .where('id', '=', id)
    .where('state', '=', from)
    .returningAll()
    .executeTakeFirst()

/** Makes a command pending again, which does no harm if it is heard twice. */
export async function returnCommand(trx: Trx, id: string): Promise<ChargePointCommand | undefined> {
  const row = await moveCommand(trx, id, 'SENT', { state: 'PENDING', sent_at: null, settled_at: null })
  if (row !== undefined) await wake(trx, row.station_id)
  return row
}

/** Pending commands whose time is over. */
export const expireCommands = (trx: Trx): Promise<ChargePointCommand[]> =>
  trx
    .updateTable('charge_point_command')
    .set({ state: 'EXPIRED', settled_at: sql`now()`, message: 'The charger was not reached in time.' })
    .where('state', '=', 'PENDING')
    .where('expires_at', '<', sql<Date>`now()`)
    .returningAll()
    .execute()

/** Commands of whose answer nothing was noted for longer than any is waited for. */
export const lostCommands = (trx: Trx, afterMs: number): Promise<ChargePointCommand[]> =>
  trx
    .selectFrom('charge_point_command')
    .selectAll()
    .where('state', '=', 'SENT')
    .where('sent_at', '<', ago(afterMs))
    .forUpdate()
    .skipLocked()
    .execute()
