import { sql, type Selectable } from 'kysely'
import type { Db, ReportTable, Trx } from '../tables.ts'

/** A report that a command has asked for, and how many of its parts have come. */
export type Report = Selectable<ReportTable> & { kind: string; input: object; sent_at: Date | null; parts: number }

/** The number by which the charger knows the report of a command; the same each time. */
export async function requestIdOf(db: Db | Trx, commandId: string, stationId: string): Promise<number> {
  const { request_id: id } = await db
    .insertInto('report')
    .values({ command_id: commandId, station_id: stationId })
    .onConflict((conflict) => conflict.column('command_id').doUpdateSet({ station_id: stationId }))
    .returning('request_id')
    .executeTakeFirstOrThrow()
  return id
}

const selectReport = (db: Db | Trx) =>
  db
    .selectFrom('report')
    .innerJoin('charge_point_command', 'charge_point_command.id', 'report.command_id')
    .selectAll('report')
    .select(['charge_point_command.kind', 'charge_point_command.input', 'charge_point_command.sent_at'])
    .select(({ selectFrom }) =>
      selectFrom('report_part')
        .select(sql<number>`count(*)::integer`.as('parts'))
        .whereRef('report_part.command_id', '=', 'report.command_id')
        .as('parts'),
    )
    .$castTo<Report>()

export const reports = (db: Db | Trx, commandIds: readonly string[]): Promise<Report[]> =>
  selectReport(db).where('report.command_id', 'in', commandIds).execute()

/** The report of a charger by its number, of these kinds of commands, locked. */
export const lockReport = (
  trx: Trx,
  { stationId, requestId, kinds }: { stationId: string; requestId: number; kinds: readonly string[] },
): Promise<Report | undefined> =>
  selectReport(trx)
    .where('report.station_id', '=', stationId)
    .where('report.request_id', '=', requestId)
    .where('kind', 'in', kinds)
    .forUpdate('report')
    .executeTakeFirst()

/** Notes a part; `last` is true of the one after which there is none. */
export async function notePart(trx: Trx, commandId: string, seqNo: number, last: boolean): Promise<void> {
  await trx
    .insertInto('report_part')
    .values({ command_id: commandId, seq_no: seqNo })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  if (last) await trx.updateTable('report').set({ last_seq_no: seqNo }).where('command_id', '=', commandId).execute()
}

/** True once: when the last part has come and none before it is missing. */
export async function completeReport(trx: Trx, commandId: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('report')
    .set({ completed_at: sql`now()` })
    .where('command_id', '=', commandId)
    .where('completed_at', 'is', null)
    .where(
      'last_seq_no',
      '<',
      sql<number>`(SELECT count(*) FROM report_part WHERE report_part.command_id = report.command_id AND seq_no <= last_seq_no)`,
    )
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
