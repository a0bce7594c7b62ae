import { sql, type Insertable, type Selectable, type Updateable } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Db, RunKind, RunTable, Trx } from '../tables.ts'

export type Run = Selectable<RunTable>

export const runs = (db: Db | Trx, ids: readonly string[]): Promise<Run[]> =>
  db.selectFrom('run').selectAll().where('id', 'in', ids).execute()

/** Begins a run, of which its charger's command goes out next. It takes what the charger's firmware is now. Undefined while another is open. */
export const insertRun = (trx: Trx, run: Omit<Insertable<RunTable>, 'firmware_before'>): Promise<Run | undefined> =>
  trx
    .insertInto('run')
    .values((eb) => ({
      ...run,
      firmware_before:
        run.kind === 'FIRMWARE'
          ? eb.selectFrom('charge_point').select('firmware').where('station_id', '=', run.station_id)
          : sql<null>`NULL`,
    }))
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()

export const lockRun = (trx: Trx, id: string): Promise<Run | undefined> =>
  trx.selectFrom('run').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** The run that a charger speaks of: that of the number, or without one the newest. */
export const lockRunOf = (trx: Trx, stationId: string, kind: RunKind, requestId: number | null): Promise<Run | undefined> =>
  trx
    .selectFrom('run')
    .selectAll()
    .where('station_id', '=', stationId)
    .where('kind', '=', kind)
    .$if(requestId !== null, (query) => query.where('request_id', '=', requestId))
    .orderBy('id', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()

export const hasOpenRun = async (trx: Trx, stationId: string, kind: RunKind): Promise<boolean> =>
  (await trx
    .selectFrom('run')
    .select('id')
    .where('station_id', '=', stationId)
    .where('kind', '=', kind)
    .where('ended_at', 'is', null)
    .executeTakeFirst()) !== undefined

export const updateRun = (trx: Trx, id: string, change: Updateable<RunTable>): Promise<Run> =>
  trx.updateTable('run').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow()

/** Runs of which nothing was heard for too long. */
export const expireRuns = (trx: Trx): Promise<Run[]> =>
  trx
    .updateTable('run')
    .set({ state: 'TIMED_OUT', ended_at: sql`now()`, message: 'The charger has said nothing of it for too long.' })
    .where('ended_at', 'is', null)
    .where('quiet_until', '<', sql<Date>`now()`)
    .returningAll()
    .execute()

/**
 * A charger has booted with this firmware. If that is another one than before, its last update is done, whether it said so or not. Gives the
 * run that this changes.
 */
export const noteFirmware = (trx: Trx, stationId: string, firmware: string): Promise<Run | undefined> =>
  trx
    .updateTable('run')
    .set({ state: 'DONE', firmware_after: firmware, ended_at: sql`coalesce(ended_at, now())`, message: null })
    .where('id', '=', (eb) =>
      eb
        .selectFrom('run')
        .select('id')
        .where('station_id', '=', stationId)
        .where('kind', '=', 'FIRMWARE')
        .orderBy('id', 'desc')
        .limit(1),
    )
    .where('firmware_after', 'is', null)
    .where((eb) =>
      eb.or([
        eb('state', '=', 'DONE'),
        eb.and([eb('state', 'in', ['RUNNING', 'TIMED_OUT']), eb('firmware_before', '<>', firmware)]),
      ]),
    )
    .returningAll()
    .executeTakeFirst()

export const listRuns = (db: Db, stationId: string, kind: RunKind, page: PageRequest): Promise<Run[]> =>
  pageBy(
    db.selectFrom('run').selectAll().where('station_id', '=', stationId).where('kind', '=', kind),
    [['id', 'uuid']],
    'desc',
    page,
  )
