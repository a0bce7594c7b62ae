import { sql, type Insertable, type Selectable } from 'kysely'
import { ago, daysAgo } from '#db/time.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { Db, LogFileTable, Trx } from '../tables.ts'

export type LogFile = Selectable<LogFileTable>

/** The stored file of each of these runs. */
export const logFiles = (db: Db | Trx, runIds: readonly string[]): Promise<LogFile[]> =>
  db.selectFrom('log_file').selectAll().where('run_id', 'in', runIds).where('stored_at', 'is not', null).execute()

/** Only who has the token may upload. A new one takes the place of the last. */
export async function noteUpload(db: Db, runId: string, digest: Buffer): Promise<void> {
  await db.updateTable('run').set({ upload_digest: digest }).where('id', '=', runId).execute()
}

/** The run whose charger may upload with this token now, and the name that the charger gave its file. */
export const findUpload = (db: Db, digest: Buffer) =>
  db
    .selectFrom('run')
    .leftJoin('charge_point_command as command', 'command.id', 'run.id')
    .leftJoin('charge_point', 'charge_point.station_id', 'run.station_id')
    .select([
      'run.id',
      'run.station_id',
      'charge_point.identity',
      sql<string | null>`coalesce(command.response->>'fileName', command.response->>'filename')`.as('name'),
    ])
    .where('upload_digest', '=', digest)
    .where('run.state', '<>', 'CANCELLED')
    .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>', ago(OCPP_LIMITS.lateUploadMs))]))
    .executeTakeFirst()

export async function insertLogFile(db: Db, file: Insertable<LogFileTable>): Promise<void> {
  await db.insertInto('log_file').values(file).execute()
}

/** False if the run has its file already. */
export async function noteStored(trx: Trx, key: string, runId: string): Promise<boolean> {
  // The run's row makes uploads of one run wait for each other.
  await trx.selectFrom('run').select('id').where('id', '=', runId).forUpdate().execute()
  if ((await logFiles(trx, [runId])).length > 0) return false
  await trx
    .updateTable('log_file')
    .set({ stored_at: sql`now()` })
    .where('key', '=', key)
    .execute()
  return true
}

/** Files that may go: old ones, halves of uploads that died, and what is beyond a charger's share. Of one station, or of all. */
export const spentFiles = (db: Db, stationId?: string): Promise<{ key: string }[]> =>
  db
    .selectFrom(
      db
        .selectFrom('log_file')
        .select(['key', 'created_at', 'stored_at'])
        .select(sql<number>`sum(bytes) OVER (PARTITION BY station_id ORDER BY created_at DESC, key)`.as('total'))
        .$if(stationId !== undefined, (query) => query.where('station_id', '=', stationId ?? ''))
        .as('file'),
    )
    .select('key')
    .where((eb) =>
      eb.or([
        eb('created_at', '<', daysAgo(OCPP_LIMITS.keepDays.logs)),
        eb('total', '>', OCPP_LIMITS.logBytesOfCharger),
        eb.and([eb('stored_at', 'is', null), eb('created_at', '<', ago(OCPP_LIMITS.lateUploadMs))]),
      ]),
    )
    .execute()

export async function deleteLogFile(db: Db, key: string): Promise<void> {
  await db.deleteFrom('log_file').where('key', '=', key).execute()
}
